// What a record itself tells of tokens and of the time that something took. The format's own reader is given the record alone
// and listened to, so what is a usage is said in one place for conversations and for single records.

import type { MeasureName, RecordMeasures } from "../../../shared/rows.ts";
import type { TokenSums } from "../../../shared/summary.ts";
import { Condenser } from "../formats/condense.ts";
import type { Usage } from "../formats/conversationOperations.ts";
import type { Format, PlacedRecord } from "../formats/format.ts";
import { valueAt } from "../formats/members.ts";
import { QuietOperations } from "../formats/quietOperations.ts";
import { unwrapped } from "../formats/wrapping.ts";
import { stringOf } from "../paging/textIds.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import { readingContext } from "./readRecords.ts";
import type { TokenSort } from "./usages.ts";
import { tokenSorts } from "./usages.ts";

/** How a record is read. */
export interface RecordReading {
  readonly format: Format;
  /** Where the event lies in a record that wraps it. */
  readonly prefix: FieldPath;
}

/** Longer records are not looked into: rows that are scrolled past must not be felt. */
const mostBytes = 1024 * 1024;

/** Takes about 5 MB. */
export class MeasureReader {
  readonly #condenser = new Condenser();

  async read(
    source: Source,
    place: Omit<PlacedRecord, "time">,
    { format, prefix }: RecordReading,
    of: readonly MeasureName[],
  ): Promise<RecordMeasures> {
    const durations = of.includes("duration") ? (format.durations ?? []) : [];
    if (place.length > mostBytes || (durations.length === 0 && !of.includes("tokens"))) return {};
    const { value } = this.#condenser.read(source, place);
    if (value === undefined) return {};
    const event = unwrapped(value, prefix);
    const told = durations.map((path) => valueAt(event, path)).find((duration) => typeof duration === "number");
    const duration = typeof told === "number" && told >= 0 ? told : undefined;
    if (!of.includes("tokens")) return { duration };
    const heard = new HeardUsage();
    const open = format.messages ?? format.conversation;
    const reader = await open?.(heard, readingContext(source, source.name, prefix.length > 0));
    const within = event === value ? {} : { within: prefix };
    reader?.take({ ...place, ...within, time: undefined, value: event });
    return { duration, tokens: heard.sums() };
  }
}

class HeardUsage extends QuietOperations {
  readonly #usages = new Map<string, Usage>();

  /** No request takes nothing: programs write zeros where a server told them no usage. */
  override usage(usage: Usage): void {
    if (tokenSorts.some((sort) => (usage[sort] ?? 0) > 0)) this.#usages.set(stringOf(usage.request), usage);
  }

  override dropUsage(request: string): void {
    this.#usages.delete(request);
  }

  sums(): TokenSums | undefined {
    if (this.#usages.size === 0) return undefined;
    const sums: Partial<Record<TokenSort, number>> = {};
    for (const usage of this.#usages.values()) {
      for (const sort of tokenSorts) {
        const told = usage[sort];
        if (told !== undefined) sums[sort] = (sums[sort] ?? 0) + told;
      }
    }
    return sums;
  }
}

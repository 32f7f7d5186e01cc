// Texts that stream in piece by piece and come whole in a record behind: a conversation takes that record, but what is secret in
// the pieces stands in the file as well.

import { Entries } from "../conversation/entries.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import { isText, textAt, valueAt } from "../formats/condensedValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { Deltas } from "../formats/deltas.ts";
import type { Format, FormatRecord } from "../formats/format.ts";
import type { FieldPath } from "../scanner/fields.ts";

/** Other records that may stand between two pieces of a text without an id: a program tells its state while a text streams in. */
export const mostBetween = 3;

interface Place {
  readonly path: ValuePath;
  readonly hasIds: boolean;
  /** The text that the last piece was of, and its record. */
  entry: Entry;
  record: number;
}

/** Is given all records of a transcript in order. */
export class AnnouncedTexts {
  /** The texts, a message each. */
  readonly entries = new Entries();
  readonly #places: readonly Place[];
  readonly #ids: readonly FieldPath[];

  constructor(format: Format) {
    this.#places = (format.deltas ?? []).filter((deltas) => deltas.comeWhole === true).flatMap(placesOf);
    this.#ids = this.#places.some(({ hasIds }) => hasIds) ? format.plan([]).pair : [];
  }

  /** The format has none. */
  get areNone(): boolean {
    return this.#places.length === 0;
  }

  take(record: FormatRecord): void {
    for (const place of this.#places) {
      if (!isText(valueAt(record.value, ...place.path))) continue;
      this.entries.at(record);
      const id = place.hasIds ? this.#idOf(record.value) : undefined;
      const goesOn = id === undefined && place.entry !== 0 && record.number - place.record <= 1 + mostBetween;
      const entry = goesOn ? place.entry : this.entries.message({ key: id, speaker: "assistant" });
      this.entries.text(entry, place.path, this.entries.hasText(entry));
      place.entry = entry;
      place.record = record.number;
    }
  }

  #idOf(value: unknown): string | undefined {
    for (const path of this.#ids) {
      const id = textAt(value, ...path);
      if (id !== undefined) return id;
    }
    return undefined;
  }
}

function placesOf({ text, together }: Deltas): readonly Place[] {
  return text.map((path) => ({ path, hasIds: together === "id", entry: 0, record: 0 }));
}

// Which records of a log an export reads: those that pass the filter and, of a log that holds several threads, those of
// the chosen one. What is left out counts as not being there, except that it still tells which thread the others are of.

import type { ThreadList } from "../../../shared/threads.ts";
import { AguiEvents } from "../formats/agui/events.ts";
import type { Thread } from "../formats/agui/threads.ts";
import { AguiThreads } from "../formats/agui/threads.ts";
import { TextIds } from "../paging/textIds.ts";
import type { FieldRecord, FieldScan } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";

export interface Choice {
  /** Which records pass the filter, by their number in the log. Asked in ascending order, once in each of two passes. */
  readonly accepts: ((record: number) => boolean) | undefined;
  /** The id of the chosen thread; without one, the log must hold one thread only. */
  readonly thread: string | undefined;
}

/** For one pass over the records, in their order and from the log's start on. */
export class Selection {
  /** Whether any record was taken. */
  hasTaken = false;
  /** The record before ended a run in which events may be of the chosen thread or of another: nothing says which. */
  isMixed = false;
  readonly #events: AguiEvents;
  readonly #threads: AguiThreads;
  readonly #accepts: Choice["accepts"];
  readonly #wanted: Thread | undefined;

  /** `first` is the log's first thread, if one had to be chosen. */
  constructor(events: AguiEvents, { accepts, thread }: Choice, first: string | undefined) {
    this.#events = events;
    this.#threads = new AguiThreads(first);
    this.#accepts = accepts;
    this.#wanted = thread === undefined ? undefined : this.#threads.numberOf(thread);
  }

  takes(record: FieldRecord, number: number): boolean {
    const kind = record.malformed ? undefined : this.#events.kindOf(record);
    const thread = this.#threads.of(record, kind);
    if (this.#accepts !== undefined && !this.#accepts(number)) return false;
    this.#threads.count(thread, kind, record.count);
    const { mixedWith } = this.#threads;
    this.isMixed = mixedWith !== 0 && (thread === this.#wanted || mixedWith === this.#wanted);
    const isTaken = this.#wanted === undefined || thread === this.#wanted;
    this.hasTaken ||= isTaken;
    return isTaken;
  }

  /** Whether a record itself says that it belongs to a thread which was not chosen. */
  namesAnother(record: FieldRecord): boolean {
    if (this.#wanted === undefined) return false;
    const named = this.#threads.namedBy(record);
    return named !== 0 && named !== this.#wanted;
  }

  /** Whether a thread has to be chosen. */
  get isAmbiguous(): boolean {
    return this.#wanted === undefined && this.#threads.areSeveral;
  }

  /** The threads of the records that pass the filter. */
  get threads(): ThreadList {
    return this.#threads.list;
  }
}

/** The id of the first thread that an event names; undefined when none does. */
export async function findFirstThread(
  scan: FieldScan,
  source: Source,
  size: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const threads = new AguiThreads();
  const events = new AguiEvents(new TextIds(), (scanned) => scan.internedText(scanned));
  let isFound = false;
  const look = (record: FieldRecord): boolean => {
    isFound = !record.malformed && events.kindOf(record) !== "other" && threads.namedBy(record) !== 0;
    return !isFound;
  };
  await scan.read(source, 0, size, look, { signal });
  return isFound ? threads.idOf(1) : undefined;
}

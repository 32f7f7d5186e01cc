// What a transcript that is being written waits for, by its last records alone: a few, however long it is.

import type { Awaited } from "../../../shared/summary.ts";
import type { Recognition } from "../formats/recognition.ts";
import { timePathsOf } from "../formats/wrapping.ts";
import type { TranscriptIndex } from "../index/transcriptIndex.ts";
import { SourceError } from "../source/fileSource.ts";
import { isWrittenWithin } from "../source/source.ts";
import { tailSource } from "../source/tailSource.ts";

/** Bytes and number of the whole records that are read, at most. */
const tail = { bytes: 512 * 1024, records: 200 } as const;
/** Between two looks at what has grown, in ms. */
const pauseMs = 300;
/** Nobody waits for longer without a word, in ms. */
const patienceMs = 600_000;

/**
 * Costs reading at most 512 KiB for each growth that is seen, at most every 300 ms, and nothing once a file has not
 * been written to for ten minutes.
 */
export class AwaitedTail {
  readonly #onNews: () => void;
  readonly #signal: AbortSignal;
  #awaited: Awaited | undefined;
  /** Bytes that were there when it was looked last. */
  #seen = -1;
  #isLooking = false;

  /** `signal`: the transcript is closed. */
  constructor(onNews: () => void, signal: AbortSignal) {
    this.#onNews = onNews;
    this.#signal = signal;
  }

  /** As of the last look. Looks again, and tells of news, when there is more. */
  of(index: TranscriptIndex, recognition: Recognition): Awaited | undefined {
    const { source } = index;
    if (!isWrittenWithin(patienceMs, (source.origin ?? source).currentIdentity())) return undefined;
    if (!this.#isLooking && index.position() !== this.#seen) void this.#look(index, recognition);
    return this.#awaited;
  }

  async #look(index: TranscriptIndex, { format, choice }: Recognition): Promise<void> {
    this.#isLooking = true;
    const before = this.#awaited;
    const bytes = index.position();
    try {
      // Only whoever watches a transcript needs to read conversations.
      const [{ Entries }, { awaitedAt }, { readEntries }] = await Promise.all([
        import("../conversation/entries.ts"),
        import("../conversation/awaited.ts"),
        import("../conversation/readEntries.ts"),
      ]);
      if (this.#signal.aborted) return;
      const entries = new Entries();
      const reading = { format, prefix: choice.prefix, time: timePathsOf(format, choice.prefix), withMessages: true };
      await readEntries(tailSource(index.source, tailStart(index)), reading, entries, { signal: this.#signal });
      this.#awaited = awaitedAt(entries);
      this.#seen = bytes;
    } catch (error) {
      if (this.#signal.aborted) return;
      // What changes meanwhile is told of elsewhere.
      if (!(error instanceof SourceError)) throw error;
      this.#awaited = undefined;
      this.#seen = bytes;
    }
    if (this.#awaited !== before) this.#onNews();
    setTimeout(() => {
      this.#isLooking = false;
    }, pauseMs).unref();
  }
}

/** Where the first of the last records begins that are read. */
function tailStart(index: TranscriptIndex): number {
  const end = index.position();
  let start = end;
  const records = index.records();
  for (let record = records - 1; record >= 0; ) {
    const segment = index.segmentOf(record);
    const first = index.firstRecord(segment);
    const { offsets } = index.columns(segment, 0, record - first + 1);
    for (; record >= first; record--) {
      const offset = offsets[record - first] ?? 0;
      if (end - offset > tail.bytes || records - record > tail.records) return start;
      start = offset;
    }
  }
  return start;
}

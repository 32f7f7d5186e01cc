// The rows that pass a filter, as the rest of the engine sees them. A view grows with the index, and one that has to look
// at records or search the transcript grows as that goes on, always from the front: rows that are known stay where they
// are, and everything said of them is exact.

import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import type { KindTotals } from "../index/kindTotals.ts";
import type { Columns } from "../scanner/indexScan.ts";
import type { Match } from "./rowPredicate.ts";

/** A run of records to be copied: `records` of them, `length` bytes at `offset`, with one newline between each two. */
export interface RecordRange {
  readonly offset: number;
  readonly length: number;
  readonly records: number;
}

/**
 * Rows count from 0 in file order. Whoever opened it closes it. It is of one index and stays so: `Transcript.isCurrent`
 * says when the transcript is read in a better way by now.
 */
export interface View {
  /** Matching records known so far. */
  readonly rows: () => number;
  /** Their bytes, newlines not counted. */
  readonly bytes: () => number;
  /** False while rows may still be found among the records that are indexed. */
  readonly complete: () => boolean;
  /** Bytes from the transcript's start in which all matches are known. */
  readonly searched: () => number;
  /** A sentence about how the filter is evaluated, if there is something to say. */
  readonly notice: () => string | undefined;
  /** What passes and cannot be found, in a sentence, if there may be such records. */
  readonly lacks: () => string | undefined;
  /** Why no more rows are found, when that has failed. */
  readonly failure: () => Failure | undefined;
  /**
   * Resolves when the transcript is indexed and all its matches are known (of one that grows, those that it had by then), or with the
   * reason why they never will be: what counts or copies all rows waits for it. Throws the signal's reason.
   */
  whenComplete(signal?: AbortSignal): Promise<Result<undefined>>;
  /** Calls back for rows `from` on, at most `count`. `index` is the record's place in the columns, valid during the call. */
  visit(from: number, count: number, onRow: (record: number, columns: Columns, index: number) => void): void;
  /** By kind number, how many matching records are known and how long they are together. */
  kinds(): KindTotals;
  /** How many records of a segment are decided, from its first one on, and which of them pass. Bits behind those say nothing. */
  passing(segment: number): { readonly decided: number; readonly match: Match };
  /** The number of matching records before this one: its row, or that of the next match. */
  rowOf(record: number): number;
  /** True when the record passes, as far as is known. Cheap for readers that go through the records in order. */
  accepts(record: number): boolean;
  /** All matching records known as runs, in file order; at least one run per segment that has a match. */
  ranges(): Generator<RecordRange, void, undefined>;
  /** Stops the search, if one goes on, and frees what it holds. */
  close(): void;
}

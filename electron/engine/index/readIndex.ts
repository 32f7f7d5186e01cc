// What is asked of an index, whether it is that of one transcript or of several in the order in which things happened
// (group/groupIndex.ts): rows, filters, counts and jumps need to know no more.

import type { Columns, ScanState } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import type { SegmentDirectory } from "./directory.ts";
import type { KindTotals } from "./kindTotals.ts";
import type { SegmentSummary } from "./segmentSummary.ts";

/**
 * May grow between two calls while it is indexed or followed: `records` counts up, what was there stays. Who still asks
 * behind `close` may get a SourceError `cancelled`.
 */
export interface ReadIndex {
  /** The transcript, each block of it held against what was indexed. */
  readonly source: Source;
  /** Of a group: the names of its transcripts, by their number. */
  readonly sources?: readonly string[];
  /** Of a group: the same with a line for each record, as they stand in `source`. */
  readonly inLines?: ReadIndex;
  /** Bytes scanned. */
  readonly position: () => number;
  readonly records: () => number;
  readonly state: () => ScanState;
  /** Segments so far; while indexing, more records lie in `open()`. */
  readonly segments: () => SegmentDirectory;
  /** What is known of a segment without decoding it; of `segments().length`, the open one, when it holds a record. */
  readonly summary: (segment: number) => SegmentSummary;
  /** Records behind the last segment. */
  readonly open: () => Columns;
  /** The segment of a record, `segments().length` for the open one. */
  readonly segmentOf: (record: number) => number;
  /** The number of a segment's first record. */
  readonly firstRecord: (segment: number) => number;
  /**
   * The facts of one segment, `segments().length` for the open one; when rows are given, of those from `from` to before
   * `until` at least, which saves time. `count` is that of all. Valid until the next call of any method. What
   * turns out to be damaged of a kept index is read from the transcript again, which throws a SourceError when that has changed.
   */
  readonly columns: (segment: number, from?: number, until?: number) => Columns;
  /**
   * Rows of a segment whose kind is accepted (a number of `accepts` for each), all but the first `skip` of them and at most
   * `most`; cheaper than its columns. Valid until the next call; throws as `columns` does.
   */
  readonly findKinds: (segment: number, accepted: Uint8Array, skip: number, most: number) => ArrayLike<number>;
  /** Exact counts of all records so far, by kind number. */
  readonly totals: () => KindTotals;
  readonly kinds: () => readonly string[];
  readonly roles: () => readonly string[];
  readonly tools: () => readonly string[];
  /** Bytes of the index on disk. */
  readonly size: () => number;
  close(): void;
}

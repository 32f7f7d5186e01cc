// The segments of one index: their bytes in a file, a summary of each in memory, a few decoded at hand.

import type { Columns } from "../scanner/indexScan.ts";
import { createDecodedSegments } from "./decodedSegments.ts";
import type { KindTotals, SegmentEntry, SegmentSummary } from "./directory.ts";
import { addEntry, createTotals, segmentOf } from "./directory.ts";
import type { SegmentFile } from "./segmentFile.ts";

export interface SegmentStore {
  readonly entries: () => readonly SegmentEntry[];
  /** Takes the next segment's bytes; its place and first record are filled in here. */
  append(bytes: Uint8Array, summary: SegmentSummary): void;
  readonly records: () => number;
  readonly segmentOf: (record: number) => number;
  /** The number of a segment's first record; for the next segment, of the record behind all. */
  readonly firstRecord: (segment: number) => number;
  /** Undefined when there is no such segment. */
  readonly columns: (segment: number) => Columns | undefined;
  /** A copy of the counts of all segments. */
  readonly totals: () => KindTotals;
}

export function createSegmentStore(
  file: SegmentFile,
  known: readonly SegmentEntry[],
  onDamage: () => never,
): SegmentStore {
  const entries = [...known];
  const sums = createTotals();
  for (const entry of entries) addEntry(sums, entry);
  const decoded = createDecodedSegments(file, onDamage);
  const records = (): number => {
    const last = entries.at(-1);
    return last === undefined ? 0 : last.firstRecord + last.count;
  };
  return {
    entries: () => entries,
    append: (bytes, summary) => {
      const entry = { ...summary, at: file.append(bytes), size: bytes.length, firstRecord: records() };
      entries.push(entry);
      addEntry(sums, entry);
    },
    records,
    segmentOf: (record) => segmentOf(entries, record),
    firstRecord: (segment) => entries[segment]?.firstRecord ?? records(),
    columns: (segment) => {
      const entry = entries[segment];
      return entry === undefined ? undefined : decoded(segment, entry);
    },
    totals: () => ({ counts: sums.counts.slice(), bytes: sums.bytes.slice() }),
  };
}

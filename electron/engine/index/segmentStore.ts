// The segments of one index: their bytes in a file, a summary of each in memory, a few decoded at hand.

import type { OpenSegment } from "./decodedSegments.ts";
import { createDecodedSegments } from "./decodedSegments.ts";
import type { GrowingDirectory } from "./directory.ts";
import type { KindTotals } from "./kindTotals.ts";
import { addKind, createTotals } from "./kindTotals.ts";
import type { SegmentFile } from "./segmentFile.ts";
import type { SegmentRepair } from "./segmentRepair.ts";
import type { SegmentSummary } from "./segmentSummary.ts";

export interface SegmentStore {
  /** Takes the next segment's bytes. */
  append(bytes: Uint8Array, summary: SegmentSummary): void;
  /** Undefined when there is no such segment. */
  readonly open: (segment: number) => OpenSegment | undefined;
  /** A copy of the counts of all segments. */
  readonly totals: () => KindTotals;
}

/** `directory` is what the file holds already; the store makes it grow. */
export function createSegmentStore(
  file: SegmentFile,
  directory: GrowingDirectory,
  repair: SegmentRepair,
): SegmentStore {
  const sums = createTotals();
  const addSegment = (segment: number): void => {
    directory.eachKind(segment, (kind, records, bytes) => addKind(sums, kind, records, bytes));
  };
  for (let segment = 0; segment < directory.length; segment++) addSegment(segment);
  const decoded = createDecodedSegments(file, repair);
  return {
    append: (bytes, summary) => {
      directory.append({ at: file.append(bytes), size: bytes.length }, summary);
      addSegment(directory.length - 1);
    },
    open: (segment) => (segment < directory.length ? decoded(segment, directory.place(segment)) : undefined),
    totals: () => ({ counts: sums.counts.slice(), bytes: sums.bytes.slice() }),
  };
}

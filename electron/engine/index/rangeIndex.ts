// Indexes one range of a transcript as if it were all there is: names are numbered in the order in which they turn up in
// the range, lines are counted from 1. joinRange.ts fits the result to what came before. Runs in a scan thread.

import type { StretchSums } from "../scanner/blockSums.ts";
import type { CapturePlan, Columns, Names, ScanState } from "../scanner/indexScan.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import { lineStartFrom } from "../scanner/lineStart.ts";
import type { Source } from "../source/source.ts";
import type { SegmentSummary } from "./segmentSummary.ts";
import type { Workshop } from "./workshops.ts";

/** Bytes [from, to) of a transcript; the range takes the lines that begin in it. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface RangeSegment {
  readonly bytes: Uint8Array;
  readonly entry: SegmentSummary;
  /** Counts behind it, when the record after it begins a line. */
  readonly resume: ScanState | undefined;
}

export interface RangeResult {
  readonly segments: readonly RangeSegment[];
  readonly names: Names;
  /** Counts over the range alone. */
  readonly state: ScanState;
  /** Time of the first record that has one. */
  readonly leadingTime: number | undefined;
  /** Sums of the bytes that were scanned. */
  readonly sums: StretchSums;
}

/** Before anything has been scanned. */
export const emptyState: ScanState = {
  ...{ offset: 0, line: 1, blank: 0, glued: 0, malformed: 0, commas: 0, padding: 0, longest: 0, backwards: 0 },
  ...{ firstTime: undefined, lastTime: undefined, previousTime: undefined },
  ...{ kindsOverflowed: false, namesOverflowed: false },
};

const fresh = { state: emptyState, names: { kinds: [], roles: [], tools: [] } };

export interface RangeOptions {
  /** Goes on from these counts and names, so the result fits as it is. */
  /** The first byte whose sum is wanted, when it lies behind the range's begin. */
  readonly sumsFrom?: number | undefined;
  readonly known?: { readonly state: ScanState; readonly names: Names } | undefined;
  readonly workshop: Workshop;
}

/** All at once. Throws SourceError. */
export function indexRange(source: Source, plan: CapturePlan, range: ByteRange, options: RangeOptions): RangeResult {
  const work = indexRangeInSteps(source, plan, range, options);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** A step reads and scans at most one chunk. Nobody else may use the workshop before the last step. Throws SourceError. */
export function* indexRangeInSteps(
  source: Source,
  plan: CapturePlan,
  range: ByteRange,
  { known = fresh, sumsFrom = 0, workshop: { scanner, codec } }: RangeOptions,
): Generator<void, RangeResult, undefined> {
  // A range inside one long line is left at once: only where that line begins it is followed to its end.
  const from = lineStartFrom(source, range.from, range.to);
  const resume = { state: { ...known.state, offset: from }, names: known.names };
  const scan = createIndexScan(source, plan, { resume, scanner, sumsFrom: Math.max(from, sumsFrom) });
  const segments: RangeSegment[] = [];
  let leadingTime: number | undefined;
  const seal = (columns: Columns): void => {
    if (columns.count === 0) return;
    leadingTime ??= firstKnown(columns);
    const resume = scan.atLineStart() ? scan.state() : undefined;
    const { bytes, summary } = codec.encode(columns);
    segments.push({ bytes: bytes.slice(), entry: summary, resume });
  };
  if (from < range.to) {
    // The last line that begins in the range ends at or behind the range's last byte.
    while (scan.step(range.to - 1, seal)) yield;
    while (scan.stepToLineEnd(source.size, seal)) yield;
    scan.finish(seal);
  }
  // Behind a last line that nobody has ended, the next one would begin behind a newline that is not there.
  const to = Math.max(from, scan.state().offset);
  seal(scan.open());
  const names = { kinds: scan.kinds(), roles: scan.roles(), tools: scan.tools() };
  return { segments, names, state: { ...scan.state(), offset: to }, leadingTime, sums: scan.takeSums() };
}

function firstKnown({ count, times }: Columns): number | undefined {
  for (let row = 0; row < count; row++) {
    const time = times[row] ?? Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return undefined;
}

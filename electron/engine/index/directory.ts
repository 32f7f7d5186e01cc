// What stays in memory of every segment: where its bytes lie in the index file, where its records lie in the transcript,
// and how many records and bytes of each kind it holds. About 100 bytes and 14 per kind that occurs, for 32,768 records.

import type { Columns } from "../scanner/indexScan.ts";

/** The summary of one segment. */
export interface SegmentEntry {
  /** Place in the index file. */
  readonly at: number;
  readonly size: number;
  /** Number of its first record; segments hold at most 32,768 records, in file order without gaps. */
  readonly firstRecord: number;
  readonly count: number;
  /** Byte offset of its first record, and the end of its last one. */
  readonly firstByte: number;
  readonly endByte: number;
  /** Bytes of its shortest and longest record. */
  readonly shortest: number;
  readonly longest: number;
  /** Bits of `flagBit` that occur. */
  readonly flags: number;
  /** The kinds that occur, in ascending order, and for each the records and bytes. */
  readonly kinds: Uint16Array;
  readonly counts: Uint32Array;
  readonly bytes: Float64Array;
  /** Least and greatest known time; NaN when none is known. */
  readonly firstTime: number;
  readonly lastTime: number;
}

/** Records and bytes per kind number, added up. */
export interface KindTotals {
  readonly counts: Float64Array;
  readonly bytes: Float64Array;
}

/** One more than the greatest kind number (assembly/columns.ts bounds the table). */
export const kindLimit = 4096;

export function createTotals(): KindTotals {
  return { counts: new Float64Array(kindLimit), bytes: new Float64Array(kindLimit) };
}

/** Adds the first `count` records of the columns. */
export function addColumns(totals: KindTotals, { count, kinds, lengths }: Columns): void {
  const { counts, bytes } = totals;
  for (let row = 0; row < count; row++) {
    const kind = kinds[row] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
    bytes[kind] = (bytes[kind] ?? 0) + (lengths[row] ?? 0);
  }
}

/** A segment's summary before it has its place. */
export type SegmentSummary = Omit<SegmentEntry, "at" | "size" | "firstRecord">;

/** Sums up one segment; `scratch` must be and is left empty. */
export function summarise(columns: Columns, scratch: KindTotals): SegmentSummary {
  addColumns(scratch, columns);
  const present: number[] = [];
  for (let kind = 0; kind < kindLimit; kind++) if ((scratch.counts[kind] ?? 0) > 0) present.push(kind);
  const summary: SegmentSummary = {
    count: columns.count,
    ...extent(columns),
    kinds: Uint16Array.from(present),
    counts: Uint32Array.from(present, (kind) => scratch.counts[kind] ?? 0),
    bytes: Float64Array.from(present, (kind) => scratch.bytes[kind] ?? 0),
    ...timeRange(columns),
  };
  scratch.counts.fill(0);
  scratch.bytes.fill(0);
  return summary;
}

function extent({ count, offsets, lengths, flags }: Columns) {
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  let bits = 0;
  for (let row = 0; row < count; row++) {
    const length = lengths[row] ?? 0;
    if (length < shortest) shortest = length;
    if (length > longest) longest = length;
    bits |= flags[row] ?? 0;
  }
  const endByte = (offsets[count - 1] ?? 0) + (lengths[count - 1] ?? 0);
  return { firstByte: offsets[0] ?? 0, endByte, shortest, longest, flags: bits };
}

function timeRange({ count, times }: Columns): { readonly firstTime: number; readonly lastTime: number } {
  let firstTime = Number.NaN;
  let lastTime = Number.NaN;
  for (let row = 0; row < count; row++) {
    const time = times[row] ?? Number.NaN;
    if (Number.isNaN(time)) continue;
    if (!(time >= firstTime)) firstTime = time;
    if (!(time <= lastTime)) lastTime = time;
  }
  return { firstTime, lastTime };
}

/** Adds one segment's counts. */
export function addEntry(totals: KindTotals, entry: SegmentEntry): void {
  for (let index = 0; index < entry.kinds.length; index++) {
    const kind = entry.kinds[index] ?? 0;
    totals.counts[kind] = (totals.counts[kind] ?? 0) + (entry.counts[index] ?? 0);
    totals.bytes[kind] = (totals.bytes[kind] ?? 0) + (entry.bytes[index] ?? 0);
  }
}

/** The position of the segment that holds a record; the number of segments when it lies behind them all. */
export function segmentOf(entries: readonly SegmentEntry[], record: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && entry.firstRecord + entry.count > record) high = middle;
    else low = middle + 1;
  }
  return low;
}

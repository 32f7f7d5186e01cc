// Records and bytes per kind number, added up over many records.

import type { Columns } from "../scanner/indexScan.ts";

/** Both of `kindLimit` numbers, by kind number; added to in place. */
export interface KindTotals {
  readonly counts: Float64Array;
  readonly bytes: Float64Array;
}

/** One more than the greatest kind or tool number (assembly/columns.ts bounds the tables). */
export const kindLimit = 4096;

/** All zero, 64 KiB: for sums over many segments, not for one. */
export function createTotals(): KindTotals {
  return { counts: new Float64Array(kindLimit), bytes: new Float64Array(kindLimit) };
}

/** Adds records of one kind with their bytes. */
export function addKind(totals: KindTotals, kind: number, records: number, bytes: number): void {
  totals.counts[kind] = (totals.counts[kind] ?? 0) + records;
  totals.bytes[kind] = (totals.bytes[kind] ?? 0) + bytes;
}

/** Adds the first `count` records of the columns. */
export function addColumns(totals: KindTotals, { count, kinds, lengths }: Columns): void {
  for (let row = 0; row < count; row++) addKind(totals, kinds[row] ?? 0, 1, lengths[row] ?? 0);
}

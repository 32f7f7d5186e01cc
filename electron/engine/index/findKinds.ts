import type { Columns } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";

/** Which records of a kind are wanted: all, or those that are JSON and have no time. 0: none. */
export const accepts = { all: 1, timeless: 2 } as const;

/** Rows whose kind is accepted, all but the first `skip` of them and at most `most`: as a codec finds them in bytes. */
export function findKinds(columns: Columns, accepted: Uint8Array, skip: number, most: number): number[] {
  const { count, kinds, times, flags } = columns;
  const rows: number[] = [];
  let left = skip;
  for (let row = 0; row < count && rows.length < most; row++) {
    const wanted = accepted[kinds[row] ?? 0] ?? 0;
    if (wanted === 0) continue;
    const isTimeless = Number.isNaN(times[row]) && ((flags[row] ?? 0) & flagBit.malformed) === 0;
    if (wanted === accepts.timeless && !isTimeless) continue;
    if (left > 0) left--;
    else rows.push(row);
  }
  return rows;
}

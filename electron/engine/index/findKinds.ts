import type { Columns } from "../scanner/indexScan.ts";

/** Rows whose kind has a 1 in `accepted`, all but the first `skip` of them and at most `most`: as a codec finds them in bytes. */
export function findKinds({ count, kinds }: Columns, accepted: Uint8Array, skip: number, most: number): number[] {
  const rows: number[] = [];
  let left = skip;
  for (let row = 0; row < count && rows.length < most; row++) {
    if (accepted[kinds[row] ?? 0] !== 1) continue;
    if (left > 0) left--;
    else rows.push(row);
  }
  return rows;
}

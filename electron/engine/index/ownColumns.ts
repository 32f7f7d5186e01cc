// Columns that can be filled, over memory of their own or of WebAssembly.

import type { Columns } from "../scanner/indexScan.ts";

/** Columns to fill. */
export type OwnColumns = { -readonly [Fact in "count" | "wholeTimes"]: Columns[Fact] } & Omit<
  Columns,
  "count" | "wholeTimes"
>;

/** Names of the columns that hold a number for each record, in the order in which they lie in memory. */
export const columnFacts = [
  ...(["offsets", "lengths", "lines", "times"] as const),
  ...(["pairs", "kinds", "tools", "roles", "flags"] as const),
] as const;

/** Bytes per record. */
const recordBytes = 4 * 8 + 4 + 2 + 2 + 1 + 1;

/** Columns with room for so many records. */
export function createColumns(records: number): OwnColumns {
  return viewColumns(new ArrayBuffer(records * recordBytes), 0, records);
}

/** The columns that lie one behind the other from an address on, as in assembly/layout.ts. */
export function viewColumns(buffer: ArrayBufferLike, address: number, records: number): OwnColumns {
  let at = address;
  const next = (bytes: number): number => {
    const here = at;
    at += records * bytes;
    return here;
  };
  return {
    count: 0,
    offsets: new Float64Array(buffer, next(8), records),
    lengths: new Float64Array(buffer, next(8), records),
    lines: new Float64Array(buffer, next(8), records),
    times: new Float64Array(buffer, next(8), records),
    wholeTimes: false,
    pairs: new Uint32Array(buffer, next(4), records),
    kinds: new Uint16Array(buffer, next(2), records),
    tools: new Uint16Array(buffer, next(2), records),
    roles: new Uint8Array(buffer, next(1), records),
    flags: new Uint8Array(buffer, next(1), records),
  };
}

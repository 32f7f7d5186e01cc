// How many records of each segment pass, as running sums: which segment holds a row is a binary search over them.

import { firstWhere } from "./firstWhere.ts";

export interface RunningSums {
  /** Segments so far. */
  readonly length: () => number;
  readonly rows: () => number;
  readonly bytes: () => number;
  /** Rows in the segments before this one. */
  readonly before: (segment: number) => number;
  readonly rowsOf: (segment: number) => number;
  push(added: { readonly rows: number; readonly bytes: number }): void;
  /** The segment that holds the row; `length` when it is behind them all. */
  readonly find: (row: number) => number;
}

/** Typed arrays that double: entry i holds the matches of segments 0 to i. */
export function createRunningSums(): RunningSums {
  let rows = new Float64Array(64);
  let length = 0;
  let bytes = 0;
  const upTo = (segment: number): number => (segment < 0 ? 0 : (rows[Math.min(segment, length - 1)] ?? 0));
  return {
    length: () => length,
    rows: () => upTo(length - 1),
    bytes: () => bytes,
    before: (segment) => upTo(segment - 1),
    rowsOf: (segment) => upTo(segment) - upTo(segment - 1),
    push: (added) => {
      if (length === rows.length) {
        const larger = new Float64Array(length * 2);
        larger.set(rows);
        rows = larger;
      }
      rows[length] = upTo(length - 1) + added.rows;
      bytes += added.bytes;
      length++;
    },
    find: (row) => firstWhere(length, (segment) => (rows[segment] ?? 0) > row),
  };
}

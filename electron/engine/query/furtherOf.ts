import type { Columns, FurtherCalls } from "../scanner/indexScan.ts";

/** A record's calls and results behind its first: places [from, to) in `FurtherCalls`. */
export interface FurtherPlaces {
  readonly from: number;
  readonly to: number;
}

const noPlaces: FurtherPlaces = { from: 0, to: 0 };

/** Gives them record by record; rows must be asked for in order, but some may be left out. */
export function furtherOf({ further }: Pick<Columns, "further">): (row: number) => FurtherPlaces {
  if (further === undefined) return () => noPlaces;
  let next = 0;
  return (row) => {
    while (next < further.count && (further.rows[next] ?? 0) < row) next++;
    const from = next;
    while (next < further.count && further.rows[next] === row) next++;
    return { from, to: next };
  };
}

/** Calls `take` with the hash of each pairing id of a record, the first one's first. */
export function eachPair(
  { pairs, further }: Pick<Columns, "pairs" | "further">,
  row: number,
  { from, to }: FurtherPlaces,
  take: (pair: number) => void,
): void {
  const first = pairs[row] ?? 0;
  if (first !== 0) take(first);
  for (let at = from; at < to; at++) {
    const pair = further?.pairs[at] ?? 0;
    if (pair !== 0) take(pair);
  }
}

/** The rows that have one of the ids among those behind their first. */
export function rowsOfFurther(further: FurtherCalls | undefined, has: (pair: number) => boolean): ReadonlySet<number> {
  const rows = new Set<number>();
  for (let at = 0; at < (further?.count ?? 0); at++) {
    if (has(further?.pairs[at] ?? 0)) rows.add(further?.rows[at] ?? 0);
  }
  return rows;
}

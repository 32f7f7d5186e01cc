// Rows that are selected together, as runs: a click with Shift on a list of a hundred million rows is one run.

/** Rows of one view, counted from 0: with another filter they are others. */
export interface RowRange {
  readonly first: number;
  /** Belongs to it. */
  readonly last: number;
}

/** In order, with at least one row between each two. */
export type RowRanges = readonly RowRange[];

/** More runs than anybody chooses one by one; the oldest at the front is given up then. */
const mostRanges = 10_000;

/** From one row to another, both of them in it, whichever comes first. */
export function rangeOf(from: number, to: number): RowRange {
  return { first: Math.min(from, to), last: Math.max(from, to) };
}

/** Goes through all ranges: of some ten thousand at most, and for rows that are drawn. */
export function hasRow(ranges: RowRanges, row: number): boolean {
  return ranges.some(({ first, last }) => row >= first && row <= last);
}

/** Rows, not ranges; where runs are folded, fewer than their records. */
export function countRows(ranges: RowRanges): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** With the row, if it was not among them; without it, if it was. */
export function toggleRow(ranges: RowRanges, row: number): RowRanges {
  if (!hasRow(ranges, row)) return joinedRanges([...ranges, { first: row, last: row }]);
  return ranges.flatMap(({ first, last }) => {
    if (row < first || row > last) return [{ first, last }];
    const [before, after] = [rangeOf(first, row - 1), rangeOf(row + 1, last)];
    return [...(row > first ? [before] : []), ...(row < last ? [after] : [])];
  });
}

/** In order, those that touch or lie over each other as one. */
export function joinedRanges(ranges: RowRanges): RowRanges {
  const found: RowRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = found.at(-1);
    if (before !== undefined && range.first <= before.last + 1) {
      found[found.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    } else found.push(range);
  }
  return found.slice(-mostRanges);
}

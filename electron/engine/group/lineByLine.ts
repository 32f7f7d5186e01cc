import type { ReadIndex } from "../index/readIndex.ts";
import type { Columns } from "../scanner/indexScan.ts";

/** The index of a group with each record on the line of its number, counted from 1. */
export function lineByLine(index: ReadIndex): ReadIndex {
  let made: { readonly of: Columns; readonly columns: Columns } | undefined;
  const columnsOf = (segment: number): Columns => {
    const columns = index.columns(segment);
    // An open one may have grown.
    if (made?.of === columns && made.columns.count === columns.count) return made.columns;
    const first = index.firstRecord(segment);
    const lines = Float64Array.from({ length: columns.count }, (_, row) => first + row + 1);
    made = { of: columns, columns: { ...columns, lines } };
    return made.columns;
  };
  return {
    ...index,
    summary: (segment) => {
      const first = index.firstRecord(segment);
      const summary = index.summary(segment);
      return { ...summary, firstLine: first + 1, lastLine: first + summary.count };
    },
    open: () => columnsOf(index.segments().length),
    columns: columnsOf,
  };
}

// The rows that are selected together, as a filter: so an export of them is one like any other, with a command that does the same.

import { parseFilter } from "../../../shared/filter/filter.ts";
import { printFilter } from "../../../shared/filter/filterPrint.ts";
import type { Filter, NumberCondition } from "../../../shared/filter/filterTree.ts";
import type { Row } from "../../../shared/rows.ts";
import type { EngineClient } from "../../data/engineClient.ts";
import type { RowRange, RowRanges } from "../../data/rowRanges.ts";
import { countRows } from "../../data/rowRanges.ts";
import type { ListedView } from "../../data/viewRows.ts";
import { viewRowsOf } from "../../data/viewRows.ts";

/** More runs of rows would make a filter that nobody can read, or write in a terminal. */
export const mostRuns = 100;

/** Rows that are selected, and the filter by which their records are exported. */
export interface SelectedRecords {
  readonly rows: number;
  readonly filter: string;
}

/** Where the rows are those of a view. */
export interface SelectedIn {
  readonly engine: Pick<EngineClient, "request">;
  readonly transcript: string;
  readonly list: ListedView;
  /** The view's filter; "" when it shows everything. */
  readonly filterText: string;
}

/** Undefined when the engine cannot say which records they are, or when they lie in too many runs. */
export async function selectedRecords(
  { engine, transcript, list, filterText }: SelectedIn,
  ranges: RowRanges,
  signal: AbortSignal,
): Promise<SelectedRecords | undefined> {
  if (ranges.length === 0 || ranges.length > mostRuns) return undefined;
  const rowAt = async (row: number): Promise<Row | undefined> => {
    const page = await engine.request("rows", { transcript, view: list.view, from: row, count: 1 }, signal);
    return page.ok ? page.value.rows[0] : undefined;
  };
  const viewRanges = await viewRowsOf({ engine, transcript }, list, ranges);
  if (viewRanges === undefined) return undefined;
  const runs: NumberCondition[] = [];
  for (const { first, last } of ranges) {
    const [from, to] = [await rowAt(first), await rowAt(last)];
    if (from === undefined || to === undefined) return undefined;
    runs.push({ type: "record", from: from.record, to: to.run?.last ?? to.record });
  }
  return { rows: countRows(viewRanges), filter: filterOf(filterText, runs, ranges) };
}

/** Between the ends of a run, the view's own filter leaves out what it does not show. */
function filterOf(filterText: string, runs: readonly NumberCondition[], ranges: readonly RowRange[]): string {
  const [only, ...others] = runs;
  if (only === undefined) return "";
  const chosen: Filter = others.length === 0 ? only : { type: "or", of: runs };
  const shown = parseFilter(filterText);
  const isGapless = runs.every(({ from, to = from }, run) => {
    const range = ranges[run];
    return range !== undefined && to - from === range.last - range.first;
  });
  if (!shown.ok || shown.value.type === "all" || isGapless) return printFilter(chosen);
  return printFilter({ type: "and", of: [shown.value, chosen] });
}

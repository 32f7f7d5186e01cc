// What requests about the open transcript need: the engine and its name for the transcript.

import type { Row, RowPage } from "../../shared/rows.ts";
import type { EngineClient } from "./engineClient.ts";

/**
 * Taken anew for every request: another engine, or another transcript, has another one. Whoever has none has nothing to
 * ask.
 */
export interface Target {
  readonly engine: EngineClient;
  readonly transcript: string;
}

/** Where a record stands in a view, by rows from 0. */
export interface Found {
  readonly row: number;
  /** The record's row, or that of the folded run it stands in; undefined when the view does not show it and `row` is the nearest one after or before. */
  readonly exact: Row | undefined;
}

export interface FoundOrHidden extends Found {
  /** The record's row, when the view does not show it. */
  readonly hidden: Row | undefined;
}

/** Where a record stands in a view, which may be empty: then it is at row 0. Undefined when the engine cannot say. */
export async function findOrHidden(
  target: Target,
  view: ShownView,
  record: number,
): Promise<FoundOrHidden | undefined> {
  return find(target, view, record, true);
}

/** Where a record stands in a view of `rows` rows. Undefined when the engine cannot say, or the view is empty. */
export async function findRecord(
  target: Target,
  view: ShownView,
  record: number,
  signal?: AbortSignal,
): Promise<Found | undefined> {
  return view.rows === 0 ? undefined : find(target, view, record, false, signal);
}

interface ShownView {
  readonly view: string;
  readonly rows: number;
}

async function find(
  { engine, transcript }: Target,
  { view, rows }: ShownView,
  record: number,
  hidden: boolean,
  signal?: AbortSignal,
): Promise<FoundOrHidden | undefined> {
  const located = await engine.request("locate", { transcript, view, record, hidden }, signal);
  if (!located.ok) return undefined;
  const { passes } = located.value;
  const row = Math.max(0, Math.min(located.value.row, rows - 1));
  if (!passes) return { row, exact: undefined, hidden: located.value.hidden };
  const page = await engine.request("rows", { transcript, view, from: row, count: 1 }, signal);
  return page.ok ? { row, exact: page.value.rows[0], hidden: undefined } : undefined;
}

/** The pages that show `row` and about a screen of rows around it. */
export async function pagesAround(
  { engine, transcript }: Target,
  view: ShownView,
  row: number,
  rowsPerPage: number,
  signal?: AbortSignal,
): Promise<readonly RowPage[]> {
  const around = 60;
  const first = Math.floor(Math.max(0, row - around) / rowsPerPage);
  const last = Math.floor(Math.min(view.rows - 1, row + around) / rowsPerPage);
  const starts = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * rowsPerPage);
  const answers = await Promise.all(
    starts.map((from) => engine.request("rows", { transcript, view: view.view, from, count: rowsPerPage }, signal)),
  );
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
}

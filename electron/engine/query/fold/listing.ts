// The rows of a list: those of a view as they are, or with its runs folded. A folded run can be opened: then its records stand behind
// its row, each in a row of its own. Which runs are open is kept by a record of each, so it outlives a change of the filter.

import type { Failure } from "../../../../shared/failure.ts";
import { maxOpenRuns } from "../../../../shared/rows.ts";
import { searchFailureOf } from "../search/searchFailure.ts";
import type { View } from "../view.ts";
import type { FoldedRows } from "./foldedRows.ts";

/** How long rows are folded before other requests are served, in ms. */
const usualSliceMs = 8;

/** One row of a list, by the rows of the view that it shows. */
export interface ListedRow {
  /** The first one. */
  readonly at: number;
  /** How many, from there on; more than one for a run. */
  readonly rows: number;
  /** Of a run whether it is open, and of a record whether it stands in a run that is. */
  readonly is: "single" | "folded" | "open" | "member";
}

/**
 * What a page of the list asks, folded or not. The view is the caller's, and is closed behind the listing. Rows that
 * are open change the numbers of all rows behind them.
 */
export interface Listing {
  readonly view: View;
  /** True when rows may stand for runs. */
  readonly isFolded: boolean;
  /** Rows known so far. */
  rows(): number;
  /** False while rows may still be found or folded among the records that are indexed. */
  complete(): boolean;
  /** Why no more rows are found, when that has failed. */
  failure(): Failure | undefined;
  /** Resolves when nothing more is to be folded of what the view knows. */
  whenFolded(): Promise<void>;
  /** Rows `from` on, at most `count`. */
  page(from: number, count: number): readonly ListedRow[];
  /** The row that shows a record, or the next one that passes. */
  rowOf(record: number): number;
  /** A record of each run that is open, as they were opened. */
  openRuns(): readonly number[];
  /** Opens or closes the run that holds a record. */
  setOpen(record: number, isOpen: boolean): void;
  close(): void;
}

/** One row for each of the view. */
export function createPlainListing(view: View): Listing {
  return {
    view,
    isFolded: false,
    rows: view.rows,
    complete: view.complete,
    failure: view.failure,
    whenFolded: async () => {},
    page: (from, count) =>
      Array.from({ length: Math.max(0, Math.min(count, view.rows() - from)) }, (_, row) => ({
        at: from + row,
        rows: 1,
        is: "single" as const,
      })),
    rowOf: (record) => view.rowOf(record),
    openRuns: () => [],
    setOpen: () => {},
    close: () => {},
  };
}

/** An open run: where it stands among the folded rows, and the rows of the view that it shows. */
interface OpenRun {
  readonly folded: number;
  readonly at: number;
  readonly rows: number;
  /** Rows of open runs before it. */
  readonly before: number;
}

/** `sliceMs`: how long it folds before others have their turn. */
export function createFoldedListing(
  view: View,
  folded: FoldedRows,
  opened: readonly number[],
  sliceMs = usualSliceMs,
): Listing {
  return new FoldedListing(view, folded, opened, sliceMs);
}

class FoldedListing implements Listing {
  readonly view: View;
  readonly isFolded = true;
  readonly #folded: FoldedRows;
  /** A record of each open run, as they were opened. */
  #opened: readonly number[];
  #isFolding = false;
  #isBehind = true;
  #isClosed = false;
  #failure: Failure | undefined;
  #known = 0;
  #waiting: (() => void)[] = [];
  /** The open runs in order, as long as no more is folded: the last row may grow without becoming two. */
  #runs: { readonly folded: number; readonly viewRows: number; readonly list: readonly OpenRun[] } | undefined;
  readonly #sliceMs: number;

  constructor(view: View, folded: FoldedRows, opened: readonly number[], sliceMs: number) {
    this.view = view;
    this.#folded = folded;
    this.#sliceMs = sliceMs;
    this.#opened = opened.slice(-maxOpenRuns);
  }

  rows(): number {
    this.#keepUp();
    return this.#known;
  }

  complete(): boolean {
    this.#keepUp();
    return !this.#isBehind && this.#failure === undefined && this.view.complete();
  }

  failure(): Failure | undefined {
    return this.view.failure() ?? this.#failure;
  }

  async whenFolded(): Promise<void> {
    this.#keepUp();
    if (this.#isBehind && !this.#isClosed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  page(from: number, count: number): readonly ListedRow[] {
    const known = this.rows();
    const rows: ListedRow[] = [];
    let place = this.#placeOf(from);
    for (let row = from; row < Math.min(known, from + count); row++) {
      const { folded, member, open } = place;
      if (open !== undefined && member !== undefined) {
        rows.push({ at: open.at + member, rows: 1, is: "member" });
        place = member + 1 < open.rows ? { folded, member: member + 1, open } : this.#headAt(folded + 1);
        continue;
      }
      const at = open?.at ?? this.#folded.firstOf(folded);
      const held = open?.rows ?? this.#folded.firstOf(folded + 1) - at;
      rows.push({ at, rows: held, is: open !== undefined ? "open" : held > 1 ? "folded" : "single" });
      place = open === undefined ? this.#headAt(folded + 1) : { folded, member: 0, open };
    }
    return rows;
  }

  rowOf(record: number): number {
    this.#keepUp();
    const at = this.view.rowOf(record);
    const folded = this.#folded.holding(at);
    const runs = this.#listOpen();
    const behind = runs.findLast((run) => run.folded <= folded);
    if (behind === undefined) return folded;
    if (behind.folded < folded) return folded + behind.before + behind.rows;
    // The first one is at the head of its run already.
    return folded + behind.before + (at === behind.at ? 0 : 1 + at - behind.at);
  }

  openRuns(): readonly number[] {
    return this.#opened;
  }

  setOpen(record: number, isOpen: boolean): void {
    const rowOf = (one: number): number => this.#folded.holding(this.view.rowOf(one));
    const row = rowOf(record);
    const others = this.#opened.filter((other) => !this.view.accepts(other) || rowOf(other) !== row);
    this.#opened = (isOpen ? [...others, record] : others).slice(-maxOpenRuns);
    this.#runs = undefined;
    this.#countRows();
  }

  close(): void {
    this.#isClosed = true;
    this.#tellWaiting();
  }

  /** Folds for a moment, and goes on by itself while there is more. Does not throw: whoever then asks for rows learns why. */
  #keepUp(): void {
    if (this.#isFolding || this.#isClosed || this.#failure !== undefined) return;
    const end = performance.now() + this.#sliceMs;
    try {
      this.#isBehind = this.#folded.advance();
      while (this.#isBehind && performance.now() < end) this.#isBehind = this.#folded.advance();
      this.#countRows();
    } catch (error) {
      this.#failure = searchFailureOf(error);
      this.#isBehind = false;
    }
    if (this.#isBehind) this.#goOn();
    else this.#tellWaiting();
  }

  #countRows(): void {
    const last = this.#listOpen().at(-1);
    this.#known = this.#folded.rows() + (last === undefined ? 0 : last.before + last.rows);
  }

  #goOn(): void {
    this.#isFolding = true;
    setImmediate(() => {
      this.#isFolding = false;
      this.#keepUp();
    });
  }

  #tellWaiting(): void {
    for (const tell of this.#waiting.splice(0)) tell();
  }

  #listOpen(): readonly OpenRun[] {
    if (this.#opened.length === 0) return [];
    const folded = this.#folded.rows();
    const viewRows = this.#folded.firstOf(folded);
    if (this.#runs?.folded === folded && this.#runs.viewRows === viewRows) return this.#runs.list;
    const places = new Set<number>();
    for (const record of this.#opened) {
      const row = this.view.accepts(record) ? this.#folded.holding(this.view.rowOf(record)) : folded;
      if (row < folded) places.add(row);
    }
    const list: OpenRun[] = [];
    let before = 0;
    for (const row of [...places].sort((a, b) => a - b)) {
      const at = this.#folded.firstOf(row);
      const rows = this.#folded.firstOf(row + 1) - at;
      if (rows < 2) continue;
      list.push({ folded: row, at, rows, before });
      before += rows;
    }
    this.#runs = { folded, viewRows, list };
    return list;
  }

  /** A folded row by its number, with the open run that it may be. */
  #headAt(folded: number): { folded: number; member?: number; open: OpenRun | undefined } {
    return { folded, open: this.#listOpen().find((run) => run.folded === folded) };
  }

  #placeOf(row: number): { folded: number; member?: number; open: OpenRun | undefined } {
    const before = this.#listOpen().findLast((run) => run.folded + run.before <= row);
    if (before === undefined) return this.#headAt(row);
    const behind = row - before.folded - before.before;
    if (behind === 0) return { folded: before.folded, open: before };
    if (behind <= before.rows) return { folded: before.folded, member: behind - 1, open: before };
    return this.#headAt(row - before.before - before.rows);
  }
}

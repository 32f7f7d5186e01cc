// The rows of the shown view that are in the page's memory: pages of 200 rows, the least recently wanted ones dropped
// first, so that memory stays flat however long the view is.
//
// The list says which rows it shows (`want`); what is missing is asked for once, and requests for rows that are no
// longer on screen are cancelled, all but those for the place that is under way longest: a scroll bar that is dragged on and on
// would see nothing arrive. Until the rows on screen are there, others stand in for them: those that were, then those that arrive.
// Pages are immutable and keep their identity until something in them changes, so a row can subscribe to its page. They stay
// valid while a view grows, all but a last one that was not full.

import type { Failure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import type { Row, RowPage } from "../../shared/rows.ts";
import type { RowSpan } from "./standIn.ts";
import { createStandIn } from "./standIn.ts";

/** Row n of a view is row `n % rowsPerPage` of its page; less than the contract's `maxRowsPerPage`. */
export const rowsPerPage = 200;
/** 12,800 rows; previews are short, so a few megabytes. */
const mostPages = 64;
/** Rows that are fetched above and below what is shown. */
const ahead = 60;

/**
 * `loading` has no rows: a page that is asked for anew stays what it is until they are here. `failed` may have those of
 * before, and is asked for again by `retry` only.
 */
export type Page =
  | { readonly state: "loading"; readonly rows: readonly Row[] }
  | { readonly state: "ready"; readonly rows: readonly Row[] }
  | { readonly state: "failed"; readonly rows: readonly Row[]; readonly failure: Failure };

/** Rows `from` to `from + count` of the view, fewer at its end; counted from 0. */
export type FetchRows = (from: number, count: number, signal: AbortSignal) => Promise<Result<RowPage>>;

/** What the cache holds the pages of. */
export interface CachedView {
  readonly fetch: FetchRows;
  readonly rows: number;
}

interface Running {
  readonly request: AbortController;
  /** The rows that were on screen when it was asked. */
  readonly place: RowSpan;
}

const noRows: RowSpan = { first: 0, last: -1 };

/**
 * One for a workspace. Rows are those of the view that it was given last by `replace`; another view has its own at the
 * same numbers.
 */
export class PageCache {
  #view: CachedView | undefined;
  /** In the order in which they were last wanted. */
  readonly #pages = new Map<number, Page>();
  /** In the order in which they were asked. */
  readonly #running = new Map<number, Running>();
  /** Pages that are shown as they were until they are here anew. */
  readonly #outdated = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #shown = noRows;
  readonly #standIn = createStandIn((row) => {
    const page = this.pageOf(row);
    return page?.state === "failed" ? "failed" : page?.rows[row % rowsPerPage] === undefined ? undefined : "ready";
  });

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The page a row is on. */
  pageOf(row: number): Page | undefined {
    return this.#pages.get(Math.floor(row / rowsPerPage));
  }

  /** A row that is there; undefined for one that is not, which is not asked for by this. */
  row(row: number): Row | undefined {
    return this.pageOf(row)?.rows[row % rowsPerPage];
  }

  /** The rows that the list shows at the moment. */
  get shown(): RowSpan {
    return this.#shown;
  }

  /** Rows that are there, to be seen while none of those is that the list shows; the same object until they are others. */
  get standIn(): RowSpan | undefined {
    return this.#standIn.rows;
  }

  /** The last row is on screen, of more than fill it. */
  get isEndShown(): boolean {
    const { first, last } = this.#shown;
    return this.#view !== undefined && first > 0 && last >= this.#view.rows - 1;
  }

  /** Why some of the shown rows cannot be read, if so. */
  get shownFailure(): Failure | undefined {
    const { first, last } = this.#shown;
    for (let row = first; row <= last; row += rowsPerPage) {
      const page = this.pageOf(row);
      if (page?.state === "failed") return page.failure;
    }
    const page = last < 0 ? undefined : this.pageOf(last);
    return page?.state === "failed" ? page.failure : undefined;
  }

  /** Replaces everything by another view, with pages of it that are already known. */
  replace(view: CachedView | undefined, known: readonly RowPage[] = []): void {
    this.#stopAll();
    this.#pages.clear();
    this.#outdated.clear();
    this.#view = view;
    this.#shown = noRows;
    this.#standIn.drop();
    for (const { from, rows } of known) this.#pages.set(Math.floor(from / rowsPerPage), { state: "ready", rows });
    this.#notify();
  }

  /** The view has more rows now. `lastChanged`: what was its last row may stand for more records than before. */
  grow(rows: number, lastChanged = false): void {
    if (this.#view === undefined || rows < this.#view.rows || (rows === this.#view.rows && !lastChanged)) return;
    const last = Math.floor((this.#view.rows - 1) / rowsPerPage);
    if (lastChanged && this.#pages.has(last)) this.#outdated.add(last);
    this.#view = { ...this.#view, rows };
    this.want(this.#shown.first, this.#shown.last);
  }

  /** Says that rows `first` to `last` are on screen. Fetches what is missing, cancels what is no longer needed. */
  want(first: number, last: number): void {
    const view = this.#view;
    this.#shown = { first, last };
    if (view === undefined || last < first) return;
    const firstPage = Math.floor(Math.max(0, first - ahead) / rowsPerPage);
    const lastPage = Math.floor(Math.min(view.rows - 1, last + ahead) / rowsPerPage);
    const [oldest] = this.#running.values();
    for (const [number, { request, place }] of this.#running) {
      if ((number < firstPage || number > lastPage) && place !== oldest?.place) this.#cancel(number, request);
    }
    let changed = false;
    for (let number = firstPage; number <= lastPage; number += 1) {
      const page = this.#pages.get(number);
      if (page !== undefined) this.#touch(number, page);
      if (page?.state === "failed" || this.#running.has(number)) continue;
      if (isWhole(view, number, page) && !this.#outdated.has(number)) continue;
      void this.#load(view, number);
      changed = true;
    }
    this.#dropOldest();
    if (this.#standIn.look(this.#shown) || changed) this.#notify();
  }

  /** Tries failed pages again. */
  retry(): void {
    for (const [number, page] of this.#pages) {
      if (page.state === "failed") this.#pages.delete(number);
    }
    this.want(this.#shown.first, this.#shown.last);
  }

  async #load(view: CachedView, number: number): Promise<void> {
    const request = new AbortController();
    const place = this.#shown;
    this.#running.set(number, { request, place });
    this.#outdated.delete(number);
    const known = this.#pages.get(number)?.rows ?? [];
    if (known.length === 0) this.#pages.set(number, { state: "loading", rows: known });
    const result = await view.fetch(number * rowsPerPage, rowsPerPage, request.signal);
    // Superseded, because it went off screen or another view took its place.
    if (this.#running.get(number)?.request !== request) return;
    this.#running.delete(number);
    if (result.ok) this.#pages.set(number, { state: "ready", rows: result.value.rows });
    else if (saysNothing(result.failure)) this.#forgetLoading(number);
    else this.#pages.set(number, { state: "failed", rows: known, failure: result.failure });
    this.#standIn.arrived(place);
    this.#standIn.look(this.#shown);
    this.#notify();
    const grew = this.#outdated.has(number) || (this.#view !== undefined && this.#view.rows > view.rows);
    if (result.ok && grew) this.want(this.#shown.first, this.#shown.last);
  }

  #cancel(number: number, request: AbortController): void {
    request.abort();
    this.#running.delete(number);
    this.#forgetLoading(number);
  }

  #forgetLoading(number: number): void {
    if (this.#pages.get(number)?.state === "loading") this.#pages.delete(number);
  }

  #touch(number: number, page: Page): void {
    this.#pages.delete(number);
    this.#pages.set(number, page);
  }

  #dropOldest(): void {
    for (const number of this.#pages.keys()) {
      if (this.#pages.size <= mostPages) return;
      this.#pages.delete(number);
    }
  }

  #stopAll(): void {
    for (const { request } of this.#running.values()) request.abort();
    this.#running.clear();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a page holds all rows it can hold at the moment. */
function isWhole(view: CachedView, number: number, page: Page | undefined): boolean {
  return page !== undefined && page.rows.length >= Math.min(rowsPerPage, view.rows - number * rowsPerPage);
}

/** Failures that say nothing about the rows: they will be asked for again. */
function saysNothing(failure: Failure): boolean {
  return failure.code === "cancelled" || failure.code === "engine-stopped";
}

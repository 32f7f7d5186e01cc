// The cursor in the list and the record that is shown in full. The cursor moves at once; the record follows as soon as
// its row is in the page cache.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Row } from "../../shared/rows.ts";
import type { PageCache } from "./pageCache.ts";
import type { RowRanges } from "./rowRanges.ts";
import { rangeOf, toggleRow } from "./rowRanges.ts";
import type { Selection } from "./states.ts";
import { nothingSelected } from "./states.ts";

/** Asks the list to bring a row into view. */
export interface ScrollOrder {
  /** `last`: whichever is the last one when the list draws it. */
  readonly row: number | "last";
  readonly align: "nearest" | "center" | "start" | "end";
}

/** Rows are those of the shown view, counted from 0. */
export interface Selecting {
  readonly store: StoreApi<Selection>;
  /** The newest order; a new object for each, so that the same row can be asked for twice. */
  readonly scroll: StoreApi<{ readonly order: ScrollOrder | undefined }>;
  /** Selects the row nearest to `row` that there is. */
  moveTo(row: number, align?: ScrollOrder["align"]): void;
  /** Brings a row to the upper edge of the list; what is selected stays so. */
  showAtTop(row: number): void;
  /** Brings the last row to the lower edge; what is selected stays so. */
  showEnd(): void;
  /** Selects all rows from where the selection began to this one, which gets the cursor. */
  extendTo(row: number): void;
  /** Takes a row to those that are selected, or away from them. It gets the cursor either way. */
  toggle(row: number): void;
  /** The cursor stays where it is. */
  selectAll(): void;
  /** All rows that are selected, the one at the cursor if no others are. */
  selected(): RowRanges;
  /**
   * The row at the cursor, which may still be on its way while the store has the one of before; undefined: there is none, or it
   * was gone before it came.
   */
  settledRow(): Promise<Row | undefined>;
  /** Shows a record that the filter hides; the cursor marks the row where it would be, if there is any. */
  showHidden(row: Row, cursor: number | undefined): void;
  /**
   * Says where the selected record stands in a new view. `exact` is its row, or undefined when the view hides it: it
   * stays selected, and the cursor only marks its place. Undefined `cursor`: the view is empty.
   */
  place(cursor: number | undefined, exact: Row | undefined): void;
  /** For another transcript, or before the rows are others. */
  clear(): void;
}

/** `rowCount`: of the shown view now. */
export function createSelecting(cache: PageCache, rowCount: () => number): Selecting {
  const store = createStore<Selection>(() => nothingSelected);
  const scroll = createStore<{ readonly order: ScrollOrder | undefined }>(() => ({ order: undefined }));
  /** How often another view has come: rows of before are others now. */
  let views = 0;

  cache.subscribe(() => {
    const { cursor, row, follows } = store.getState();
    if (cursor === undefined || follows === "apart") return;
    const known = cache.row(cursor);
    if (known === undefined) return;
    if (!isSame(known, row)) store.setState({ row: known, awaits: false });
    else if (store.getState().awaits) store.setState({ awaits: false });
  });

  function arrive(cursor: number, selection: Pick<Selection, "marked" | "anchor">, align: ScrollOrder["align"]): void {
    const known = cache.row(cursor);
    const before = store.getState();
    const awaits = known === undefined && (cursor !== before.cursor || before.awaits || before.follows === "apart");
    store.setState({ cursor, row: known ?? before.row, follows: "cursor", awaits, ...selection });
    scroll.setState({ order: { row: cursor, align } });
  }

  function selected(): RowRanges {
    const { marked, cursor, follows } = store.getState();
    if (marked.length > 0) return marked;
    return cursor === undefined || follows === "apart" ? [] : [rangeOf(cursor, cursor)];
  }

  return {
    store,
    scroll,
    showAtTop: (row) => scroll.setState({ order: { row, align: "start" } }),
    showEnd: () => scroll.setState({ order: { row: "last", align: "end" } }),
    moveTo(row, align = "nearest") {
      const rows = rowCount();
      if (rows === 0) return;
      const cursor = Math.max(0, Math.min(rows - 1, row));
      arrive(cursor, { marked: [], anchor: cursor }, align);
    },
    extendTo(row) {
      const rows = rowCount();
      if (rows === 0) return;
      const cursor = Math.max(0, Math.min(rows - 1, row));
      const anchor = store.getState().anchor ?? store.getState().cursor ?? cursor;
      arrive(cursor, { marked: [rangeOf(anchor, cursor)], anchor }, "nearest");
    },
    toggle(row) {
      const marked = toggleRow(selected(), row);
      arrive(row, { marked, anchor: row }, "nearest");
    },
    selectAll() {
      const rows = rowCount();
      if (rows > 0) store.setState({ marked: [rangeOf(0, rows - 1)], anchor: 0 });
    },
    selected,
    settledRow() {
      const { cursor, row, follows } = store.getState();
      if (cursor === undefined || follows === "apart") return Promise.resolve(row);
      const at = views;
      return new Promise((resolve) => {
        const look = (): void => {
          const known = at === views ? cache.row(cursor) : undefined;
          const isAwaited = store.getState().cursor === cursor || cache.pageOf(cursor)?.state === "loading";
          if (known === undefined && at === views && isAwaited) return;
          for (const stop of stops) stop();
          resolve(known);
        };
        const stops = [cache.subscribe(look), store.subscribe(look)];
        look();
      });
    },
    showHidden(row, cursor) {
      store.setState({ cursor, row, follows: "apart", awaits: false, marked: [], anchor: cursor });
      if (cursor !== undefined) scroll.setState({ order: { row: cursor, align: "nearest" } });
    },
    place(cursor, exact) {
      views += 1;
      const follows = exact === undefined ? "apart" : "cursor";
      const row = exact ?? store.getState().row;
      store.setState({ cursor, row, follows, awaits: false, marked: [], anchor: cursor });
    },
    clear() {
      views += 1;
      store.setState(nothingSelected, true);
    },
  };
}

/** Pages are fetched again now and then: the same record is not a new selection. */
function isSame(a: Row, b: Row | undefined): boolean {
  return b !== undefined && a.record === b.record && a.length === b.length && a.run?.records === b.run?.records;
}

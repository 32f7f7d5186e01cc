// The cursor in the list and the record that is shown in full. The cursor moves at once; the record follows as soon as
// its row is in the page cache.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Row } from "../../shared/rows.ts";
import type { PageCache } from "./pageCache.ts";
import type { Selection } from "./states.ts";
import { nothingSelected } from "./states.ts";

/** Asks the list to bring a row into view. */
export interface ScrollOrder {
  readonly row: number;
  readonly align: "nearest" | "center";
}

export interface Selecting {
  readonly store: StoreApi<Selection>;
  /** The newest order; a new object for each, so that the same row can be asked for twice. */
  readonly scroll: StoreApi<{ readonly order: ScrollOrder | undefined }>;
  /** Selects the row nearest to `row` that there is. */
  moveTo(row: number, align?: ScrollOrder["align"]): void;
  /**
   * Says where the selected record stands in a new view. `exact` is its row, or undefined when the view hides it: it
   * stays selected, and the cursor only marks its place. Undefined `cursor`: the view is empty.
   */
  place(cursor: number | undefined, exact: Row | undefined): void;
  clear(): void;
}

export function createSelecting(cache: PageCache, rowCount: () => number): Selecting {
  const store = createStore<Selection>(() => nothingSelected);
  const scroll = createStore<{ readonly order: ScrollOrder | undefined }>(() => ({ order: undefined }));

  cache.subscribe(() => {
    const { cursor, row, follows } = store.getState();
    if (cursor === undefined || follows === "apart") return;
    const known = cache.row(cursor);
    if (known !== undefined && !isSame(known, row)) store.setState({ row: known });
  });

  return {
    store,
    scroll,
    moveTo(row, align = "nearest") {
      const rows = rowCount();
      if (rows === 0) return;
      const cursor = Math.max(0, Math.min(rows - 1, row));
      store.setState({ cursor, row: cache.row(cursor) ?? store.getState().row, follows: "cursor" });
      scroll.setState({ order: { row: cursor, align } });
    },
    place(cursor, exact) {
      const follows = exact === undefined ? "apart" : "cursor";
      store.setState({ cursor, row: exact ?? store.getState().row, follows });
    },
    clear() {
      store.setState(nothingSelected, true);
    },
  };
}

/** Pages are fetched again now and then: the same record is not a new selection. */
function isSame(a: Row, b: Row | undefined): boolean {
  return b !== undefined && a.record === b.record && a.length === b.length;
}

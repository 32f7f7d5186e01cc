// The record of the topmost row on screen, once the list rests: where somebody was who only scrolled.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { PageCache } from "./pageCache.ts";

/** Follows the rows by itself; the list says when it was scrolled. */
export interface TopRow {
  /** Undefined: the list stands at its beginning, or is not there yet. */
  readonly store: StoreApi<{ readonly record: number | undefined }>;
  /** Other rows are on screen. */
  look(): void;
}

const restMs = 100;

/** `rows` know what is on screen. */
export function createTopRow(rows: PageCache): TopRow {
  const store = createStore<{ readonly record: number | undefined }>(() => ({ record: undefined }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { first } = rows.shown;
      const record = first === 0 ? undefined : rows.row(first)?.record;
      if (record !== store.getState().record) store.setState({ record });
    }, restMs);
  };
  // A page may come after the list has come to rest, and other rows take the place of all.
  rows.subscribe(look);
  return { store, look };
}

// The places that were left by a jump, and the way back to them and forward again, as in a browser. A jump is a move of the
// cursor beyond what one key or one page of keys does: to a record by its number, to a hit far away, to the end.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Selection } from "./states.ts";

/** At most 50 of them back. */
export interface Jumps {
  /** Records, the one that was left last at the end. */
  readonly back: readonly number[];
  /** The same for the way forward; a new jump empties it. */
  readonly forward: readonly number[];
}

/** Of one transcript: `clear` is called with another one. */
export interface JumpHistory {
  readonly store: StoreApi<Jumps>;
  /** The record to go to, which is taken for gone to; undefined when there is none. Going there is the caller's. */
  goBack(): number | undefined;
  goForward(): number | undefined;
  clear(): void;
}

const none: Jumps = { back: [], forward: [] };
const mostKept = 50;
/** Records between two places from which on the way between them is a jump: more than a screen of rows. */
const jumpFrom = 100;

/** `selection`: whose record is followed. */
export function createJumpHistory(selection: StoreApi<Selection>): JumpHistory {
  const store = createStore<Jumps>(() => none);
  let at: number | undefined;
  /** Where steps back and forward lead that have not arrived, the last one at the end: arriving there is no jump. */
  let awaited: readonly number[] = [];

  selection.subscribe(({ row }) => {
    const record = row?.record;
    if (record === undefined || record === at) return;
    const from = at;
    at = record;
    const step = awaited.indexOf(record);
    if (step >= 0) awaited = awaited.slice(step + 1);
    else if (from !== undefined && Math.abs(record - from) >= jumpFrom) {
      store.setState({ back: [...store.getState().back, from].slice(-mostKept), forward: [] });
    }
  });

  const go = (from: "back" | "forward", to: "back" | "forward"): number | undefined => {
    const state = store.getState();
    const record = state[from].at(-1);
    if (record === undefined) return undefined;
    // A step that is still under way begins where the one before is to end.
    const here = awaited.at(-1) ?? at;
    const left = here === undefined ? state[to] : [...state[to], here];
    awaited = [...awaited, record];
    store.setState({ [from]: state[from].slice(0, -1), [to]: left });
    return record;
  };

  return {
    store,
    goBack: () => go("back", "forward"),
    goForward: () => go("forward", "back"),
    clear() {
      at = undefined;
      awaited = [];
      store.setState(none, true);
    },
  };
}

// The counts of roles, tools, states and sizes, with how many of each the filter lets pass. They are asked for once the rows of a
// filter are all known, and again when there are more of them, after a pause that grows with what counting takes: all of the index
// is read for it.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { FacetCounts } from "../../shared/facets.ts";
import type { ViewModel } from "./states.ts";
import type { Target } from "./target.ts";

/** `counts` is undefined until the transcript was counted once; then those of before stay until others are known. */
export interface KnownCounts {
  readonly counts: FacetCounts | undefined;
  /** False while they are of another filter: what passes is not known yet. */
  readonly current: boolean;
}

/** Reads all of the index for each count, so it does so only while somebody watches. */
export interface FacetCountsFeed {
  readonly store: StoreApi<KnownCounts>;
  /** Nobody looks at them while this is off. */
  watch(on: boolean): void;
}

/** What the counts are to be of. */
interface Wanted {
  readonly transcript: string;
  readonly filter: string;
  /** How many records they are of; undefined until they are known. */
  readonly records: number | undefined;
}

const leastPauseMs = 100;
const pauseTimes = 8;

/** Follows `view` for as long as the page lives; it begins without anybody who watches. */
export function createFacetCounts(view: StoreApi<ViewModel>, target: () => Target | undefined): FacetCountsFeed {
  const store = createStore<KnownCounts>(() => ({ counts: undefined, current: false }));
  let watched = false;
  let wanted: Wanted | undefined;
  let running: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = leastPauseMs;

  async function ask({ transcript, filter }: Wanted): Promise<void> {
    const to = target();
    const state = view.getState().shown?.state;
    if (to === undefined || state === undefined || !state.complete || !watched) return;
    const request = new AbortController();
    running = request;
    const begun = performance.now();
    const answer = await to.engine.request("facets", { transcript, view: state.view }, request.signal);
    if (running !== request) return;
    running = undefined;
    if (answer.ok) {
      pauseMs = Math.max(leastPauseMs, pauseTimes * (performance.now() - begun));
      wanted = { transcript, filter, records: state.records };
      store.setState({ counts: answer.value, current: true });
    } else {
      // What cannot be read is not asked for all the time.
      pauseMs *= 2;
    }
    check();
  }

  function check(): void {
    const { shown } = view.getState();
    const transcript = target()?.transcript;
    if (shown === undefined || transcript === undefined) {
      stop();
      wanted = undefined;
      store.setState({ counts: undefined, current: false });
      return;
    }
    const { filter, state } = shown;
    if (wanted?.transcript !== transcript || wanted.filter !== filter) {
      stop();
      if (wanted?.transcript !== transcript) store.setState({ counts: undefined });
      if (store.getState().current) store.setState({ current: false });
      wanted = { transcript, filter, records: undefined };
      pauseMs = leastPauseMs;
    }
    // What grows all the time is counted all the same: only another filter begins the pause anew.
    if (!watched || !state.complete || running !== undefined || timer !== undefined) return;
    if (wanted.records === state.records) return;
    const next = wanted;
    timer = setTimeout(() => {
      timer = undefined;
      void ask(next);
    }, pauseMs);
  }

  function stop(): void {
    running?.abort();
    running = undefined;
    clearTimeout(timer);
    timer = undefined;
  }

  view.subscribe(check);
  return {
    store,
    watch(on) {
      watched = on;
      if (on) check();
    },
  };
}

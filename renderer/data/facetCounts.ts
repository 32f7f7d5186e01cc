// The counts of roles, tools, states and sizes, with how many of each the filter lets pass. They are asked for once the rows of a
// filter are all known, and again when there are more of them, after a pause that grows with what counting takes: all of the index
// is read for it.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { FacetCounts } from "../../shared/facets.ts";
import type { ViewModel } from "./states.ts";
import type { Target } from "./target.ts";

export interface KnownCounts {
  readonly counts: FacetCounts | undefined;
  /** False while they are of another filter: what passes is not known yet. */
  readonly current: boolean;
}

export interface FacetCountsFeed {
  readonly store: StoreApi<KnownCounts>;
  /** Nobody looks at them while this is off. */
  watch(on: boolean): void;
}

interface Asked {
  readonly transcript: string;
  readonly filter: string;
  readonly records: number;
}

const leastPauseMs = 100;
const pauseTimes = 8;

export function createFacetCounts(view: StoreApi<ViewModel>, target: () => Target | undefined): FacetCountsFeed {
  const store = createStore<KnownCounts>(() => ({ counts: undefined, current: false }));
  let watched = false;
  let running: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The filter that it waits for. */
  let timerOf: string | undefined;
  /** What is known, or was asked for last. */
  let asked: Asked | undefined;
  let pauseMs = leastPauseMs;

  async function ask(wanted: Asked, id: string): Promise<void> {
    const to = target();
    if (to === undefined) return;
    const request = new AbortController();
    running = request;
    asked = wanted;
    const begun = performance.now();
    const answer = await to.engine.request("facets", { transcript: wanted.transcript, view: id }, request.signal);
    if (running !== request) return;
    running = undefined;
    pauseMs = Math.max(leastPauseMs, pauseTimes * (performance.now() - begun));
    if (answer.ok) store.setState({ counts: answer.value, current: view.getState().shown?.filter === wanted.filter });
    else asked = undefined;
    check();
  }

  function check(): void {
    const { shown } = view.getState();
    const transcript = target()?.transcript;
    if (shown === undefined || transcript === undefined) {
      forget();
      return;
    }
    const { filter, state } = shown;
    const isOther = asked?.transcript !== transcript || asked.filter !== filter;
    if (isOther) {
      running?.abort();
      running = undefined;
      if (asked?.transcript !== transcript) store.setState({ counts: undefined });
      if (store.getState().current) store.setState({ current: false });
    }
    const wanted = { transcript, filter, records: state.records };
    if (!watched || !state.complete || running !== undefined) return;
    if (!isOther && asked?.records === wanted.records) return;
    // What grows all the time is counted all the same: only another filter begins the pause anew.
    if (timer !== undefined && timerOf === filter) return;
    clearTimeout(timer);
    timerOf = filter;
    timer = setTimeout(
      () => {
        timer = undefined;
        const now = view.getState().shown;
        if (now === undefined || running !== undefined || !watched) return;
        if (now.filter !== filter || !now.state.complete) return check();
        void ask({ ...wanted, records: now.state.records }, now.state.view);
      },
      isOther ? leastPauseMs : pauseMs,
    );
  }

  function forget(): void {
    running?.abort();
    running = undefined;
    clearTimeout(timer);
    timer = undefined;
    asked = undefined;
    store.setState({ counts: undefined, current: false });
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

// How many records of each kind pass the filter, what it says of kinds left aside: so that a kind that is not chosen says
// what choosing it would show. Asked for once the filter's own rows are all known, since a text is searched for again.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import { withoutKinds } from "../../shared/filter/kindChoice.ts";
import type { ViewModel } from "./states.ts";
import type { Target } from "./target.ts";

export type Matches =
  /** The filter says nothing but kinds: all records of a kind pass. */
  | { readonly phase: "all" }
  | { readonly phase: "waiting" }
  | { readonly phase: "known"; readonly counts: ReadonlyMap<string, number> };

export interface FacetMatches {
  readonly store: StoreApi<{ readonly matches: Matches }>;
}

export function createFacetMatches(view: StoreApi<ViewModel>, target: () => Target | undefined): FacetMatches {
  const store = createStore<{ readonly matches: Matches }>(() => ({ matches: { phase: "all" } }));
  let running: AbortController | undefined;
  /** What was asked for last, and how much was indexed then. */
  let asked: { readonly filter: string; readonly view: string } | undefined;

  async function ask(filter: string): Promise<void> {
    const to = target();
    if (to === undefined) return;
    const request = new AbortController();
    running = request;
    const answer = await to.engine.request("kindsWhere", { transcript: to.transcript, filter }, request.signal);
    if (running !== request) return;
    running = undefined;
    if (!answer.ok) return;
    const counts = new Map(answer.value.map(({ kind, count }) => [kind, count]));
    store.setState({ matches: { phase: "known", counts } });
  }

  view.subscribe(({ shown }) => {
    const filter = shown === undefined ? "" : withoutKinds(shown.filter);
    if (filter === "") {
      running?.abort();
      running = undefined;
      asked = undefined;
      if (store.getState().matches.phase !== "all") store.setState({ matches: { phase: "all" } });
      return;
    }
    if (shown === undefined || (asked?.filter === filter && asked.view === shown.state.view)) return;
    // Another choice of kinds among the same records changes nothing, as long as all of them were known.
    const isSame = asked?.filter === filter && store.getState().matches.phase === "known" && shown.state.complete;
    if (!shown.state.complete) {
      if (store.getState().matches.phase !== "waiting") store.setState({ matches: { phase: "waiting" } });
      return;
    }
    asked = { filter, view: shown.state.view };
    if (isSame) return;
    running?.abort();
    store.setState({ matches: { phase: "waiting" } });
    void ask(filter);
  });
  return { store };
}

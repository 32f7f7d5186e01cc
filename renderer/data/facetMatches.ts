// How many records of each kind pass the filter, what it says of kinds left aside: so that a kind that is not chosen says
// what choosing it would show. Asked for once the filter's own rows are all known, since a text is searched for again.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import { withoutKinds } from "../../shared/filter/kindChoice.ts";
import type { ViewModel } from "./states.ts";
import type { Target } from "./target.ts";

/** `waiting`: there is a filter, and its counts are still to come; a kind without a count in `known` has none. */
export type Matches =
  /** The filter says nothing but kinds: all records of a kind pass. */
  | { readonly phase: "all" }
  | { readonly phase: "waiting" }
  | { readonly phase: "known"; readonly counts: ReadonlyMap<string, number> };

interface Asked {
  readonly filter: string;
  readonly view: string;
  /** Rows of the view then: a transcript that is followed gets more. */
  readonly rows: number;
}

/**
 * Follows the view by itself. Where counting fails, the store stays as it was, and the next change of the view asks
 * again.
 */
export interface FacetMatches {
  readonly store: StoreApi<{ readonly matches: Matches }>;
}

/** Follows `view` for as long as the page lives. */
export function createFacetMatches(view: StoreApi<ViewModel>, target: () => Target | undefined): FacetMatches {
  const store = createStore<{ readonly matches: Matches }>(() => ({ matches: { phase: "all" } }));
  let running: AbortController | undefined;
  /** What was asked for last. */
  let asked: Asked | undefined;

  async function ask(wanted: Asked): Promise<void> {
    const to = target();
    if (to === undefined) return;
    const request = new AbortController();
    running = request;
    asked = wanted;
    const params = { transcript: to.transcript, filter: wanted.filter };
    const answer = await to.engine.request("kindsWhere", params, request.signal);
    if (running !== request) return;
    running = undefined;
    if (!answer.ok) {
      asked = undefined;
      return;
    }
    const counts = new Map(answer.value.map(({ kind, count }) => [kind, count]));
    store.setState({ matches: { phase: "known", counts } });
    check(view.getState());
  }

  function set(phase: "all" | "waiting"): void {
    if (store.getState().matches.phase !== phase) store.setState({ matches: { phase } });
  }

  function check({ shown }: ViewModel): void {
    const filter = shown === undefined ? "" : withoutKinds(shown.filter);
    if (shown === undefined || filter === "") {
      running?.abort();
      running = undefined;
      asked = undefined;
      set("all");
      return;
    }
    const { view: id, rows, complete } = shown.state;
    if (asked?.filter !== filter) {
      running?.abort();
      running = undefined;
      // Whoever comes back to the filter before has to ask again.
      asked = undefined;
      set("waiting");
      if (complete) void ask({ filter, view: id, rows });
    } else if (complete && asked.view !== id && store.getState().matches.phase === "known") {
      // Another choice of kinds among the same records changes nothing.
      asked = { filter, view: id, rows };
    } else if (complete && running === undefined && asked.rows !== rows) {
      // While what was written since is counted, the counts before it stand.
      void ask({ filter, view: id, rows });
    }
  }

  view.subscribe(check);
  return { store };
}

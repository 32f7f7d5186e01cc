// Keeps the counts per kind about as fresh as anyone can read: at most four times a second while records come in, and
// once more when all are there.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Facets } from "./states.ts";
import { noFacets } from "./states.ts";
import type { Target } from "./target.ts";

/** Of the transcript as a whole, whatever the filter says. */
export interface FacetFeed {
  readonly store: StoreApi<Facets>;
  /** Something may have changed. `complete`: it was the last time. */
  refresh(complete: boolean): void;
  /** For another transcript: answers that are on their way are not taken. */
  clear(): void;
}

const pauseMs = 250;

/** Asks for nothing until it is told to. */
export function createFacetFeed(target: () => Target | undefined): FacetFeed {
  const store = createStore<Facets>(() => noFacets);
  let asked: "no" | "waiting" | "pausing" = "no";
  let again: { readonly complete: boolean } | undefined;
  let generation = 0;

  async function pull(complete: boolean): Promise<void> {
    const to = target();
    if (to === undefined) return;
    const mine = generation;
    asked = "waiting";
    const answer = await to.engine.request("kinds", { transcript: to.transcript });
    if (mine !== generation) return;
    if (answer.ok) store.setState({ kinds: answer.value, complete });
    asked = "pausing";
    setTimeout(() => {
      if (mine !== generation) return;
      asked = "no";
      const next = again;
      again = undefined;
      if (next !== undefined) void pull(next.complete);
    }, pauseMs);
  }

  return {
    store,
    refresh(complete) {
      if (asked === "no") void pull(complete);
      else again = { complete };
    },
    clear() {
      generation += 1;
      asked = "no";
      again = undefined;
      store.setState(noFacets, true);
    },
  };
}

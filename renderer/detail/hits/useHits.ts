// What views need of the hits, also while nothing is looked for.

import { useMemo } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Hit } from "../../../shared/rows.ts";
import type { HitPlace } from "./currentMark.ts";
import type { CurrentHit, RecordHitsState } from "./recordHits.ts";
import type { SoughtHits } from "./soughtHits.ts";
import type { TextHits } from "./textHits.ts";

const noCurrent = createStore<Pick<RecordHitsState, "current" | "hits">>(() => ({ current: undefined, hits: [] }));
const noTextHits: TextHits["store"] = createStore<ReadonlyMap<number, readonly Hit[]>>(() => new Map());

/** The hit that was gone to. */
export function useCurrentHit(hits: SoughtHits | undefined): CurrentHit | undefined {
  return useStore(hits?.record.store ?? noCurrent, ({ current }) => current);
}

/** The same among all that are known. */
export function useHitPlace(hits: SoughtHits | undefined): HitPlace | undefined {
  const store = hits?.record.store ?? noCurrent;
  const current = useStore(store, (state) => state.current);
  const all = useStore(store, (state) => state.hits);
  return useMemo(() => (current === undefined ? undefined : { hits: all, current }), [all, current]);
}

/** The hits in the raw text that is looked at, by block. */
export function useTextHits(hits: SoughtHits | undefined): ReadonlyMap<number, readonly Hit[]> {
  return useStore(hits?.text.store ?? noTextHits);
}

// The places in one record that the filter looks for, and which of them is the current one. They are found from the
// record's beginning on, a slice at a time: those of the first megabyte at once, those behind it when somebody goes there.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import type { Hit, HitPage } from "../../../shared/rows.ts";

export type Direction = "next" | "previous";

/** The hit that is gone to; a new object each time. `asked`: by the user, and not by coming to the record. */
export interface CurrentHit extends Hit {
  readonly index: number;
  readonly asked: boolean;
}

export interface RecordHitsState {
  /** In order; all that begin before byte `known`. */
  readonly hits: readonly Hit[];
  readonly known: number;
  readonly current: CurrentHit | undefined;
  readonly searching: boolean;
  readonly failure: Failure | undefined;
}

export interface RecordHits {
  readonly store: StoreApi<RecordHitsState>;
  /** The record's length, in bytes. */
  readonly length: number;
  /** Goes one hit on, as far as that has to be searched for. False: there is none in this record. */
  step(direction: Direction): Promise<boolean>;
  /** Stops all searching. */
  dispose(): void;
}

export type ReadHits = (from: number, length: number, signal: AbortSignal) => Promise<Result<HitPage>>;

/** Searched with one request, and before anybody asks for more. */
const sliceBytes = 256 * 1024;
const firstBytes = 1024 * 1024;
/** Hits that are held; a record with more of them has no last one. */
const mostHits = 10_000;

/** `landing`: the first or the last known hit becomes the current one as soon as it is found. */
export function createRecordHits(read: ReadHits, length: number, landing: "first" | "last"): RecordHits {
  const store = createStore<RecordHitsState>(() => ({
    hits: [],
    known: 0,
    current: undefined,
    searching: false,
    failure: undefined,
  }));
  const stop = new AbortController();

  function goTo(index: number, asked: boolean): boolean {
    const hit = store.getState().hits[index];
    if (hit === undefined) return false;
    store.setState({ current: { ...hit, index, asked } });
    return true;
  }

  /** Slice after slice until that is enough, or there is no more. */
  async function searchUntil(enough: (state: RecordHitsState) => boolean): Promise<void> {
    store.setState({ searching: true, failure: undefined });
    for (let state = store.getState(); !enough(state) && !isWhole(state, length); state = store.getState()) {
      const page = await read(state.known, sliceBytes, stop.signal);
      if (stop.signal.aborted) return;
      if (!page.ok) return store.setState({ searching: false, failure: page.failure });
      if (page.value.next <= state.known) throw new Error(`the hits from byte ${state.known} on do not get on`);
      store.setState({ hits: [...state.hits, ...page.value.hits], known: page.value.next });
      if (landing === "first" && state.hits.length === 0) goTo(0, false);
    }
    store.setState({ searching: false });
  }

  const beginning = searchUntil(({ known }) => known >= firstBytes).then(() => {
    if (landing === "last") goTo(store.getState().hits.length - 1, false);
  });

  return {
    store,
    length,
    async step(direction) {
      await beginning;
      if (stop.signal.aborted) return false;
      const { current, hits } = store.getState();
      if (direction === "previous") return goTo((current?.index ?? hits.length) - 1, true);
      const index = (current?.index ?? -1) + 1;
      if (index >= hits.length) await searchUntil((state) => state.hits.length > index);
      return !stop.signal.aborted && goTo(index, true);
    },
    dispose: () => stop.abort(),
  };
}

/** Whether all is known of the record that ever will be. */
export function isWhole({ hits, known }: RecordHitsState, length: number): boolean {
  return known >= length || hits.length >= mostHits;
}

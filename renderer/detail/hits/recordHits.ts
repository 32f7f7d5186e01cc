// The places in one record where something stands that is looked for, and which of them is the current one. They are found
// from the record's beginning on, a slice at a time: those of the first megabyte at once, those behind it when somebody goes
// there. Who finds inside the record wants to know how many there are: then all of it is searched at once.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import type { Hit, HitPage } from "../../../shared/rows.ts";

/** Forwards or backwards through what is found, in a record and from record to record. */
export type Direction = "next" | "previous";

/** The hit that is gone to; a new object each time. `asked`: by the user, and not by coming to the record. */
export interface CurrentHit extends Hit {
  readonly index: number;
  readonly asked: boolean;
}

/** What is known of the hits of a record so far; `failure` ends a search, and the next step begins it again. */
export interface RecordHitsState {
  /** In order; all that begin before byte `known`. */
  readonly hits: readonly Hit[];
  readonly known: number;
  readonly current: CurrentHit | undefined;
  readonly searching: boolean;
  readonly failure: Failure | undefined;
}

/** Of one record and one thing that is looked for; whoever made it disposes of it. */
export interface RecordHits {
  readonly store: StoreApi<RecordHitsState>;
  /** The record's length, in bytes. */
  readonly length: number;
  /** Goes one hit on, as far as that has to be searched for. False: there is none in this record. */
  step(direction: Direction): Promise<boolean>;
  /** Stops all searching. */
  dispose(): void;
}

/** Hits that begin in bytes `from` to `from + length` of the record; the answer says how far it came. */
export type ReadHits = (from: number, length: number, signal: AbortSignal) => Promise<Result<HitPage>>;

/** How somebody comes to the record. */
export interface HitsManner {
  /** The first or the last known hit becomes the current one as soon as it is found. */
  readonly landing: "first" | "last";
  /** The user wants that hit, and did not only come to the record. */
  readonly asked?: boolean;
  /** Nothing else is looked at: all of the record is searched, and its first hit follows its last one. */
  readonly inside?: boolean;
}

/** Searched with one request, and before anybody asks for more. */
const sliceBytes = 256 * 1024;
const firstBytes = 1024 * 1024;
/** Hits that are held; a record with more of them has no last one. */
const mostHits = 10_000;

/** `length` is the record's, in bytes. The search for the first ones begins at once. */
export function createRecordHits(
  read: ReadHits,
  length: number,
  { landing, asked: isAsked = false, inside = false }: HitsManner,
): RecordHits {
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
      if (landing === "first" && state.hits.length === 0) goTo(0, isAsked);
    }
    store.setState({ searching: false });
  }

  /** Waits for a search that goes on, and goes on with one that has stopped. */
  async function found(enough: (state: RecordHitsState) => boolean): Promise<void> {
    if (store.getState().searching) {
      await new Promise<void>((resolve) => {
        const ends = (state: RecordHitsState) => enough(state) || !state.searching;
        if (ends(store.getState())) return resolve();
        const stopWaiting = store.subscribe((state) => {
          if (!ends(state)) return;
          stopWaiting();
          resolve();
        });
      });
    }
    if (!stop.signal.aborted && !enough(store.getState())) await searchUntil(enough);
  }

  const beginning = searchUntil(({ known }) => !inside && known >= firstBytes).then(() => {
    if (landing === "last") goTo(store.getState().hits.length - 1, isAsked);
  });

  return {
    store,
    length,
    async step(direction) {
      if (!inside) await beginning;
      if (stop.signal.aborted) return false;
      const { current, hits } = store.getState();
      if (direction === "previous") {
        const before = (current?.index ?? hits.length) - 1;
        return goTo(inside && before < 0 ? hits.length - 1 : before, true);
      }
      const index = (current?.index ?? -1) + 1;
      await found((state) => state.hits.length > index);
      return !stop.signal.aborted && (goTo(index, true) || (inside && goTo(0, true)));
    },
    dispose() {
      stop.abort();
      store.setState({ searching: false });
    },
  };
}

/** Whether all is known of the record that ever will be. */
export function isWhole({ hits, known }: RecordHitsState, length: number): boolean {
  return known >= length || hits.length >= mostHits;
}

// What columns show of records that is not in their rows: durations and tokens. Rows on screen say which records these are; once
// the list rests, what is not known of them is asked for, a few records at a time, and what has left the screen no longer is. While
// records come in, what was said is shown until it is asked for anew.

import type { StoreApi } from "zustand/vanilla";
import type { MeasureName, RecordMeasures } from "../../shared/rows.ts";
import { maxMeasured, measureNames } from "../../shared/rows.ts";
import type { Settings } from "./settings.ts";
import type { TranscriptState } from "./states.ts";
import type { Target } from "./target.ts";

/** What is known of a record is an empty object where the engine knows nothing of it, or could not say. */
export interface MeasureFeed {
  /** For `useSyncExternalStore`. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Undefined while it is not known what is known of it. */
  of(record: number): RecordMeasures | undefined;
  /** The record is on screen; gives the function that says that it no longer is. */
  show(record: number): () => void;
}

/** `settings` say which columns are shown: only what they need is asked for. */
export interface MeasureFeedNeeds {
  readonly transcript: StoreApi<TranscriptState>;
  readonly settings: StoreApi<Settings>;
  readonly target: () => Target | undefined;
}

/** The list rests when nothing has come on screen for so long. */
const restMs = 60;
/** Between two looks at a transcript that grows. */
const growthMs = 1000;
/** Each record may have to be looked for in another part of the index. */
const atOnce = 16;
/** Of records that are not on screen, the ones that were asked for first go. */
const mostKnown = 2000;

/** Keeps at most 2,000 records, and as many more as are on screen. */
export function createMeasureFeed({ transcript, settings, target }: MeasureFeedNeeds): MeasureFeed {
  const listeners = new Set<() => void>();
  const known = new Map<number, RecordMeasures>();
  const outdated = new Set<number>();
  /** By record: how many rows show it. */
  const shown = new Map<number, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: { readonly records: readonly number[]; readonly request: AbortController } | undefined;

  const wanted = (): readonly MeasureName[] =>
    measureNames.filter((name) => settings.getState().columnsShown.includes(name));
  /** What is not known of it, or of what was said before. */
  const missing = (): readonly number[] => {
    const all = [...shown.keys()].sort((a, b) => a - b);
    const unknown = all.filter((record) => !known.has(record)).slice(0, atOnce);
    return unknown.length > 0 ? unknown : all.filter((record) => outdated.has(record)).slice(0, maxMeasured);
  };

  function soon(ms: number): void {
    if (running !== undefined || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void ask();
    }, ms);
  }

  async function ask(): Promise<void> {
    const to = target();
    const records = missing();
    const of = wanted();
    if (to === undefined || records.length === 0 || of.length === 0) return;
    const request = new AbortController();
    running = { records, request };
    for (const record of records) outdated.delete(record);
    const answer = await to.engine.request("measures", { transcript: to.transcript, records, of }, request.signal);
    if (running?.request !== request) return;
    running = undefined;
    if (answer.ok) records.forEach((record, place) => void keep(record, answer.value[place] ?? {}));
    else if (answer.failure.code !== "cancelled") for (const record of records) keep(record, {});
    else for (const record of records) if (known.has(record)) outdated.add(record);
    for (const listener of listeners) listener();
    const next = missing();
    if (next.length > 0) soon(next.some((record) => !known.has(record)) ? 0 : growthMs);
  }

  function keep(record: number, measures: RecordMeasures): void {
    known.delete(record);
    known.set(record, measures);
    for (const other of known.keys()) {
      if (known.size <= mostKnown) return;
      if (shown.has(other)) continue;
      known.delete(other);
      outdated.delete(other);
    }
  }

  function forget(): void {
    running?.request.abort();
    running = undefined;
    known.clear();
    outdated.clear();
    for (const listener of listeners) listener();
    soon(restMs);
  }

  transcript.subscribe((state, before) => {
    if (state.phase !== "open" || before.phase !== "open") return state.phase === before.phase ? undefined : forget();
    if (state.id !== before.id || state.format !== before.format) forget();
    else if (state.progress.records !== before.progress.records && shown.size > 0) {
      for (const record of known.keys()) outdated.add(record);
      soon(growthMs);
    }
  });
  settings.subscribe((state, before) => {
    const has = ({ columnsShown }: Settings) => measureNames.filter((name) => columnsShown.includes(name)).join();
    if (has(state) !== has(before)) forget();
  });

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    of: (record) => known.get(record),
    show(record) {
      shown.set(record, (shown.get(record) ?? 0) + 1);
      if (!known.has(record) || outdated.has(record)) {
        clearTimeout(timer);
        timer = undefined;
        soon(restMs);
      }
      return () => {
        const left = (shown.get(record) ?? 1) - 1;
        if (left > 0) shown.set(record, left);
        else shown.delete(record);
        if (running?.records.every((one) => !shown.has(one)) === true) running.request.abort();
      };
    },
  };
}

// The records that belong to the one that is selected: its call and result, the parts of its message. Asked for once the
// selection rests, so that walking through the list asks for nothing.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { RelatedRecord, RelatedRecords, Row } from "../../shared/rows.ts";
import type { Selection } from "./states.ts";
import type { Target } from "./target.ts";

/** There is at least one of them; a record without any has no `Related`. */
export interface Related {
  /** Whose they are. */
  readonly row: Row;
  readonly records: RelatedRecords;
  /** The numbers of all of them, to be marked in the list. */
  readonly numbers: ReadonlySet<number>;
}

/** Of the record that is selected now. */
export interface KnownRelated {
  /** Undefined when nothing shares the record's id, or it is not known yet. */
  readonly related: Related | undefined;
  readonly known: boolean;
}

/** A record of which the engine cannot say it stays unknown, and is asked for again by `now`. */
export interface RelatedFeed {
  readonly store: StoreApi<KnownRelated>;
  /** The same of the record that is selected by now, asked for at once where it is not known. */
  now(): Promise<Related | undefined>;
}

const restMs = 80;
const unknown: KnownRelated = { related: undefined, known: false };

/** Follows `selection` for as long as the page lives. */
export function createRelatedFeed(selection: StoreApi<Selection>, target: () => Target | undefined): RelatedFeed {
  const store = createStore<KnownRelated>(() => unknown);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: { readonly request: AbortController; readonly answer: Promise<void> } | undefined;

  function ask(row: Row): Promise<void> {
    clearTimeout(timer);
    const request = new AbortController();
    const answer = read(row, request.signal);
    running = { request, answer };
    return answer;
  }

  async function read(row: Row, signal: AbortSignal): Promise<void> {
    const to = target();
    if (to === undefined) return;
    const answer = await to.engine.request("related", { transcript: to.transcript, record: row.record }, signal);
    if (signal.aborted) return;
    running = undefined;
    if (!answer.ok) return;
    const { before, after } = answer.value;
    const numbers = new Set<number>([...before, ...after].map(({ record }) => record));
    const related = numbers.size > 0 ? { row, records: answer.value, numbers } : undefined;
    store.setState({ related, known: true });
  }

  selection.subscribe(({ row }, before) => {
    if (row?.record === before.row?.record && row?.offset === before.row?.offset) return;
    clearTimeout(timer);
    running?.request.abort();
    running = undefined;
    store.setState(unknown);
    if (row !== undefined) timer = setTimeout(() => void ask(row), restMs);
  });
  return {
    store,
    async now() {
      const { row } = selection.getState();
      if (row !== undefined && !store.getState().known) await (running?.answer ?? ask(row));
      return store.getState().related;
    },
  };
}

/** The next one on each side. */
export function nearestOf({ before, after }: RelatedRecords): readonly number[] {
  return [before.at(-1), after[0]].flatMap((one) => (one === undefined ? [] : [one.record]));
}

/**
 * The record to go to from one of several that belong together: from the first to the last, from any other to the first.
 * A call leads to its result so, and a result back to its call.
 */
export function counterpart({ before, after }: RelatedRecords): RelatedRecord | undefined {
  return before[0] ?? after.at(-1);
}

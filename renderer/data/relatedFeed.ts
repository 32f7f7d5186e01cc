// The records that belong to the one that is selected: its call and result, the parts of its message. Asked for once the
// selection rests, so that walking through the list asks for nothing.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { RelatedRecord, RelatedRecords, Row } from "../../shared/rows.ts";
import type { Selection } from "./states.ts";
import type { Target } from "./target.ts";

export interface Related {
  /** Whose they are. */
  readonly row: Row;
  readonly records: RelatedRecords;
  /** The numbers of all of them, to be marked in the list. */
  readonly numbers: ReadonlySet<number>;
}

export interface RelatedFeed {
  readonly store: StoreApi<{ readonly related: Related | undefined }>;
}

const restMs = 80;

export function createRelatedFeed(selection: StoreApi<Selection>, target: () => Target | undefined): RelatedFeed {
  const store = createStore<{ readonly related: Related | undefined }>(() => ({ related: undefined }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  async function ask(row: Row): Promise<void> {
    const to = target();
    if (to === undefined) return;
    const request = new AbortController();
    running = request;
    const params = { transcript: to.transcript, record: row.record };
    const answer = await to.engine.request("related", params, request.signal);
    if (running !== request) return;
    running = undefined;
    if (!answer.ok) return;
    const { before, after } = answer.value;
    const numbers = new Set<number>([...before, ...after].map(({ record }) => record));
    if (numbers.size > 0) store.setState({ related: { row, records: answer.value, numbers } });
  }

  selection.subscribe(({ row }, before) => {
    if (row?.record === before.row?.record && row?.offset === before.row?.offset) return;
    clearTimeout(timer);
    running?.abort();
    running = undefined;
    store.setState({ related: undefined });
    if (row !== undefined) timer = setTimeout(() => void ask(row), restMs);
  });
  return { store };
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

// The conversation of one transcript as the page holds it: how far it is read, and the items near what is on screen in a
// few pages, the least recently wanted ones dropped first. So memory stays flat however long the conversation is.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type {
  ConversationState,
  ImageData,
  Item,
  ItemMark,
  OutlinePage,
  StepTarget,
  TextPlace,
} from "../../shared/conversation.ts";
import { maxOutlineEntries } from "../../shared/conversation.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import type { TextSlice } from "../../shared/rows.ts";
import { recordNumber } from "../../shared/units.ts";
import type { EngineClient } from "../data/engineClient.ts";

/** Items of one page. */
const pageSize = 40;
/** 480 items; each shows at most some 10 KB of each of its texts. */
const mostPages = 12;
/** Pages that are asked for at the same time. */
const mostRunning = 4;
/** Items of one record that are looked at: a message and its calls. */
export const mostOfRecord = 20;
/** Bytes of a text that is read on, at a time. */
export const sliceBytes = 64 * 1024;

/** How far the conversation is known. While it is read again, what was read stays. */
export interface ReadConversation {
  readonly state: ConversationState | undefined;
  /** Why it cannot be read. */
  readonly failure: Failure | undefined;
  /** False while it is being read. */
  readonly read: boolean;
  /** Marks whose items are shown, not counted only. */
  readonly shown: readonly ItemMark[];
  /** Only items that it lets pass are shown. */
  readonly filter: string;
  /** Other items are being looked for. */
  readonly busy: boolean;
  /** A new number means that other items stand at the same places. */
  readonly epoch: number;
}

/**
 * Made per transcript, and closed by whoever made it. Items are counted from 0 as they are shown; after a `read` with
 * other marks or another filter the numbers mean other items.
 */
export interface ConversationReader {
  readonly store: StoreApi<ReadConversation>;
  /** Reads it, or reads it anew with other marks shown, or another filter. */
  read(shown: readonly ItemMark[], filter: string): Promise<void>;
  /** The transcript has so many records by now: what has come is read soon, and added to what is shown. */
  grow(records: number): void;
  /** An item that is in memory; undefined for one that has not come, which is not asked for by this. */
  item(item: number): Item | undefined;
  /** Whether all these are in memory, as far as they exist, or none of them will come. */
  isThere(first: number, last: number): boolean;
  /** Says which items are wanted; pages beyond are no longer asked for, and kept when they come late. */
  want(first: number, last: number): void;
  /** For `useSyncExternalStore`: a new number when items came or went. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly version: () => number;
  /** Why items cannot be read, if so. */
  readonly failure: () => Failure | undefined;
  itemOf(record: number): Promise<number | undefined>;
  /** The items that a record is part of, as many as are right behind each other; none when it is part of no item. */
  itemsOf(record: number): Promise<Result<readonly Item[]>>;
  step(from: number, direction: 1 | -1, to: StepTarget, filter?: string): Promise<Result<number | undefined>>;
  outline(from: number): Promise<Result<OutlinePage>>;
  image(place: TextPlace): Promise<Result<ImageData>>;
  /**
   * Some of a text from byte `from` of its record on; 0: from its start. `jsonBytes`: the length of a value that is no string,
   * which is given as it is written and not beyond its end.
   */
  slice(place: TextPlace, from: number, jsonBytes: number | undefined): Promise<Result<TextSlice>>;
  /** One item, whether it is in memory or not. */
  fetch(from: number, count: number): Promise<Result<readonly Item[]>>;
  close(): void;
}

/**
 * Before a conversation that grows is read again, in ms: at least so long, and so many times as long as reading it took, since
 * many families' readers begin at the begin, and a filter looks through all of it.
 */
const growthPause = { leastMs: 250, times: 4 };

const notRead: ReadConversation = {
  state: undefined,
  failure: undefined,
  read: false,
  shown: [],
  filter: "",
  busy: false,
  epoch: 0,
};

/** Reads nothing until it is told to. */
export function createConversationReader(
  engine: Pick<EngineClient, "request" | "onEvent">,
  transcript: string,
): ConversationReader {
  const store = createStore<ReadConversation>(() => notRead);
  const listeners = new Set<() => void>();
  /** In the order in which they were last wanted. */
  const pages = new Map<number, readonly Item[]>();
  const running = new Map<number, AbortController>();
  let wanted = { first: 0, last: -1 };
  let version = 0;
  let failure: Failure | undefined;
  let reading: AbortController | undefined;
  /** Pages that are shown until they have been asked for again. */
  const stale = new Set<number>();
  let growing: ReturnType<typeof setTimeout> | undefined;
  let growthMs = growthPause.leastMs;
  let recordsRead: number | undefined;

  const stopListening = engine.onEvent((event) => {
    // What is shown stays while it is read again (it has grown, or another filter is wanted): only who waits for the first of it
    // is told how far that is.
    if (event.type === "conversation" && event.transcript === transcript && !store.getState().read) {
      store.setState({ state: event.state });
    }
  });

  function changed(): void {
    version += 1;
    for (const listener of listeners) listener();
  }

  function forget(): void {
    for (const request of running.values()) request.abort();
    running.clear();
    pages.clear();
    stale.clear();
    failure = undefined;
  }

  function readOn(records: number): void {
    growing = setTimeout(() => void readGrown(records), growthMs);
  }

  /** A log that was read anew meanwhile was read to where it ended before: nobody else tells of the rest. */
  function readOnBehind({ absent, bytesRead, bytes }: ConversationState): void {
    if (absent === undefined && bytesRead < bytes && growing === undefined) readOn(recordsRead ?? 0);
  }

  async function readGrown(records: number): Promise<void> {
    growing = undefined;
    const { read, busy, shown, filter, failure: failed } = store.getState();
    // What could not be read, a log that has come further may let be read; a reading that goes on may have begun before that.
    if (busy || (!read && failed === undefined)) return readOn(records);
    const request = new AbortController();
    reading = request;
    const begun = performance.now();
    const answer = await engine.request("conversation", { transcript, show: [...shown], filter }, request.signal);
    if (reading !== request) return;
    growthMs = Math.max(growthPause.leastMs, growthPause.times * (performance.now() - begun));
    if (!answer.ok) return;
    recordsRead = records;
    readOnBehind(answer.value);
    if (failed !== undefined || failure !== undefined) {
      showAnew(answer);
      return;
    }
    for (const page of pages.keys()) stale.add(page);
    store.setState({ state: answer.value });
    changed();
    askForWanted();
  }

  /** Other items stand at the same places. */
  function showAnew(answer: Result<ConversationState>): void {
    forget();
    const epoch = store.getState().epoch + 1;
    store.setState(
      answer.ok
        ? { state: answer.value, failure: undefined, read: true, busy: false, epoch }
        : { failure: answer.failure, busy: false, epoch },
    );
    changed();
    askForWanted();
  }

  function askForWanted(): void {
    const { state, read } = store.getState();
    if (!read || state === undefined || wanted.last < wanted.first) return;
    const firstPage = Math.floor(wanted.first / pageSize);
    const lastPage = Math.floor(Math.min(wanted.last, state.items - 1) / pageSize);
    // What is under way for other pages is not cancelled: were it at every move, nothing would ever arrive while somebody moves.
    for (let page = firstPage; page <= lastPage; page += 1) {
      const known = pages.get(page);
      if (known !== undefined && !stale.has(page)) {
        pages.delete(page);
        pages.set(page, known);
      } else if (!running.has(page) && running.size < mostRunning) void load(page);
    }
    for (const page of pages.keys()) {
      if (pages.size <= mostPages) break;
      pages.delete(page);
    }
  }

  async function load(page: number): Promise<void> {
    const request = new AbortController();
    running.set(page, request);
    const answer = await engine.request(
      "items",
      { transcript, from: page * pageSize, count: pageSize },
      request.signal,
    );
    if (running.get(page) !== request) return;
    running.delete(page);
    stale.delete(page);
    if (answer.ok) pages.set(page, answer.value.items);
    else failure = answer.failure;
    changed();
    if (answer.ok) askForWanted();
  }

  return {
    store,
    async read(shown, filter) {
      reading?.abort();
      const request = new AbortController();
      reading = request;
      // What is shown stays until what comes in its place is there.
      store.setState({ failure: undefined, shown, filter, busy: true });
      const params = { transcript, show: [...shown], filter };
      const answer = await engine.request("conversation", params, request.signal);
      if (reading !== request) return;
      if (answer.ok) readOnBehind(answer.value);
      showAnew(answer);
    },
    grow(records) {
      recordsRead ??= records;
      if (records === recordsRead || growing !== undefined) return;
      readOn(records);
    },
    item: (item) => pages.get(Math.floor(item / pageSize))?.[item % pageSize],
    isThere(first, last) {
      if (failure !== undefined) return true;
      const end = Math.min(last, (store.getState().state?.items ?? 0) - 1);
      for (let page = Math.floor(Math.max(0, first) / pageSize); page <= Math.floor(end / pageSize); page += 1) {
        if (!pages.has(page)) return false;
      }
      return true;
    },
    want(first, last) {
      wanted = { first: Math.max(0, first), last };
      askForWanted();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    failure: () => failure,
    async itemOf(record) {
      const answer = await engine.request("itemOf", { transcript, record });
      return answer.ok ? answer.value.item : undefined;
    },
    async itemsOf(record) {
      const found = await engine.request("itemOf", { transcript, record });
      if (!found.ok) return found;
      const { item: from, holds } = found.value;
      if (from === undefined || !holds) return succeed([]);
      const answer = await engine.request("items", { transcript, from, count: mostOfRecord });
      if (!answer.ok) return answer;
      const others = answer.value.items.findIndex((item, at) => at > 0 && !item.records.includes(recordNumber(record)));
      return succeed(answer.value.items.slice(0, others === -1 ? undefined : others));
    },
    async step(from, direction, to, filter) {
      const asked = filter === undefined ? {} : { filter };
      const answer = await engine.request("step", { transcript, from, direction, to, ...asked });
      return answer.ok ? { ok: true, value: answer.value.item } : answer;
    },
    outline: (from) => engine.request("outline", { transcript, from, count: maxOutlineEntries }),
    image: ({ record, at }) => engine.request("image", { transcript, record, at }),
    slice({ record, at, spoken }, from, jsonBytes) {
      if (jsonBytes === undefined)
        return engine.request("stringText", { transcript, record, at, from, length: sliceBytes, spoken });
      // The record goes on behind the value.
      const begin = from === 0 ? at : from;
      const length = Math.max(0, Math.min(sliceBytes, at + jsonBytes - begin));
      return engine.request("text", { transcript, record, from: begin, length });
    },
    async fetch(from, count) {
      const answer = await engine.request("items", { transcript, from, count });
      return answer.ok ? { ok: true, value: answer.value.items } : answer;
    },
    close() {
      reading?.abort();
      reading = undefined;
      clearTimeout(growing);
      stopListening();
      forget();
      listeners.clear();
    },
  };
}

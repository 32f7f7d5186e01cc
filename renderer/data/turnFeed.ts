// The run or turn that the topmost row on screen belongs to. It is asked for when the list shows a record of another one, and
// not while it is scrolled through.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Origin, TurnAt } from "../../shared/rows.ts";
import type { PageCache } from "./pageCache.ts";
import type { OpenTranscript, TranscriptState } from "./states.ts";
import type { Target } from "./target.ts";

/** The run or turn of the topmost row. `turns` is 0 while none is known. */
export interface TopTurn extends TurnAt {
  /** False until the engine was asked. */
  readonly isKnown: boolean;
  /** Of a group: where the row is from, whose turns these are. */
  readonly origin?: Origin | undefined;
}

/** Where the engine cannot say, the turn of before stays, and is asked for again with the next rows. */
export interface TurnFeed {
  readonly store: StoreApi<TopTurn>;
  /** Other rows are on screen. */
  look(): void;
}

/** `rows` know which is the topmost on screen. */
export interface TurnFeedNeeds {
  readonly transcript: StoreApi<TranscriptState>;
  readonly rows: PageCache;
  readonly target: () => Target | undefined;
}

const restMs = 50;
/** Between two looks at a transcript that grows. */
const growthMs = 1000;
const none: TopTurn = { isKnown: false, turns: 0, turn: undefined, next: undefined };

/** Follows rows and transcript for as long as the page lives. */
export function createTurnFeed({ transcript, rows, target }: TurnFeedNeeds): TurnFeed {
  const store = createStore<TopTurn>(() => none);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  /** What is known may not be all: records have come. */
  let isOutdated = true;

  function soon(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void ask();
    }, ms);
  }

  async function ask(): Promise<void> {
    const to = target();
    const row = rows.row(rows.shown.first);
    // Its page is on the way, and says so when it is here.
    if (to === undefined || row === undefined) return;
    const { record, origin } = row;
    const known = store.getState();
    if (!isOutdated && origin?.number === known.origin?.number && isIn(known, record)) return;
    running?.abort();
    const request = new AbortController();
    running = request;
    isOutdated = false;
    const answer = await to.engine.request("turnAt", { transcript: to.transcript, record }, request.signal);
    if (running !== request) return;
    running = undefined;
    if (answer.ok) store.setState({ ...answer.value, isKnown: true, origin }, true);
    else isOutdated = true;
  }

  function forget(): void {
    running?.abort();
    running = undefined;
    isOutdated = true;
    store.setState(none, true);
    soon(restMs);
  }

  rows.subscribe(() => soon(restMs));
  transcript.subscribe((state, before) => {
    if (state.phase !== "open" || before.phase !== "open") return state.phase === before.phase ? undefined : forget();
    if (state.id !== before.id || state.format !== before.format) forget();
    else if (hasEnded(state, before) || state.progress.records !== before.progress.records) {
      isOutdated = true;
      // The count at the end of an opening does not wait: it is shown as the final one.
      if (hasEnded(state, before)) look();
      else soon(growthMs);
    }
  });
  return { store, look };

  function look(): void {
    clearTimeout(timer);
    timer = undefined;
    soon(restMs);
  }
}

/** True when all has been indexed since `before`. */
function hasEnded(state: OpenTranscript, before: OpenTranscript): boolean {
  return before.progress.state.phase === "indexing" && state.progress.state.phase !== "indexing";
}

function isIn({ turns, turn, next, origin }: TopTurn, record: number): boolean {
  const from = turn?.begins.record ?? 0;
  return (turns > 0 || origin !== undefined) && record >= from && (next === undefined || record < next);
}

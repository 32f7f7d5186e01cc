// From the filter text to the rows on screen. The text may be edited at any time; the newest one that can be read is
// asked of the engine, an older question is cancelled. The list keeps showing the older view until the first rows of the
// new one are here, and the selected record (or else the topmost one on screen) stays where it was.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { RunForm } from "../../shared/desktop.ts";
import type { ViewState } from "../../shared/engineContract.ts";
import type { Failure } from "../../shared/failure.ts";
import { parseFilter } from "../../shared/filter/filter.ts";
import { fail } from "../../shared/result.ts";
import type { RowPage } from "../../shared/rows.ts";
import type { FilterHistory } from "./filterHistory.ts";
import { changed, redone, refused, settled, startHistory, undone } from "./filterHistory.ts";
import type { CachedView, PageCache } from "./pageCache.ts";
import { rowsPerPage } from "./pageCache.ts";
import type { Selecting } from "./selecting.ts";
import type { ShownView, ViewModel } from "./states.ts";
import { noView } from "./states.ts";
import type { Found, FoundOrHidden, Target } from "./target.ts";
import { findOrHidden, findRecord, pagesAround } from "./target.ts";

/** What comes of it is in the store; a failure of the engine stands there, and the rows of before stay. */
export interface Viewing {
  readonly store: StoreApi<ViewModel>;
  /**
   * A text that was typed is asked for after a short pause, one that ends in half a word after a longer one, and one
   * that was completed or chosen at once. For undo, what completes a word is typed with it.
   */
  setText(text: string, by: "typing" | "half-word" | "completion" | "choice"): void;
  /** One step of `filterHistory.ts` back, asked for at once; nothing where there is none. */
  undo(): void;
  redo(): void;
  /** Asks for the text in the field, now, unless it is shown already. What is typed next is another step for undo. */
  apply(): void;
  /** Selects the first row of the text in the field as soon as it is here, unless the selected record is among the rows. */
  goToFirst(): void;
  /** Asks for it anew, though it was answered: when the answer broke off, or the transcript is read otherwise now. At its end the list stays there. */
  askAgain(): void;
  /** Starts over with another transcript. */
  restart(text: string, runs?: RunForm): void;
  /** Shows runs of small records as one row each, or record by record. */
  setRuns(runs: RunForm): void;
  /** Opens or closes the run that a record stands in. */
  setRunOpen(record: number, isOpen: boolean): Promise<void>;
  /**
   * The row of a record, or of the next one that passes; undefined while no view is shown, or when the engine cannot
   * say.
   */
  locate(record: number): Promise<Found | undefined>;
  /** The row of a record, behind opening the run it is folded into; or where it would be, and itself. */
  reveal(record: number): Promise<FoundOrHidden | undefined>;
  /** Counts from the engine. */
  update(state: ViewState | undefined): void;
}

/** `selecting` is given as a function, since both need each other. `now`: the time, in ms since 1970. */
export interface ViewingParts {
  readonly target: () => Target | undefined;
  readonly cache: PageCache;
  readonly selecting: () => Selecting;
  readonly now: () => number;
}

/** How long the old view stays for the sake of the new one's first rows. */
const patienceMs = 150;
/** The same while none is found yet: longer than the engine takes to say what it has found. */
const searchPatienceMs = 350;
const pauseMs = { typing: 120, "half-word": 900, completion: 0, choice: 0 } as const;

/** Begins without a transcript: `restart` is called once there is one. */
export function createViewing({ target, cache, selecting, now }: ViewingParts): Viewing {
  const store = createStore<ViewModel>(() => noView);
  let running: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The engine may count a view on before the page has seen the answer to its query. */
  let newest: ViewState | undefined;
  let onNewest: () => void = () => undefined;
  /** The text of which the first row is to be selected. */
  let wanted: string | undefined;
  let epoch = 0;
  /** The view that came last is to be shown from its end, and the list has not drawn it yet, if it has drawn nothing. */
  let isPutAtEnd = false;

  function change(history: FilterHistory, pause: number): void {
    clearTimeout(timer);
    wanted = undefined;
    const parsed = parseFilter(history.present);
    store.setState({ history, problem: parsed.ok ? undefined : parsed.failure });
    if (!parsed.ok) stopRunning();
    else if (pause === 0) void query();
    else timer = setTimeout(() => void query(), pause);
  }

  function stopRunning(): void {
    running?.abort();
    running = undefined;
    store.setState({ querying: false });
  }

  async function query(keepsEnd = false): Promise<void> {
    const endFrom = keepsEnd ? firstAtEnd() : undefined;
    clearTimeout(timer);
    stopRunning();
    const { history, shown, problem, runs, openRuns } = store.getState();
    const to = target();
    if (to === undefined || problem !== undefined) return;
    const request = new AbortController();
    const { signal } = request;
    running = request;
    store.setState({ querying: true, failure: undefined });
    const filter = history.present;
    // Nothing has to stay where it is: the list will begin at its first row.
    const rows =
      anchorOf(shown) === undefined && selecting().store.getState().row === undefined ? rowsPerPage : undefined;
    const fold = runs === "folded" ? { fold: { open: openRuns } } : {};
    const params = { transcript: to.transcript, filter, ...fold, ...(rows === undefined ? {} : { rows }) };
    const answer = await to.engine.request("query", params, signal);
    if (running !== request) return;
    if (!answer.ok) return isRefused(answer.failure);

    const { first, ...opened } = answer.value;
    const state = await firstFound(opened);
    if (running !== request) return;
    await show(to, { filter, state, first, endFrom }, request);
  }

  /** The first row on screen, where the end of the list is, too. */
  function firstAtEnd(): number | undefined {
    const { first, last } = cache.shown;
    return (last < 0 ? isPutAtEnd : cache.isEndShown) ? first : undefined;
  }

  /** Shows the rows of a view that is here; the selected record, or the topmost one on screen, stays where it is. */
  async function show(
    to: Target,
    {
      filter,
      state,
      first,
      endFrom,
    }: {
      readonly filter: string;
      readonly state: ViewState;
      readonly first?: RowPage | undefined;
      /** The list stays at its end, unless somebody has scrolled up from this row meanwhile. */
      readonly endFrom?: number | undefined;
    },
    request: AbortController,
  ): Promise<void> {
    const { signal } = request;
    const { shown } = store.getState();
    const anchor = anchorOf(shown);
    const found = anchor === undefined ? undefined : await findRecord(to, state, anchor.record, signal);
    const selected = selecting().store.getState().row;
    const placed = selected === undefined ? undefined : await findRecord(to, state, selected.record, signal);
    const pages =
      first !== undefined && found === undefined
        ? [first]
        : await soon(pagesAround(to, state, found?.row ?? 0, rowsPerPage, signal));
    if (running !== request) return;

    running = undefined;
    epoch += 1;
    isPutAtEnd = endFrom !== undefined && cache.shown.first >= endFrom;
    // First the cursor, then the rows: a cursor of the old view would find another record among the new ones.
    if (selected === undefined || (placed === undefined && state.rows > 0)) selecting().clear();
    else selecting().place(placed?.row, placed?.exact);
    cache.replace(cachedView(to, state), pages);
    store.setState({
      querying: false,
      shown: {
        filter,
        state,
        epoch,
        anchor: anchor === undefined || found === undefined ? undefined : { from: anchor.row, to: found.row },
      },
    });
    update(newest);
    selectWanted();
    if (isPutAtEnd) selecting().showEnd();
  }

  function selectWanted(): void {
    const { shown } = store.getState();
    if (wanted === undefined || shown?.filter !== wanted || shown.state.rows === 0) return;
    wanted = undefined;
    const { row, cursor, follows } = selecting().store.getState();
    if (row === undefined) selecting().moveTo(0);
    else if (follows === "apart" && cursor !== undefined) selecting().moveTo(cursor);
  }

  async function setRunOpen(record: number, isOpen: boolean): Promise<void> {
    const to = target();
    const { shown, querying } = store.getState();
    if (to === undefined || shown === undefined || querying) return;
    const request = new AbortController();
    running = request;
    const params = { transcript: to.transcript, view: shown.state.view, record, open: isOpen };
    const answer = await to.engine.request("openRun", params, request.signal);
    if (running !== request) return;
    if (!answer.ok) return isRefused(answer.failure);
    const { openRuns, ...state } = answer.value;
    store.setState({ openRuns });
    await show(to, { filter: shown.filter, state }, request);
  }

  async function reveal(record: number): Promise<FoundOrHidden | undefined> {
    const found = await findAny(record);
    const { run } = found?.exact ?? {};
    if (found?.exact === undefined || run === undefined || run.open || found.exact.record === record) return found;
    await setRunOpen(record, true);
    return findAny(record);
  }

  async function findAny(record: number): Promise<FoundOrHidden | undefined> {
    const to = target();
    const { shown } = store.getState();
    return to === undefined || shown === undefined ? undefined : findOrHidden(to, shown.state, record);
  }

  async function findShown(record: number): Promise<Found | undefined> {
    const to = target();
    const { shown } = store.getState();
    return to === undefined || shown === undefined ? undefined : findRecord(to, shown.state, record);
  }

  /** The view as soon as it has rows, or it is known that it has none, or it has taken too long. */
  async function firstFound(view: ViewState): Promise<ViewState> {
    const current = (): ViewState => (newest?.view === view.view ? newest : view);
    if (isEmptySoFar(current())) {
      await new Promise<void>((resolve) => {
        onNewest = () => isEmptySoFar(current()) || resolve();
        setTimeout(resolve, searchPatienceMs);
      });
    }
    return current();
  }

  function isRefused(failure: Failure): void {
    running = undefined;
    if (failure.code === "bad-filter") {
      const { message, at, suggestion } = failure;
      const problem = suggestion === undefined ? { message, at } : { message, at, suggestion };
      store.setState({ querying: false, problem, history: refused(store.getState().history) });
    } else {
      const passing = failure.code === "cancelled" || failure.code === "engine-stopped";
      store.setState({ querying: false, failure: passing ? undefined : failure });
    }
  }

  /** The record that is to stay where it is: the selected one if it is on screen, else the topmost. */
  function anchorOf(shown: ShownView | undefined): { readonly row: number; readonly record: number } | undefined {
    if (shown === undefined || shown.state.rows === 0) return undefined;
    const { first, last } = cache.shown;
    const { cursor, row, follows } = selecting().store.getState();
    if (cursor !== undefined && row !== undefined && cursor >= first && cursor <= last) {
      if (follows === "apart" || cache.row(cursor)?.record === row.record) return { row: cursor, record: row.record };
    }
    const top = first === 0 ? undefined : cache.row(first);
    return top === undefined ? undefined : { row: first, record: top.record };
  }

  function cachedView({ engine, transcript }: Target, { view, rows }: ViewState): CachedView {
    return {
      rows,
      async fetch(from, count, signal) {
        const answer = await engine.request("rows", { transcript, view, from, count }, signal);
        // A newer query has closed this view: its rows are about to be replaced.
        return !answer.ok && running !== undefined ? fail({ code: "cancelled" }) : answer;
      },
    };
  }

  function update(state: ViewState | undefined): void {
    if (state === undefined) return;
    newest = state;
    onNewest();
    const { shown } = store.getState();
    if (shown === undefined || shown.state.view !== state.view) return;
    const old = shown.state;
    if (isSame(old, state)) return;
    store.setState({ shown: { ...shown, state } });
    cache.grow(state.rows, state.records > old.records && state.rows < state.records);
    selectWanted();
    if (state.complete && !old.complete) void placeSelected(state);
  }

  /** While a view was searched for, nobody could say where the selected record stands in it. */
  async function placeSelected(state: ViewState): Promise<void> {
    const selection = selecting().store;
    const { row, follows, cursor } = selection.getState();
    const to = target();
    if (to === undefined || row === undefined || (follows === "cursor" && cursor !== undefined)) return;
    const placed = await findRecord(to, state, row.record);
    const current = store.getState().shown?.state.view === state.view && selection.getState().row === row;
    if (placed !== undefined && current) selecting().place(placed.row, placed.exact);
  }

  return {
    store,
    update,
    setText(text, by) {
      const { history } = store.getState();
      const typedAt = by === "choice" ? undefined : now();
      change(changed(history, text, { typedAt, applied: parseFilter(text).ok }), pauseMs[by]);
    },
    undo: () => change(undone(store.getState().history), 0),
    redo: () => change(redone(store.getState().history), 0),
    apply() {
      const { history, shown, querying } = store.getState();
      store.setState({ history: settled(history) });
      if (shown?.filter !== history.present || querying) void query();
    },
    goToFirst() {
      wanted = store.getState().history.present;
      selectWanted();
    },
    askAgain: () => void query(true),
    setRuns(runs) {
      store.setState({ runs });
      void query();
    },
    setRunOpen,
    locate: findShown,
    reveal,
    restart(text, runs = store.getState().runs) {
      clearTimeout(timer);
      stopRunning();
      newest = undefined;
      wanted = undefined;
      cache.replace(undefined);
      selecting().clear();
      store.setState({ ...noView, runs, history: startHistory(text) }, true);
      void query();
    },
  };
}

function isEmptySoFar({ rows, complete, failure }: ViewState): boolean {
  return rows === 0 && !complete && failure === undefined;
}

function isSame(a: ViewState, b: ViewState): boolean {
  return (
    a.rows === b.rows &&
    a.records === b.records &&
    a.bytes === b.bytes &&
    a.complete === b.complete &&
    a.searched === b.searched &&
    a.notice === b.notice &&
    a.failure?.code === b.failure?.code
  );
}

/** The pages, if they come soon; the list asks for them again otherwise. */
function soon(pages: Promise<readonly RowPage[]>): Promise<readonly RowPage[]> {
  const late = new Promise<readonly RowPage[]>((resolve) => setTimeout(() => resolve([]), patienceMs));
  return Promise.race([pages, late]);
}

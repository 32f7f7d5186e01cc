// The page's model: which transcript is open, what of it is shown, and what the user can do. Views read the stores and
// call the actions; nothing here knows of React. One workspace per tab (tabs.ts).
//
// When the engine dies, the workspace opens the same file again with the same format, filter and selection, and says so.
// An engine that keeps dying on a file is not fed it for ever.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Desktop, GrantedFile, KeptPlace, RunForm, ShownPlace } from "../../shared/desktop.ts";
import type { EngineEvent, Opened } from "../../shared/engineContract.ts";
import type { Failure } from "../../shared/failure.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import type { BookmarkNews } from "./bookmarkNews.ts";
import type { Bookmarks } from "./bookmarks.ts";
import { createBookmarks } from "./bookmarks.ts";
import type { Connection, ConnectionState } from "./connection.ts";
import type { FacetFeed } from "./facetFeed.ts";
import { createFacetFeed } from "./facetFeed.ts";
import type { FacetMatches } from "./facetMatches.ts";
import { createFacetMatches } from "./facetMatches.ts";
import type { Going } from "./going.ts";
import { createGoing } from "./going.ts";
import type { JumpHistory } from "./jumps.ts";
import { createJumpHistory } from "./jumps.ts";
import type { LibraryFolders } from "./libraryFolders.ts";
import { PageCache } from "./pageCache.ts";
import type { RelatedFeed } from "./relatedFeed.ts";
import { createRelatedFeed } from "./relatedFeed.ts";
import type { Selecting } from "./selecting.ts";
import { createSelecting } from "./selecting.ts";
import type { Settings } from "./settings.ts";
import type { Notice, NoticeState, TranscriptState } from "./states.ts";
import { chosenReading, openTranscript } from "./states.ts";
import type { Target } from "./target.ts";
import { reportAction } from "./unexpectedErrors.ts";
import type { Viewing } from "./viewing.ts";
import { createViewing } from "./viewing.ts";
import { visibleText } from "./visibleText.ts";

export interface Workspace extends Going {
  /** One of a kind within the page. */
  readonly name: string;
  readonly desktop: Desktop;
  readonly settings: StoreApi<Settings>;
  readonly libraryFolders: LibraryFolders;
  readonly connection: Connection;
  readonly transcript: StoreApi<TranscriptState>;
  readonly viewing: Viewing;
  readonly rows: PageCache;
  readonly facets: FacetFeed;
  readonly facetMatches: FacetMatches;
  readonly selecting: Selecting;
  readonly jumps: JumpHistory;
  readonly related: RelatedFeed;
  readonly bookmarks: Bookmarks;
  readonly notices: StoreApi<NoticeState>;
  /** `found` is to be found again in it. */
  open(file: GrantedFile, found?: Memory): Promise<void>;
  close(): void;
  /** Indexes anew, read as the user chose; the rest as detected. */
  reindex(reading: WantedReading): Promise<void>;
  /** Indexes anew, as it was: for a file that has changed. */
  reload(): Promise<void>;
  /** Takes in what is written to the file, or leaves it out. A file that is opened is followed. */
  follow(on: boolean): Promise<void>;
  /** Shows runs of small records as one row each, or record by record; remembered for the file. */
  setRuns(runs: RunForm): void;
  /** What is known of the transcript now. */
  counts(): { readonly records: number };
  /** Back to where the last jump began, or forward again. */
  goBack(): void;
  goForward(): void;
  /** Takes the filter away and shows a record among the others. */
  showInContext(record: number): void;
  /** What would have to be found again if the page were loaded anew; undefined when nothing is open. */
  place(): ShownPlace | undefined;
  /** Says that another engine runs now. `isUnexpected`: the one before has ended by itself. */
  tellRestarted(reason: string, isUnexpected: boolean): void;
  /** While it is so, the transcript has to stay open. */
  setBusy(isBusy: boolean): void;
  /** Nothing is under way that would be lost if the transcript were closed and opened again. */
  isOpenAndIdle(): boolean;
  tell(notice: Notice | undefined): void;
  stop(): void;
}

export interface WorkspaceParts {
  readonly name: string;
  readonly desktop: Desktop;
  readonly settings: StoreApi<Settings>;
  readonly libraryFolders: LibraryFolders;
  readonly connection: Connection;
  readonly news: BookmarkNews;
  readonly now: () => number;
}

/** What is to be found again in a file that is opened once more. `reading`: the user's choices. */
export type Memory = Omit<ShownPlace, "file" | "kept">;

const nothingToRemember: Memory = { reading: {}, filter: "", record: undefined };

/** Where the user was in the file, unless its content is another one now. */
function keptPlace({ place }: GrantedFile, { heads }: Opened): KeptPlace | undefined {
  return place !== undefined && heads.includes(place.head) ? place : undefined;
}

/** An engine that dies this often within a minute after opening a file dies of the file. */
const mostDeaths = 3;
const deathsWithinMs = 60_000;

export function createWorkspace({
  name,
  desktop,
  settings,
  libraryFolders,
  connection,
  news,
  now,
}: WorkspaceParts): Workspace {
  const transcript = createStore<TranscriptState>(() => ({ phase: "none" }));
  const notices = createStore<NoticeState>(() => ({ notice: undefined }));
  const rows = new PageCache();
  const selecting: Selecting = createSelecting(rows, () => viewing.store.getState().shown?.state.rows ?? 0);
  const viewing = createViewing({ target, cache: rows, selecting: () => selecting, now });
  const going = createGoing({ target, transcript, viewing, selecting, tell, showInContext });
  const jumps = createJumpHistory(selecting.store);
  const related = createRelatedFeed(selecting.store, target);
  const onLost = (text: string) => tell({ tone: "warning", text });
  const bookmarks = createBookmarks({ desktop, transcript, target, news, onLost });
  const facets = createFacetFeed(target);
  const facetMatches = createFacetMatches(viewing.store, target);
  let opening: AbortController | undefined;
  /** What is to be found in the file that is being opened. */
  let sought = nothingToRemember;
  /** A record to select as soon as it has been indexed again. */
  let wanted: number | undefined;
  let deaths: readonly number[] = [];
  let follows = true;
  /** How runs are shown in this file; undefined until it is open for the first time. */
  let runs: RunForm | undefined;
  let isBusy = false;
  /** The file that is being opened has not been looked at by this page: its place is that of the last time. */
  let isFresh = false;

  function target(): Target | undefined {
    const connected = connection.state.getState();
    const open = transcript.getState();
    if (connected.phase !== "ready" || open.phase !== "open") return undefined;
    return { engine: connected.engine, transcript: open.id };
  }

  function tell(notice: Notice | undefined): void {
    notices.setState({ notice: notice === undefined ? undefined : { ...notice, text: visibleText(notice.text) } });
  }

  /** The transcript that is open now is given up. */
  function letGo(): void {
    opening?.abort();
    opening = undefined;
    wanted = undefined;
    const to = target();
    // Nobody waits for the answer: a transcript that cannot be closed is gone already.
    if (to !== undefined) void to.engine.request("close", { transcript: to.transcript });
  }

  async function openAs(file: GrantedFile, memory: Memory): Promise<void> {
    sought = memory;
    const request = new AbortController();
    opening = request;
    const engine = await connection.ready();
    if (opening !== request) return;
    const { runs: atFirst } = await desktop.appSettings();
    const answer = await engine.request("open", { file: file.id, ...memory.reading }, request.signal);
    if (opening !== request) {
      if (answer.ok) void engine.request("close", { transcript: answer.value.transcript }); // it came too late
      return;
    }
    opening = undefined;
    if (answer.ok) {
      runs ??= keptPlace(file, answer.value)?.runs ?? atFirst;
      adopt(file, answer.value, memory);
    }
    // Otherwise another engine is on its way, and the file is opened again with it.
    else if (answer.failure.code !== "engine-stopped") fails(file, answer.failure);
  }

  function adopt(file: GrantedFile, opened: Opened, memory: Memory): void {
    const place = isFresh ? keptPlace(file, opened) : undefined;
    const { filter, record } = place ?? memory;
    isFresh = false;
    transcript.setState(openTranscript(file, opened), true);
    wanted = record;
    facets.clear();
    facets.refresh(opened.progress.state.phase !== "indexing");
    if (place !== undefined) settings.setState({ look: place.look, detailTab: place.tab });
    viewing.restart(filter, runs);
    if (place !== undefined && filter !== "" && notices.getState().notice === undefined) {
      tell({ tone: "info", text: "Opened where you were, with the filter of then." });
    }
    if (!follows) void follow(false);
  }

  async function follow(on: boolean): Promise<void> {
    follows = on;
    const to = target();
    if (to !== undefined) await to.engine.request("follow", { transcript: to.transcript, on });
  }

  function fails(file: GrantedFile, failure: Failure): void {
    transcript.setState({ phase: "failed", file, failure }, true);
    viewing.restart("");
    facets.clear();
  }

  async function reindexAs(reading: WantedReading): Promise<void> {
    const open = transcript.getState();
    const to = target();
    if (open.phase !== "open" || to === undefined) return;
    const memory = remember();
    opening?.abort();
    const request = new AbortController();
    opening = request;
    const params = { transcript: to.transcript, ...reading };
    const answer = await to.engine.request("reindex", params, request.signal);
    if (opening !== request) return;
    opening = undefined;
    if (answer.ok) adopt(open.file, answer.value, memory);
    else if (answer.failure.code !== "engine-stopped") fails(open.file, answer.failure);
  }

  function remember(): Memory {
    if (transcript.getState().phase === "opening") return sought;
    const { problem, history, shown } = viewing.store.getState();
    const filter = problem === undefined ? history.present : (shown?.filter ?? "");
    const record = selecting.store.getState().row?.record ?? wanted;
    return { reading: chosenReading(transcript.getState()), filter, record };
  }

  function receive(event: EngineEvent): void {
    const open = transcript.getState();
    if (event.type === "exportProgress" || open.phase !== "open" || event.transcript !== open.id) return;
    if (event.type === "reread") {
      transcript.setState({ ...open, format: event.format, notice: event.notice }, true);
      viewing.askAgain();
      return;
    }
    if (event.type === "notice") {
      transcript.setState({ ...open, notice: event.notice }, true);
      return;
    }
    if (event.type === "conversation") return;
    transcript.setState({ ...open, progress: event.progress }, true);
    viewing.update(event.view);
    facets.refresh(event.progress.state.phase !== "indexing");
    if (wanted !== undefined) void restoreSelection(wanted, event.progress.records);
  }

  async function restoreSelection(record: number, indexed: number): Promise<void> {
    const { shown } = viewing.store.getState();
    const to = target();
    if (selecting.store.getState().cursor !== undefined) wanted = undefined; // the user has chosen something else
    if (wanted === undefined || record >= indexed || shown === undefined || to === undefined) return;
    wanted = undefined;
    const found = await viewing.reveal(record);
    if (found?.exact !== undefined && selecting.store.getState().cursor === undefined) {
      selecting.moveTo(found.row, "center");
    }
  }

  /** A new engine knows nothing: what was open is opened again. */
  function reopen(): void {
    const state = transcript.getState();
    if (state.phase !== "open" && state.phase !== "opening") return;
    deaths = [...deaths.filter((at) => now() - at < deathsWithinMs), now()];
    if (deaths.length >= mostDeaths) {
      deaths = [];
      fails(state.file, { code: "engine-stopped" });
    } else {
      void openAs(state.file, remember());
    }
  }

  const stopRestoring = viewing.store.subscribe(({ shown }, before) => {
    const open = transcript.getState();
    if (wanted === undefined || shown?.epoch === before.shown?.epoch || open.phase !== "open") return;
    void restoreSelection(wanted, open.progress.records);
  });

  let stopListening = () => {};
  const listen = (state: ConnectionState) => {
    stopListening();
    if (state.phase === "ready") stopListening = state.engine.onEvent(receive);
  };
  listen(connection.state.getState());
  const stopWatching = connection.state.subscribe((state, before) => {
    listen(state);
    if (state.phase !== "ready") return;
    // The first connection finds nothing to open again; a file that waits for it is being opened already.
    if (before.phase === "restarting") reopen();
  });

  return {
    ...going,
    name,
    desktop,
    settings,
    libraryFolders,
    connection,
    transcript,
    viewing,
    rows,
    facets,
    facetMatches,
    selecting,
    jumps,
    related,
    bookmarks,
    notices,
    tell,
    open(granted, found) {
      // For display only, and chosen by anybody.
      const file = { ...granted, name: visibleText(granted.name), folder: visibleText(granted.folder) };
      letGo();
      tell(undefined);
      jumps.clear();
      deaths = [];
      follows = true;
      if (found === undefined) runs = undefined;
      isFresh = found === undefined;
      transcript.setState({ phase: "opening", file }, true);
      viewing.restart("");
      facets.clear();
      return openAs(file, found ?? { ...nothingToRemember, reading: granted.members ?? {} });
    },
    close() {
      letGo();
      tell(undefined);
      transcript.setState({ phase: "none" }, true);
      viewing.restart("");
      facets.clear();
    },
    reindex: reindexAs,
    follow,
    reload: () => reindexAs(chosenReading(transcript.getState())),
    showInContext,
    setRuns(form) {
      runs = form;
      viewing.setRuns(form);
    },
    counts() {
      const open = transcript.getState();
      return { records: open.phase === "open" ? open.progress.records : 0 };
    },
    goBack() {
      const record = jumps.goBack();
      if (record !== undefined) void going.goToRecord(record);
    },
    goForward() {
      const record = jumps.goForward();
      if (record !== undefined) void going.goToRecord(record);
    },
    place() {
      const state = transcript.getState();
      if (state.phase !== "open" && state.phase !== "opening") return undefined;
      const { look, detailTab: tab } = settings.getState();
      const head = state.phase === "open" ? state.heads.at(-1) : undefined;
      return { file: state.file.id, ...remember(), ...(head === undefined ? {} : { kept: { head, look, tab, runs } }) };
    },
    tellRestarted(reason, isUnexpected) {
      const state = transcript.getState();
      const again = state.phase === "open" || state.phase === "opening" ? ` “${state.file.name}” is opened again.` : "";
      const text = `The engine was started again, because ${reason}.${again}`;
      tell({ tone: "warning", text, action: isUnexpected ? reportAction({ desktop, transcript, tell }) : undefined });
    },
    setBusy(busy) {
      isBusy = busy;
    },
    isOpenAndIdle() {
      const open = transcript.getState();
      return !isBusy && open.phase === "open" && open.progress.state.phase !== "indexing";
    },
    stop() {
      stopRestoring();
      stopListening();
      stopWatching();
      bookmarks.stop();
    },
  };

  function showInContext(record: number): void {
    tell(undefined);
    wanted = record;
    selecting.clear();
    viewing.setText("", "choice");
  }
}

// Which transcript is open: opening it, indexing it anew, hearing what the engine says of it, and finding again where the user
// was in it.
//
// When the engine dies, the same file is opened again with the same format, filter and selection. An engine that keeps dying
// on a file is not fed it for ever.

import type { StoreApi } from "zustand/vanilla";
import type { Desktop, GrantedFile, KeptPlace, RunForm, ShownPlace } from "../../shared/desktop.ts";
import type { EngineEvent, Opened } from "../../shared/engineContract.ts";
import type { Failure } from "../../shared/failure.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import type { Connection, ConnectionState } from "./connection.ts";
import type { ConversationPlaceStore } from "./conversationPlace.ts";
import { conversationPlaceAt } from "./conversationPlace.ts";
import type { FacetFeed } from "./facetFeed.ts";
import type { PageCache } from "./pageCache.ts";
import type { Selecting } from "./selecting.ts";
import type { Settings } from "./settings.ts";
import type { SoughtRecord } from "./soughtRecord.ts";
import type { Notice, NoticeState, TranscriptState } from "./states.ts";
import { chosenReading, openTranscript } from "./states.ts";
import type { Target } from "./target.ts";
import type { TopRow } from "./topRow.ts";
import type { Viewing } from "./viewing.ts";
import { visibleText } from "./visibleText.ts";

/**
 * What comes of it is in the store of the transcript, failures too: nothing here rejects. Opening anything gives up
 * what was being opened.
 */
export interface Opening {
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
  /** What would have to be found again if the page were loaded anew; undefined when nothing is open. */
  place(): ShownPlace | undefined;
  /** For the end of the workspace; `close` lets the transcript go before. */
  stop(): void;
}

/** What is of one transcript, and begins anew with another one; views read the same. */
export interface TranscriptParts {
  readonly desktop: Desktop;
  readonly settings: StoreApi<Settings>;
  readonly connection: Connection;
  readonly transcript: StoreApi<TranscriptState>;
  readonly viewing: Viewing;
  readonly selecting: Selecting;
  readonly topRow: TopRow;
  readonly conversationPlace: ConversationPlaceStore;
  readonly facets: FacetFeed;
  readonly notices: StoreApi<NoticeState>;
  tell(notice: Notice | undefined): void;
}

/** `now`: the time, in ms since 1970. */
export interface OpeningParts extends TranscriptParts {
  readonly target: () => Target | undefined;
  readonly soughtRecord: SoughtRecord;
  readonly rows: PageCache;
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

/** Listens to the engine from now on, until `stop`. */
export function createOpening({
  desktop,
  settings,
  connection,
  transcript,
  target,
  viewing,
  selecting,
  soughtRecord,
  rows,
  topRow,
  conversationPlace,
  facets,
  notices,
  tell,
  now,
}: OpeningParts): Opening {
  let asked: AbortController | undefined;
  /** What is to be found in the file that is being opened. */
  let memory = nothingToRemember;
  let deaths: readonly number[] = [];
  let editions = 0;
  let follows = true;
  /** How runs are shown in this file; undefined until it is open for the first time. */
  let runs: RunForm | undefined;
  /** The file that is being opened has not been looked at by this page: its place is that of the last time. */
  let isFresh = false;

  /** The transcript that is open now is given up. */
  function letGo(): void {
    asked?.abort();
    asked = undefined;
    soughtRecord.seek(undefined);
    const to = target();
    // Nobody waits for the answer: a transcript that cannot be closed is gone already.
    if (to !== undefined) void to.engine.request("close", { transcript: to.transcript });
  }

  async function openAs(file: GrantedFile, found: Memory): Promise<void> {
    memory = found;
    const request = new AbortController();
    asked = request;
    const engine = await connection.ready();
    if (asked !== request) return;
    const { runs: atFirst } = await desktop.appSettings();
    const answer = await engine.request("open", { file: file.id, ...found.reading }, request.signal);
    if (asked !== request) {
      if (answer.ok) void engine.request("close", { transcript: answer.value.transcript }); // it came too late
      return;
    }
    asked = undefined;
    if (answer.ok) {
      runs ??= keptPlace(file, answer.value)?.runs ?? atFirst;
      adopt(file, answer.value);
    }
    // Otherwise another engine is on its way, and the file is opened again with it.
    else if (answer.failure.code !== "engine-stopped") fails(file, answer.failure);
  }

  /** What is shown is what was to be found again, but for what was typed or selected while it was opened. */
  function adopt(file: GrantedFile, opened: Opened): void {
    const place = isFresh ? keptPlace(file, opened) : undefined;
    const { record, filter, top, topItem, isAtEnd } =
      place === undefined ? remember() : { ...place, isAtEnd: false, filter: typed() || place.filter };
    isFresh = false;
    editions += 1;
    transcript.setState(openTranscript(file, opened, editions), true);
    soughtRecord.seek(record, isAtEnd === true ? "end" : top);
    if (topItem !== undefined && conversationPlace.getState().place === undefined) {
      conversationPlace.setState({ place: conversationPlaceAt(topItem, record) });
    }
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
    asked?.abort();
    const request = new AbortController();
    asked = request;
    const params = { transcript: to.transcript, ...reading };
    const answer = await to.engine.request("reindex", params, request.signal);
    if (asked !== request) return;
    asked = undefined;
    if (answer.ok) adopt(open.file, answer.value);
    else if (answer.failure.code !== "engine-stopped") fails(open.file, answer.failure);
  }

  /** The filter that stands in its field, or the last one that could be read. */
  function typed(): string {
    const { problem, history, shown } = viewing.store.getState();
    return problem === undefined ? history.present : (shown?.filter ?? "");
  }

  function remember(): Memory {
    const state = transcript.getState();
    // A file that is being opened begins without a filter.
    if (state.phase === "opening") return { ...memory, filter: typed() || memory.filter };
    const record = selecting.store.getState().row?.record ?? soughtRecord.sought();
    const top = topRow.store.getState().record;
    const place = rows.isEndShown ? { top, isAtEnd: true } : top === undefined ? {} : { top };
    const talk = conversationPlace.getState().place;
    const item = talk === undefined ? {} : { topItem: talk.record };
    return { reading: chosenReading(state), filter: typed(), record, ...place, ...item };
  }

  function receive(event: EngineEvent): void {
    const open = transcript.getState();
    if (event.type === "exportProgress" || open.phase !== "open" || event.transcript !== open.id) return;
    if (event.type === "reread") {
      editions += 1;
      transcript.setState({ ...open, format: event.format, notice: event.notice, edition: editions }, true);
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
    soughtRecord.look();
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
    open(granted, found) {
      // For display only, and chosen by anybody.
      const file = { ...granted, name: visibleText(granted.name), folder: visibleText(granted.folder) };
      letGo();
      tell(undefined);
      deaths = [];
      follows = true;
      if (found === undefined) runs = undefined;
      isFresh = found === undefined;
      conversationPlace.setState({ place: undefined });
      transcript.setState({ phase: "opening", file }, true);
      viewing.restart("");
      facets.clear();
      return openAs(file, found ?? { ...nothingToRemember, reading: granted.members ?? {} });
    },
    close() {
      letGo();
      tell(undefined);
      conversationPlace.setState({ place: undefined });
      transcript.setState({ phase: "none" }, true);
      viewing.restart("");
      facets.clear();
    },
    reindex: reindexAs,
    reload: () => reindexAs(chosenReading(transcript.getState())),
    follow,
    setRuns(form) {
      runs = form;
      viewing.setRuns(form);
    },
    place() {
      const state = transcript.getState();
      if (state.phase !== "open" && state.phase !== "opening") return undefined;
      const { look, detailTab: tab } = settings.getState();
      const head = state.phase === "open" ? state.heads.at(-1) : undefined;
      return { file: state.file.id, ...remember(), ...(head === undefined ? {} : { kept: { head, look, tab, runs } }) };
    },
    stop() {
      stopListening();
      stopWatching();
    },
  };
}

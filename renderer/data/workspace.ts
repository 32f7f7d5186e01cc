// The page's model: which transcript is open, what of it is shown, and what the user can do. Views read the stores and
// call the actions; nothing here knows of React. One workspace per tab (tabs.ts).

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Desktop } from "../../shared/desktop.ts";
import type { BookmarkNews } from "./bookmarkNews.ts";
import type { Bookmarks } from "./bookmarks.ts";
import { createBookmarks } from "./bookmarks.ts";
import type { Connection } from "./connection.ts";
import { createConversationPlace } from "./conversationPlace.ts";
import type { FacetCountsFeed } from "./facetCounts.ts";
import { createFacetCounts } from "./facetCounts.ts";
import { createFacetFeed } from "./facetFeed.ts";
import type { FacetMatches } from "./facetMatches.ts";
import { createFacetMatches } from "./facetMatches.ts";
import type { Going } from "./going.ts";
import { createGoing } from "./going.ts";
import type { JumpHistory } from "./jumps.ts";
import { createJumpHistory } from "./jumps.ts";
import type { LibraryFolders } from "./libraryFolders.ts";
import type { MeasureFeed } from "./measureFeed.ts";
import { createMeasureFeed } from "./measureFeed.ts";
import type { Opening, TranscriptParts } from "./opening.ts";
import { createOpening } from "./opening.ts";
import { PageCache } from "./pageCache.ts";
import type { RelatedFeed } from "./relatedFeed.ts";
import { createRelatedFeed } from "./relatedFeed.ts";
import type { Selecting } from "./selecting.ts";
import { createSelecting } from "./selecting.ts";
import type { Settings } from "./settings.ts";
import { createSoughtRecord } from "./soughtRecord.ts";
import type { Notice, NoticeState, TranscriptState } from "./states.ts";
import type { Target } from "./target.ts";
import { createTopRow } from "./topRow.ts";
import type { TurnFeed } from "./turnFeed.ts";
import { createTurnFeed } from "./turnFeed.ts";
import { reportAction } from "./unexpectedErrors.ts";
import { createViewing } from "./viewing.ts";
import { visibleText } from "./visibleText.ts";

/** Lives as long as its tab and is ended by `stop`; transcripts come and go in it. */
export interface Workspace extends Going, Opening, TranscriptParts {
  /** One of a kind within the page. */
  readonly name: string;
  readonly libraryFolders: LibraryFolders;
  readonly rows: PageCache;
  readonly facetMatches: FacetMatches;
  readonly facetCounts: FacetCountsFeed;
  readonly jumps: JumpHistory;
  readonly related: RelatedFeed;
  readonly measures: MeasureFeed;
  readonly turns: TurnFeed;
  readonly bookmarks: Bookmarks;
  /** What is known of the transcript now. */
  counts(): { readonly records: number };
  /** Back to where the last jump began, or forward again. */
  goBack(): void;
  goForward(): void;
  /** Takes the filter away and shows a record among the others. */
  showInContext(record: number): void;
  /** Says that another engine runs now. `isUnexpected`: the one before has ended by itself. */
  tellRestarted(reason: string, isUnexpected: boolean): void;
  /** While it is so, the transcript has to stay open. */
  setBusy(isBusy: boolean): void;
  /** Nothing is under way that would be lost if the transcript were closed and opened again. */
  isOpenAndIdle(): boolean;
}

/** What all tabs share, but for `name` and `settings`. */
export interface WorkspaceParts {
  readonly name: string;
  readonly desktop: Desktop;
  readonly settings: StoreApi<Settings>;
  readonly libraryFolders: LibraryFolders;
  readonly connection: Connection;
  readonly news: BookmarkNews;
  readonly now: () => number;
}

/** Empty at first. It hears of the engine from now on, until `stop`. */
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
  const measures = createMeasureFeed({ transcript, settings, target });
  const turns = createTurnFeed({ transcript, rows, target });
  const topRow = createTopRow(rows);
  const conversationPlace = createConversationPlace();
  const onLost = (text: string) => tell({ tone: "warning", text });
  const bookmarks = createBookmarks({ desktop, transcript, target, news, onLost });
  const facets = createFacetFeed(target);
  const facetMatches = createFacetMatches(viewing.store, target);
  const facetCounts = createFacetCounts(viewing.store, target);
  const soughtRecord = createSoughtRecord({ transcript, target, viewing, selecting, rows });
  const ofTranscript: TranscriptParts = {
    ...{ desktop, settings, connection },
    ...{ transcript, viewing, selecting, topRow, conversationPlace, facets, notices, tell },
  };
  const opening = createOpening({ ...ofTranscript, target, soughtRecord, rows, now });
  viewing.store.subscribe((view, before) => {
    if (notices.getState().notice?.isOfFilter === true && view.shown?.filter !== before.shown?.filter) tell(undefined);
  });
  let isBusy = false;

  function target(): Target | undefined {
    const connected = connection.state.getState();
    const open = transcript.getState();
    if (connected.phase !== "ready" || open.phase !== "open") return undefined;
    return { engine: connected.engine, transcript: open.id };
  }

  /** A jump is one as soon as its row has come: until then the place it left is not among those to go back to. */
  async function goTo(step: () => number | undefined): Promise<void> {
    await selecting.settledRow();
    const record = step();
    if (record !== undefined) await going.goToRecord(record);
  }

  function tell(notice: Notice | undefined): void {
    notices.setState({ notice: notice === undefined ? undefined : { ...notice, text: visibleText(notice.text) } });
  }

  return {
    ...going,
    ...opening,
    ...ofTranscript,
    name,
    libraryFolders,
    rows,
    facetMatches,
    facetCounts,
    jumps,
    related,
    measures,
    turns,
    bookmarks,
    open(file, found) {
      jumps.clear();
      return opening.open(file, found);
    },
    showInContext,
    counts() {
      const open = transcript.getState();
      return { records: open.phase === "open" ? open.progress.records : 0 };
    },
    goBack: () => void goTo(jumps.goBack),
    goForward: () => void goTo(jumps.goForward),
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
      soughtRecord.stop();
      opening.stop();
      bookmarks.stop();
    },
  };

  function showInContext(record: number): void {
    tell(undefined);
    soughtRecord.seek(record);
    selecting.clear();
    viewing.setText("", "choice");
  }
}

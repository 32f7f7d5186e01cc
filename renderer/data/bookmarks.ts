// The bookmarks of the open transcript. They come from main when it was opened, and go back there with every change: at once,
// or as soon as the change before is written, so that many changes in a row write only the last ones.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import { beginningOf } from "../../shared/beginningOf.ts";
import type { Bookmark } from "../../shared/bookmarks.ts";
import { longestBookmarkKind, longestNote, mostBookmarks } from "../../shared/bookmarks.ts";
import type { Desktop, KeptFile } from "../../shared/desktop.ts";
import type { Row } from "../../shared/rows.ts";
import type { BookmarkNews } from "./bookmarkNews.ts";
import { failureSentence } from "./failureSentence.ts";
import { formatCount } from "./format.ts";
import type { TranscriptState } from "./states.ts";
import type { Target } from "./target.ts";

/** By record number, least first. */
export type BookmarkMap = ReadonlyMap<number, Bookmark>;

/** What is marked: a record by its number, and a word for what it is. */
export interface Marked {
  readonly record: number;
  readonly kind: string;
}

/** None of a group, nor while nothing is open. What is changed is in the store at once, and written behind that. */
export interface Bookmarks {
  readonly store: StoreApi<{ readonly all: BookmarkMap }>;
  /** Marks a record, or takes its mark away. Answers a sentence when it cannot. */
  toggle(marked: Marked): Promise<string | undefined>;
  remove(record: number): void;
  setNote(record: number, note: string): void;
  /** The bookmark behind a record, or before it; around the ends. */
  next(record: number, direction: 1 | -1): Bookmark | undefined;
  stop(): void;
}

/**
 * `target` may be undefined while the engine is started again: nothing can be marked then, since a mark needs its
 * citation.
 */
export interface BookmarkParts {
  readonly desktop: Pick<Desktop, "bookmarks" | "keepBookmarks">;
  readonly transcript: StoreApi<TranscriptState>;
  readonly target: () => Target | undefined;
  readonly news: BookmarkNews;
  /** What was changed could not be kept. */
  readonly onLost: (sentence: string) => void;
}

const none: BookmarkMap = new Map();

/** Follows `transcript` by itself: what is kept for a file is loaded when it is opened. */
export function createBookmarks({ desktop, transcript, target, news, onLost }: BookmarkParts): Bookmarks {
  const store = createStore<{ readonly all: BookmarkMap }>(() => ({ all: none }));
  /** Whose they are. */
  let of: KeptFile | undefined;
  let writing: Promise<void> = Promise.resolve();
  let waiting: { readonly of: KeptFile; readonly all: BookmarkMap } | undefined;

  async function load(file: KeptFile): Promise<void> {
    of = file;
    store.setState({ all: none });
    // What is being written is read only once it is there.
    await writing;
    const kept = await desktop.bookmarks(file);
    // What the user marked meanwhile is newer.
    if (of === file) store.setState(({ all }) => ({ all: inOrder([...kept, ...all.values()]) }));
  }

  /** Another tab has changed them, and keeps them. */
  const hear = (file: string, all: BookmarkMap) => {
    if (of?.file === file) store.setState({ all });
  };
  const stopHearing = news.hear(hear);

  function change(all: BookmarkMap): void {
    store.setState({ all });
    if (of === undefined) return;
    news.tell(hear, of.file, all);
    const isWriting = waiting !== undefined;
    waiting = { of, all };
    if (!isWriting) writing = writing.then(write);
  }

  async function write(): Promise<void> {
    const next = waiting;
    waiting = undefined;
    if (next === undefined) return;
    const isKept = await desktop.keepBookmarks(next.of, [...next.all.values()]).catch(() => false);
    if (!isKept) onLost("The bookmarks could not be written. They are lost when this file is closed.");
  }

  transcript.subscribe((state, before) => {
    if (state.phase !== "open") {
      of = undefined;
      if (store.getState().all.size > 0) store.setState({ all: none });
    } else if (before.phase !== "open" || before.file.id !== state.file.id || before.heads !== state.heads) {
      void load({ file: state.file.id, heads: state.heads });
    }
  });

  return {
    store,
    async toggle({ record, kind }) {
      const open = transcript.getState();
      if (open.phase === "open" && open.isGroup)
        return "Bookmarks are kept for each transcript by itself. Open that of the record first, from its menu.";
      const { all } = store.getState();
      if (all.has(record)) return void change(without(all, record));
      if (all.size >= mostBookmarks)
        return `A file can have ${formatCount(mostBookmarks)} bookmarks. Take some away first.`;
      const to = target();
      const file = of;
      if (to === undefined || file === undefined) return failureSentence({ code: "engine-stopped" });
      const cited = await to.engine.request("cite", { transcript: to.transcript, record });
      if (!cited.ok) return failureSentence(cited.failure);
      if (of !== file) return undefined;
      const { offset, length, hash } = cited.value;
      const bookmark = { record, offset, length, hash, kind: beginningOf(kind, longestBookmarkKind), note: "" };
      change(inOrder([...store.getState().all.values(), bookmark]));
      return undefined;
    },
    remove: (record) => change(without(store.getState().all, record)),
    setNote(record, note) {
      const { all } = store.getState();
      const found = all.get(record);
      const cut = beginningOf(note, longestNote);
      if (found !== undefined && found.note !== cut) change(new Map(all).set(record, { ...found, note: cut }));
    },
    next(record, direction) {
      const ordered = [...store.getState().all.values()];
      return direction === 1
        ? (ordered.find((one) => one.record > record) ?? ordered[0])
        : (ordered.findLast((one) => one.record < record) ?? ordered.at(-1));
    },
    stop: stopHearing,
  };
}

function inOrder(bookmarks: readonly Bookmark[]): BookmarkMap {
  const all = new Map(bookmarks.map((bookmark) => [bookmark.record, bookmark]));
  return new Map([...all].sort(([a], [b]) => a - b));
}

function without(all: BookmarkMap, record: number): BookmarkMap {
  const others = new Map(all);
  others.delete(record);
  return others;
}

/** False where other bytes stand now: the mark is of what stood there. */
export function isBookmarkOf(bookmark: Bookmark | undefined, row: Row): boolean {
  return bookmark !== undefined && bookmark.offset === row.offset && bookmark.length === row.length;
}

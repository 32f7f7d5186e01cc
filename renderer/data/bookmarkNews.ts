// A file may be open in two tabs. What is marked in one is marked in the other at once, so that neither writes over what the
// other has kept.

import type { BookmarkMap } from "./bookmarks.ts";

type Listener = (file: string, all: BookmarkMap) => void;

/** One for all tabs; within the page, so that nothing of it goes through main. */
export interface BookmarkNews {
  /** `from` does not hear of it. */
  tell(from: Listener, file: string, all: BookmarkMap): void;
  /** Returns how to stop. */
  hear(listener: Listener): () => void;
}

/** Listeners are called at once, before `tell` returns. */
export function createBookmarkNews(): BookmarkNews {
  const listeners = new Set<Listener>();
  return {
    tell(from, file, all) {
      for (const listener of listeners) if (listener !== from) listener(file, all);
    },
    hear(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

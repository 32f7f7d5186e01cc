// A file may be open in two tabs. What is marked in one is marked in the other at once, so that neither writes over what the
// other has kept.

import type { BookmarkMap } from "./bookmarks.ts";

type Listener = (file: string, all: BookmarkMap) => void;

export interface BookmarkNews {
  /** `from` does not hear of it. */
  tell(from: Listener, file: string, all: BookmarkMap): void;
  /** Returns how to stop. */
  hear(listener: Listener): () => void;
}

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

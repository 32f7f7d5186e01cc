// The folders that the user added to the library, for all who show them.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Desktop, LibraryFolder } from "../../shared/desktop.ts";

/** None until `load` was called for the first time. */
export interface LibraryFoldersState {
  readonly folders: readonly LibraryFolder[];
  /** Rises when one is added or removed: the library is another then. */
  readonly changes: number;
}

/** One for all tabs. Main keeps them; what is in the store is what main said last. */
export interface LibraryFolders {
  readonly store: StoreApi<LibraryFoldersState>;
  /** Looks which there are, and which of them are gone. */
  load(): void;
  /** Lets the user choose one. */
  add(): void;
  remove(id: string): void;
}

/** Asks main for nothing until it is told to. */
export function createLibraryFolders(desktop: Desktop): LibraryFolders {
  const store = createStore<LibraryFoldersState>(() => ({ folders: [], changes: 0 }));
  const change = async (coming: Promise<readonly LibraryFolder[]>) => {
    const folders = await coming;
    store.setState(({ changes }) => ({ folders, changes: changes + 1 }));
  };
  return {
    store,
    load: () => void desktop.libraryFolders().then((folders) => store.setState({ folders })),
    add: () => void change(desktop.addLibraryFolder()),
    remove: (id) => void change(desktop.removeLibraryFolder(id)),
  };
}

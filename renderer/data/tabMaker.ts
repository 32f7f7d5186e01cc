// Makes tabs: each with a workspace and settings of its own, and all with the bookmarks' news and the library's folders in common.

import type { StoreApi } from "zustand/vanilla";
import type { Desktop } from "../../shared/desktop.ts";
import { createBookmarkNews } from "./bookmarkNews.ts";
import type { Connection } from "./connection.ts";
import { createLibraryFolders } from "./libraryFolders.ts";
import type { Settings } from "./settings.ts";
import { settingsOfTab } from "./tabSettings.ts";
import type { Tab } from "./tabs.ts";
import { createWorkspace } from "./workspace.ts";

/** `settings` are the window's, from which each tab has its own. `now`: the time, in ms since 1970. */
export interface TabMakerParts {
  readonly desktop: Desktop;
  readonly settings: StoreApi<Settings>;
  readonly connection: Connection;
  readonly now: () => number;
  /** Called whenever what a tab shows has changed. */
  readonly onChange: () => void;
}

/** Holds no tabs: which there are is the caller's. */
export interface TabMaker {
  /** An empty tab. */
  make(): Tab;
  /** Frees what a tab holds, which is not shown any more. */
  end(tab: Tab): void;
}

/** Ids count from 1 and are never used again. */
export function createTabMaker({ desktop, settings, connection, now, onChange }: TabMakerParts): TabMaker {
  const news = createBookmarkNews();
  const libraryFolders = createLibraryFolders(desktop);
  const stopSettings = new Map<number, () => void>();
  let lastId = 0;
  return {
    make() {
      lastId += 1;
      const own = settingsOfTab(settings);
      stopSettings.set(lastId, own.stop);
      const workspace = createWorkspace({
        name: `tab-${lastId}`,
        desktop,
        settings: own.store,
        libraryFolders,
        connection,
        news,
        now,
      });
      const { transcript, viewing, selecting, topRow, conversationPlace } = workspace;
      for (const part of [transcript, viewing.store, selecting.store, topRow.store, conversationPlace, own.store])
        part.subscribe(onChange);
      return { id: lastId, workspace, waiting: undefined };
    },
    end({ id, workspace }) {
      workspace.close();
      workspace.stop();
      stopSettings.get(id)?.();
      stopSettings.delete(id);
    },
  };
}

// The folders that the user added to the library: paths in the settings, granted to the engine for listing, and names and ids
// for the page.

import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import type { LibraryFolder } from "../../shared/desktop.ts";
import { mostLibraryFolders } from "../../shared/desktop.ts";
import type { EngineHost } from "./engineHost.ts";
import type { Grants } from "./grants.ts";
import type { SettingsFile } from "./settings.ts";
import { shownFolder } from "./shownFolder.ts";

export interface LibraryFolders {
  list(): Promise<readonly LibraryFolder[]>;
  /** One that is there already is not added again, nor one too many. */
  add(folder: string): Promise<void>;
  /** An id that names none is passed over. */
  remove(id: string): Promise<void>;
}

export interface LibraryFoldersParts {
  readonly settings: SettingsFile;
  readonly grants: Grants;
  readonly engine: Pick<EngineHost, "grant" | "revoke">;
}

/** A new engine is told all grants, so these have to be there before it starts. */
export function grantLibraryFolders(settings: SettingsFile, grants: Grants): void {
  for (const folder of settings.current().libraryFolders) grants.grant(folder, "list");
}

export function openLibraryFolders({ settings, grants, engine }: LibraryFoldersParts): LibraryFolders {
  const known = () => settings.current().libraryFolders;
  return {
    list: () => Promise.all(known().map((folder) => shown(grants.grant(folder, "list").id, folder))),
    async add(folder) {
      if (known().includes(folder) || known().length >= mostLibraryFolders) return;
      settings.change({ libraryFolders: [...known(), folder] });
      await engine.grant(grants.grant(folder, "list"));
    },
    async remove(id) {
      const grant = grants.find(id, "list");
      if (grant === undefined) return;
      settings.change({ libraryFolders: known().filter((folder) => folder !== grant.path) });
      grants.revoke(id);
      await engine.revoke(id);
    },
  };
}

async function shown(id: string, folder: string): Promise<LibraryFolder> {
  const found = await stat(folder).catch(() => undefined);
  return {
    id,
    // The root of a drive has no name.
    name: path.basename(folder) || folder,
    folder: shownFolder(path.dirname(folder), homedir(), process.platform),
    missing: found?.isDirectory() !== true,
  };
}

// What the app remembers of itself: the theme, where the window stood, how much of the disk kept indexes may take,
// whether it looks for updates, what was added to the library.

import { z } from "zod";
import type { RunForm, ThemeChoice } from "../../shared/desktop.ts";
import { indexLimits, mostLibraryFolders, runForms } from "../../shared/desktop.ts";
import { openJsonFile } from "./jsonFile.ts";
import type { SavedWindow } from "./windowPlace.ts";

export interface Settings {
  readonly theme: ThemeChoice;
  readonly window: SavedWindow | undefined;
  /** Bytes that kept indexes may take. */
  readonly indexLimit: number;
  /** Look for a newer version at each start, where an address is named for it. */
  readonly looksForUpdates: boolean;
  /** What was open when the app ended is opened when it starts. */
  readonly reopen: boolean;
  /** How runs of small records are shown of a file that is opened for the first time. */
  readonly runs: RunForm;
  /** Folders that the user has added to the library, by their paths. */
  readonly libraryFolders: readonly string[];
}

const defaultIndexLimit = indexLimits[2];

/** Those of a new user. */
const atFirst: Settings = {
  theme: "system",
  window: undefined,
  indexLimit: defaultIndexLimit,
  looksForUpdates: false,
  reopen: true,
  runs: "folded",
  libraryFolders: [],
};

/** Another version may know other members, which stay in the file, and other values, in whose place stand those of a new user. */
const settingsSchema: z.ZodType<Settings> = z.looseObject({
  theme: z.enum(["system", "light", "dark"]).catch(atFirst.theme),
  window: z
    .object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
    .optional()
    .catch(undefined)
    .transform((window) => window),
  indexLimit: z.int().nonnegative().catch(atFirst.indexLimit),
  looksForUpdates: z.boolean().catch(atFirst.looksForUpdates),
  reopen: z.boolean().catch(atFirst.reopen),
  runs: z.enum(runForms).catch(atFirst.runs),
  libraryFolders: z.array(z.string().min(1)).max(mostLibraryFolders).catch([]),
});

export interface SettingsFile {
  current(): Settings;
  change(part: Partial<Settings>): void;
}

export function openSettings(file: string): SettingsFile {
  const settings = openJsonFile<Settings>(file, settingsSchema, atFirst);
  return {
    current: settings.current,
    change: (part) => settings.replace({ ...settings.current(), ...part }),
  };
}

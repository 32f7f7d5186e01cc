// What the app remembers of itself: the theme, where the window stood, how much of the disk kept indexes may take,
// whether it looks for updates, what was added to the library.

import { z } from "zod";
import type { RunForm, ThemeChoice } from "../../shared/desktop.ts";
import { indexLimits, mostLibraryFolders, runForms } from "../../shared/desktop.ts";
import { printText } from "../../shared/printText.ts";
import { openJsonFile } from "./jsonFile.ts";
import { warn } from "./ownWarnings.ts";
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

const members = {
  theme: z.enum(["system", "light", "dark"]),
  window: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() }),
  indexLimit: z.int().nonnegative(),
  looksForUpdates: z.boolean(),
  reopen: z.boolean(),
  runs: z.enum(runForms),
  libraryFolders: z.array(z.string().min(1)).max(mostLibraryFolders),
};

/** In place of what is missing, or not known here, stand those of a new user. */
const settingsSchema: z.ZodType<Settings> = z.object({
  theme: members.theme.catch(atFirst.theme),
  window: members.window
    .optional()
    .catch(undefined)
    .transform((window) => window),
  indexLimit: members.indexLimit.catch(atFirst.indexLimit),
  looksForUpdates: members.looksForUpdates.catch(atFirst.looksForUpdates),
  reopen: members.reopen.catch(atFirst.reopen),
  runs: members.runs.catch(atFirst.runs),
  libraryFolders: members.libraryFolders.catch([]),
});

/** Another version may know other members and other values. Both stay in the file, until they are changed here. */
const storedSchema = z.record(z.string(), z.unknown());

export interface SettingsFile {
  current(): Settings;
  change(part: Partial<Settings>): void;
}

export function openSettings(file: string): SettingsFile {
  const stored = openJsonFile(file, storedSchema, {});
  const unknown = unknownMembers(stored.current());
  if (unknown.length > 0) {
    const names = unknown.map((name) => `“${name}”`).join(", ");
    warn(`“${printText(file)}” says of ${names} what this version does not know. It stays as it is, and is not used.`);
  }
  let current = settingsSchema.parse(stored.current());
  return {
    current: () => current,
    change(part) {
      current = { ...current, ...part };
      stored.replace({ ...stored.current(), ...part });
    },
  };
}

/** Whose values would be those of another version, or nonsense. */
function unknownMembers(stored: Readonly<Record<string, unknown>>): readonly string[] {
  const { error } = z.object(members).partial().safeParse(stored);
  return [...new Set((error?.issues ?? []).map(({ path: [name] }) => String(name)))];
}

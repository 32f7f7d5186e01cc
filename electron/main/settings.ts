// What the app remembers of itself: the theme and where the window stood.

import { z } from "zod";
import type { ThemeChoice } from "../../shared/desktop.ts";
import { readJsonFile, writeJsonFile } from "./jsonFile.ts";
import type { SavedWindow } from "./windowPlace.ts";

export interface Settings {
  readonly theme: ThemeChoice;
  readonly window: SavedWindow | undefined;
}

const settingsSchema: z.ZodType<Settings> = z.object({
  theme: z.enum(["system", "light", "dark"]),
  window: z
    .object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
    .optional()
    .transform((window) => window),
});

export interface SettingsFile {
  current(): Settings;
  change(part: Partial<Settings>): void;
}

export function openSettings(file: string): SettingsFile {
  let settings: Settings = readJsonFile(file, settingsSchema) ?? { theme: "system", window: undefined };
  return {
    current: () => settings,
    change(part) {
      settings = { ...settings, ...part };
      writeJsonFile(file, settings);
    },
  };
}

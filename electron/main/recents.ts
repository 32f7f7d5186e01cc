// The recently opened files: a short list, newest first, in one file of the user data folder.

import { z } from "zod";
import { openJsonFile } from "./jsonFile.ts";

const maxRecents = 20;

export interface Recent {
  readonly path: string;
  readonly bytes: number;
  /** In ms since 1970. */
  readonly openedAt: number;
}

const recentsSchema: z.ZodType<readonly Recent[]> = z
  .array(
    z.object({
      path: z.string().min(1),
      bytes: z.number().int().nonnegative(),
      openedAt: z.number().nonnegative(),
    }),
  )
  .transform((recents) => recents.slice(0, maxRecents));

/** With `opened` in front, and only once. */
export function addRecent(recents: readonly Recent[], opened: Recent): readonly Recent[] {
  return [opened, ...recents.filter(({ path }) => path !== opened.path)].slice(0, maxRecents);
}

export interface RecentsFile {
  list(): readonly Recent[];
  add(opened: Recent): void;
  remove(path: string): void;
  forget(): void;
}

export function openRecents(file: string): RecentsFile {
  const recents = openJsonFile(file, recentsSchema, []);
  return {
    list: recents.current,
    add: (opened) => recents.replace(addRecent(recents.current(), opened)),
    remove: (path) => recents.replace(recents.current().filter((one) => one.path !== path)),
    forget: () => recents.replace([]),
  };
}

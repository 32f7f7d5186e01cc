// The sessions of this machine, as the page lists them.

import type { FormatName } from "./transcript.ts";

/** Sessions that are listed together. */
export const librarySessions = 50;
/** Characters that are looked for. */
export const longestFind = 200;

/** A session file that was found on this machine, as far as its beginning and end tell. */
export interface LibrarySession {
  /** By which main gives the file, when the user wants it. */
  readonly id: string;
  readonly name: string;
  readonly format: FormatName;
  /** What it is called, else the beginning of its first prompt. */
  readonly title: string | undefined;
  /** The folder that it worked in, else the one that it lies in; for display only. */
  readonly project: string;
  /** When it was written last, in ms since 1970. */
  readonly modified: number;
  readonly bytes: number;
  readonly prompts: number;
  /** False: at least so many. */
  readonly arePromptsExact: boolean;
  readonly lastError: string | undefined;
}

/** At most `librarySessions`, of those that are known when it is asked for. */
export interface LibraryPage {
  /** Written last first. */
  readonly sessions: readonly LibrarySession[];
  /** Goes on behind them; undefined: these were the last. */
  readonly next: string | undefined;
  /** A sentence about what could not be looked through. */
  readonly problem: string | undefined;
}

// How much the folder of kept indexes may hold.

import path from "node:path";
import { cacheFolder } from "../environment/cacheFolder.ts";
import { wholeNumberSetting } from "../environment/wholeNumberSetting.ts";
import { evict } from "./keptFiles.ts";

const defaultLimit = 4 * 1024 ** 3;

let chosenLimit: number | undefined;

/** The most bytes the folder may hold: `SEEKLINE_CACHE_LIMIT`, else what the user chose, else 4 GiB. */
export function cacheLimit(): number {
  return wholeNumberSetting("SEEKLINE_CACHE_LIMIT", 0, Number.MAX_SAFE_INTEGER) ?? chosenLimit ?? defaultLimit;
}

/** Makes room behind a file that was kept; it goes last of all. */
export function makeRoomFor(name: string): void {
  evict(path.dirname(name), cacheLimit(), name);
}

/** From now on at most so many bytes are kept; what is too much goes at once. */
export function limitIndexes(bytes: number): void {
  chosenLimit = bytes;
  const folder = cacheFolder();
  if (folder !== undefined) evict(folder, cacheLimit(), "");
}

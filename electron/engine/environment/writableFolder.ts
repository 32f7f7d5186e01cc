// Folders that programs and people name, and that may be missing, full, somebody else's or no folder at all. Whether a file
// can be made in one is found out by making one: permissions alone do not say it for the superuser, on a disk that is
// read-only or full, or on a file system that is made by the kernel.

import fs from "node:fs";
import path from "node:path";
import { systemWord } from "../source/fileSource.ts";
import { partName } from "./partName.ts";

/**
 * Makes a folder with those above it, for its owner only. One by one: the runtime's own recursive way never returns where
 * making a folder is answered as if the one above it were missing (/proc). Throws what the system says.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !isThere(at) && !missing.includes(at); at = path.dirname(at)) missing.push(at);
  for (const one of missing.reverse()) {
    try {
      fs.mkdirSync(one, { mode: 0o700 });
    } catch (error) {
      // Another program may have made it meanwhile; a link that leads nowhere stays one.
      if (systemWord(error) !== "EEXIST" || !isThere(one)) throw error;
    }
  }
}

function isThere(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Why no file can be made in a folder, in words; undefined when one can. */
export function whyNotWritable(folder: string): string | undefined {
  const probe = path.join(folder, partName());
  try {
    fs.closeSync(fs.openSync(probe, "wx", 0o600));
  } catch (error) {
    // So answers a folder of the system itself, such as `/proc`.
    if (systemWord(error) === "ENOENT" && fs.existsSync(folder)) return "no files can be made there";
    return wordsFor(error);
  }
  try {
    // The runtime's other way to remove a file takes ten times as long.
    fs.unlinkSync(probe);
  } catch {
    // Somebody cleans up there.
  }
  return undefined;
}

/** What the system says, for people. */
export function wordsFor(error: unknown): string {
  const word = systemWord(error);
  return plainWords.get(word) ?? word;
}

const plainWords: ReadonlyMap<string, string> = new Map([
  ["EACCES", "you may not write there"],
  ["EPERM", "you may not write there"],
  ["EROFS", "its disk is read-only"],
  ["ENOENT", "it does not exist"],
  ["ENOTDIR", "it is not a folder"],
  ["EEXIST", "it is not a folder"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["ENOSPC", "its disk is full"],
  ["EDQUOT", "its disk is full"],
  ["EIO", "its disk reports an error"],
]);

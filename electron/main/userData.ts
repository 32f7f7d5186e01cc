// Where the app keeps its own files: the folder that the user has named, else the system's. Chromium ends itself without a word
// where it cannot write, so a folder is tried before it is used, and a temporary one serves where none can be.

import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { printText } from "../../shared/printText.ts";
import { systemTakes } from "./systemPath.ts";

export interface UserData {
  readonly folder: string;
  /** Nothing in it outlives the app. */
  readonly isTemporary: boolean;
  /** Sentences about folders that cannot be used. */
  readonly warnings: readonly string[];
}

/** `named` is empty when the user has named none; `usual` is the system's, undefined where it could not be made. */
export function chooseUserData(named: string, usual: string | undefined): UserData {
  const wanted = named === "" ? undefined : path.resolve(named);
  const namedProblem = wanted === undefined ? undefined : problemOf(wanted);
  if (wanted !== undefined && namedProblem === undefined) return { folder: wanted, isTemporary: false, warnings: [] };
  const warnings =
    wanted === undefined
      ? []
      : [
          `SEEKLINE_USER_DATA names “${printText(wanted)}”, which cannot be used (${namedProblem}). The default folder is used instead.`,
        ];
  const problem = usual === undefined ? "it cannot be made" : problemOf(usual);
  if (usual !== undefined && problem === undefined) return { folder: usual, isTemporary: false, warnings };
  // A name that nobody can know before: others may write into the folder above it.
  const folder = mkdtempSync(path.join(tmpdir(), "seekline-"));
  const sentence = `Seekline cannot keep its own files in ${usual === undefined ? "your home" : `“${printText(usual)}”`} (${problem}): settings and recent files are forgotten when it ends. SEEKLINE_USER_DATA names another folder.`;
  return { folder, isTemporary: true, warnings: [...warnings, sentence] };
}

function problemOf(folder: string): string | undefined {
  return systemTakes(folder) ? whyNotUserData(folder) : "its name";
}

/** Why the app cannot keep its own files in a folder, as the system says it; undefined when it can. Makes the folder. */
export function whyNotUserData(folder: string, platform: string = process.platform): string | undefined {
  try {
    makeFolder(folder);
    // Found out by trying: permissions alone do not say it.
    const inside = mkdtempSync(path.join(folder, ".seekline-"));
    try {
      // A full disk still makes folders.
      writeFileSync(path.join(inside, "file"), "x", { flush: true });
      // Chromium says by a link that the folder is in use. Some network shares hold none.
      if (platform !== "win32") symlinkSync("nowhere", path.join(inside, "link"));
    } finally {
      removeFolder(inside);
    }
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

/** One by one: the runtime's own recursive way does not return on some special file systems. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** As far as it can be removed: what other processes still write there stays. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It is among the system's temporary files.
  }
}

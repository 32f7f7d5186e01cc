// The folder of kept indexes as a folder of files: what is in it, what goes when there is too much, what dead programs left.
// Anything may stand there under any name, and anything may vanish: what cannot be looked at or removed is left alone.

import fs from "node:fs";
import path from "node:path";
import { closeQuietly } from "../source/closeQuietly.ts";
import type { Source } from "../source/source.ts";
import { worthKeeping } from "./worthKeeping.ts";

export const keptSuffix = ".seekindex";
/** What is made of a transcript by reading all of it, once for all who ask. */
export const derivedSuffixes = {
  compacted: ".seekcompact",
  summary: ".seeksummary",
  conversation: ".seekconversation",
} as const;
export type DerivedSort = keyof typeof derivedSuffixes;

/** Whether what is made of a source is kept: of a file of its own, read whole and as it is, that is opened again under this path. */
export function isWorthKeeping({ identity, size, path: place, original, descriptor }: Source): boolean {
  return identity !== undefined && descriptor !== undefined && size >= worthKeeping && place === original;
}

export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  /** When it was last used, in ms since 1970. */
  readonly usedMs: number;
}

/** Opens a regular file; undefined when there is none. Never waits, as opening a pipe would. */
export function openKept(name: string): { readonly handle: number; readonly bytes: number } | undefined {
  let handle: number | undefined;
  try {
    handle = fs.openSync(name, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    const status = fs.fstatSync(handle);
    if (status.isFile()) return { handle, bytes: status.size };
  } catch {
    // as if it were not there
  }
  if (handle !== undefined) closeQuietly(handle);
  return undefined;
}

/** The kept files of a folder; none when it cannot be read. */
export function keptFiles(folder: string): readonly KeptFile[] {
  return entriesOf(folder).flatMap((entry) => {
    const name = path.join(folder, entry);
    const isOurs = entry.endsWith(keptSuffix) || isDerived(entry);
    const status = isOurs ? fs.lstatSync(name, { throwIfNoEntry: false }) : undefined;
    return status?.isFile() === true ? [{ name, bytes: status.size, usedMs: status.mtimeMs }] : [];
  });
}

/** Whether a name is that of a file made of a transcript, beside its index. */
export function isDerived(name: string): boolean {
  return Object.values(derivedSuffixes).some((suffix) => name.endsWith(suffix));
}

/** Says that a file was used now: its time of writing is that. */
export function touch(name: string): void {
  try {
    fs.utimesSync(name, new Date(), new Date());
  } catch {
    // It only forgets what was used last.
  }
}

/** Removes a file. False when that was refused; one that is not there is removed. */
export function removeFile(name: string): boolean {
  try {
    fs.rmSync(name, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** Removes the longest unused until `limit` bytes are kept; `spared` goes last of all. */
export function evict(folder: string, limit: number, spared: string): void {
  const all = keptFiles(folder).toSorted(
    (a, b) => Number(a.name === spared) - Number(b.name === spared) || a.usedMs - b.usedMs,
  );
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { name, bytes } of all) {
    if (total <= limit) return;
    if (removeFile(name)) total -= bytes;
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

// Files and folders that must not outlive the process that is writing them: the part of an export, of a kept index, a spool
// of standard input. A process that is killed cannot remove them, so others do: whoever exports into the same folder, and whoever starts.
//
// A name carries its writer, so that it can be judged wherever it is found. A start finds parts by the notes of where
// something was being written; those are a help and may get lost, since the folder itself is looked through by the next
// export there.

import fs from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cacheFolder.ts";
import { partName, writerOfPart } from "./partName.ts";
import { randomWord } from "./randomWord.ts";
import { spoolFolder } from "./spoolFolder.ts";
import { warn } from "./warnings.ts";
import { makeFolder } from "./writableFolder.ts";
import { heartbeatMs, stateOf } from "./writer.ts";

export interface UnfinishedFile {
  readonly path: string;
  /** To be called when it is gone or final: nobody needs to look for it any more. */
  forget(): void;
}

/** What this process has to remove when it ends by itself. */
const own = new Set<string>();
process.on("exit", () => {
  for (const file of own) removeQuietly(file);
});

/** The path of a file (or folder) to be made in `folder`; what others left there is cleared away. */
export function beginUnfinished(folder: string): UnfinishedFile {
  removeLeftIn(folder);
  const file = path.join(path.resolve(folder), partName());
  own.add(file);
  const note = isLookedThrough(path.resolve(folder)) ? undefined : writeNote(file);
  const heart = setInterval(() => touchQuietly(file), heartbeatMs).unref();
  return {
    path: file,
    forget() {
      clearInterval(heart);
      own.delete(file);
      if (note !== undefined) removeQuietly(note);
    },
  };
}

/** True for a folder that every start looks through without a note. */
function isLookedThrough(folder: string): boolean {
  return ownFolders().some((one) => path.resolve(one) === folder);
}

function ownFolders(): readonly string[] {
  return [spoolFolder(), cacheFolder()].filter((folder) => folder !== undefined);
}

/** Removes what dead processes left, as far as notes tell of it. Called once when a process starts. */
export function removeUnfinishedFiles(): void {
  for (const own of ownFolders()) removeLeftIn(own);
  const folder = notesFolder();
  if (folder === undefined || !isOwn(folder)) return;
  for (const name of listQuietly(folder)) {
    const note = path.join(folder, name);
    const file = readNote(note);
    if (file !== undefined) removeIfLeft(file);
    if (file === undefined || !isThere(file)) removeQuietly(note);
  }
}

/** Removes what dead processes left in a folder. */
export function removeLeftIn(folder: string): void {
  for (const name of listQuietly(folder)) if (writerOfPart(name) !== undefined) removeIfLeft(path.join(folder, name));
}

/** Removes a file whose writer is gone; says so of one whose writer may be. */
function removeIfLeft(file: string): void {
  const writer = writerOfPart(path.basename(file));
  const status = writer === undefined ? undefined : statQuietly(file);
  if (writer === undefined || status === undefined || own.has(file)) return;
  const state = stateOf(writer, status.mtimeMs);
  if (state === "gone") removeQuietly(file);
  if (state === "unknown") {
    warn(
      `“${path.basename(file)}” in “${path.dirname(file)}” belongs to an export that was not finished before this machine was started, or that is under way on another one. Remove it if none is; otherwise a later export there does.`,
    );
  }
}

/** Without a note the file is found only by the next export into its folder; that is no reason not to write it. */
function writeNote(file: string): string | undefined {
  const folder = notesFolder();
  if (folder === undefined) return undefined;
  const note = path.join(folder, `${randomWord()}.json`);
  try {
    makeFolder(folder);
    if (!isOwn(folder)) return undefined;
    fs.writeFileSync(note, JSON.stringify({ path: file }), { flag: "wx", mode: 0o600 });
    return note;
  } catch {
    // On a full disk an empty one may have been made.
    removeQuietly(note);
    return undefined;
  }
}

function readNote(note: string): string | undefined {
  try {
    const noted: unknown = JSON.parse(fs.readFileSync(note, "utf8"));
    if (typeof noted !== "object" || noted === null || !("path" in noted)) return undefined;
    return typeof noted.path === "string" && path.isAbsolute(noted.path) ? noted.path : undefined;
  } catch {
    return undefined;
  }
}

/** A folder for this user alone, where cleaning up after a restart does not reach, if there is such. */
function notesFolder(): string | undefined {
  const parent = cacheFolder() ?? spoolFolder();
  return parent === undefined ? undefined : path.join(parent, `unfinished-${process.getuid?.() ?? "user"}`);
}

/** Nobody else's notes are believed. */
function isOwn(folder: string): boolean {
  const status = statQuietly(folder);
  if (status === undefined) return false;
  return status.isDirectory() && (process.getuid === undefined || status.uid === process.getuid());
}

// What cannot be done is left to the next time: a disk may be away, or somebody else's.

function listQuietly(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function statQuietly(file: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file);
  } catch {
    return undefined;
  }
}

function isThere(file: string): boolean {
  return statQuietly(file) !== undefined;
}

function touchQuietly(file: string): void {
  try {
    const now = new Date();
    fs.utimesSync(file, now, now);
  } catch {
    // It is not made yet, or gone.
  }
}

function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true, recursive: true });
  } catch {
    // It stays for the next time.
  }
}

// Files and folders that must not outlive the process that is writing them: the temporary file of an export, a spool of
// standard input.
// A process that is killed cannot remove them, so each is noted in a small file of the user's own folder, and the next
// process that starts removes what dead ones left. Nothing is removed that does not carry our suffix.

import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { spoolFolder } from "../environment/spoolFolder.ts";
import { makeFolder } from "../environment/writableFolder.ts";

/** Ends the name of every file that is noted here. */
export const unfinishedSuffix = ".seekline-part";

const noteSchema = z.object({ path: z.string(), pid: z.number().int().positive(), host: z.string() });

/** Notes a file; gives the function that takes the note back once the file is gone or final. */
export function noteUnfinishedFile(file: string): () => void {
  const folder = notesFolder();
  if (folder === undefined) return () => undefined;
  const note = path.join(folder, `${process.pid}-${randomUUID()}.json`);
  try {
    fs.writeFileSync(note, JSON.stringify({ path: path.resolve(file), pid: process.pid, host: os.hostname() }), {
      flag: "wx",
      mode: 0o600,
    });
  } catch {
    // Without a note the file is only as safe as this process; that is no reason not to write it. On a full disk an empty one
    // may have been made.
    fs.rmSync(note, { force: true });
    return () => undefined;
  }
  return () => fs.rmSync(note, { force: true });
}

/** Removes the files of processes that have died. Called once when a process starts. */
export function removeUnfinishedFiles(): void {
  const folder = notesFolder();
  if (folder === undefined) return;
  for (const name of fs.readdirSync(folder)) {
    const note = path.join(folder, name);
    const unfinished = readNote(note);
    if (unfinished === "alive") continue;
    try {
      if (unfinished !== undefined) fs.rmSync(unfinished, { force: true, recursive: true });
      fs.rmSync(note, { force: true });
    } catch {
      // It is on a disk that is not there now or may not be written: the note stays for the next time.
    }
  }
}

/** The file to remove, "alive" while its process runs (or may run, on another machine), or undefined for a bad note. */
function readNote(note: string): string | "alive" | undefined {
  try {
    const { path: file, pid, host } = noteSchema.parse(JSON.parse(fs.readFileSync(note, "utf8")));
    if (host !== os.hostname() || isRunning(pid)) return "alive";
    return path.isAbsolute(file) && file.endsWith(unfinishedSuffix) ? file : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs as somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** A folder that belongs to this user alone; undefined when there is none to be had. */
function notesFolder(): string | undefined {
  const user = process.getuid?.() ?? "user";
  const spool = spoolFolder();
  if (spool === undefined) return undefined;
  const folder = path.join(spool, `seekline-unfinished-${user}`);
  try {
    makeFolder(folder);
    const status = fs.lstatSync(folder);
    const isOwn = process.getuid === undefined || status.uid === process.getuid();
    return status.isDirectory() && isOwn ? folder : undefined;
  } catch {
    return undefined;
  }
}

// The log of unexpected errors: JSON Lines, a line for each, for the user's eyes only. Nothing sends it anywhere. It is
// only a help, so what goes wrong with it is not told.

import fs from "node:fs";
import path from "node:path";
import packageFile from "../../package.json";
import type { ErrorEntry } from "../../shared/errorEntry.ts";

/** A log that is longer becomes the older one, in place of the one before. So both take twice as much at most. */
const mostBytes = 256 * 1024;
/** An error may come again and again: what a process has said so often is known. */
const mostEntries = 100;

const fileName = "errors.jsonl";
const olderName = "errors.older.jsonl";

let written = 0;

/** Adds a line. Gives the log's path; undefined when nothing could be written. */
export function logError(folder: string, entry: ErrorEntry): string | undefined {
  const file = path.join(folder, fileName);
  if (written >= mostEntries) return file;
  const line = `${JSON.stringify({ time: new Date().toISOString(), version: packageFile.version, ...entry })}\n`;
  try {
    makeFolder(path.resolve(folder));
    if (sizeOf(file) + line.length > mostBytes) fs.renameSync(file, path.join(folder, olderName));
    append(file, line);
    written += 1;
    return file;
  } catch {
    return undefined;
  }
}

/** The last lines, the newest first, as they stand there. */
export function lastErrors(folder: string, count: number): readonly string[] {
  return [fileName, olderName].flatMap((name) => linesOf(path.join(folder, name)).toReversed()).slice(0, count);
}

/** One by one: the runtime's own recursive way does not return on some special file systems. */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder, { mode: 0o700 });
}

/** In one piece, since others write there too; into a regular file, and not through a link that somebody has put there. */
function append(file: string, line: string): void {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  const handle = fs.openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    if (fs.fstatSync(handle).isFile()) fs.writeSync(handle, line);
  } finally {
    fs.closeSync(handle);
  }
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function linesOf(file: string): readonly string[] {
  const handle = openForReading(file);
  if (handle === undefined) return [];
  try {
    const bytes = Buffer.alloc(mostBytes);
    return bytes
      .toString("utf8", 0, fs.readSync(handle, bytes, 0, mostBytes, 0))
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  } finally {
    fs.closeSync(handle);
  }
}

function openForReading(file: string): number | undefined {
  try {
    return fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  } catch {
    return undefined;
  }
}

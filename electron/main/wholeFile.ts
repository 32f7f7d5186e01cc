import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a small file whole or not at all: beside its place and renamed over it. Gives the system's own word, such as ENOSPC,
 * when that cannot be done.
 */
export function writeWholeFile(file: string, text: string): string | undefined {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    makeFolder(path.dirname(file));
    writeFileSync(unfinished, text, { flush: true });
    renameSync(unfinished, file);
    return undefined;
  } catch (error) {
    removeQuietly(unfinished);
    return wordOf(error);
  }
}

/** With those above it, one by one: the runtime's own recursive way never returns on a file system such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

function wordOf(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder is no folder, or is read-only: then it was not written either.
  }
}

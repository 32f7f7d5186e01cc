// Keeps what reading a whole transcript gave, and finds it again. A transcript that was written to a moment ago, or while it was read,
// has no such file: its times do not tell yet whether it is what was read.

import fs from "node:fs";
import path from "node:path";
import { beginUnfinished } from "../environment/unfinishedFiles.ts";
import type { Archived } from "../paging/archive.ts";
import { ArchiveError } from "../paging/archive.ts";
import { closeQuietly } from "../source/closeQuietly.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { isSameIdentity, isSettled } from "../source/source.ts";
import { makeRoomFor } from "./cacheLimit.ts";
import { derivedHead, derivedName, fingerprintOf, openDerived } from "./derivedFiles.ts";
import { ReadingArchive, WritingArchive } from "./keptArchive.ts";
import type { DerivedSort } from "./keptFiles.ts";
import { isWorthKeeping, removeFile } from "./keptFiles.ts";

/** Where what is made of a source is kept, and what its first line says. */
export interface KeptPlace {
  readonly source: Source;
  readonly name: string;
  readonly head: string;
}

/**
 * To be asked before the source is read. `reading`: all that decides what is made of the same bytes; `sums`: of those bytes, where they
 * are known. Undefined: nothing is kept of it.
 */
export function keptPlace(source: Source, sort: DerivedSort, reading: unknown, sums = ""): KeptPlace | undefined {
  if (!isWorthKeeping(source) || !isAsOpened(source) || !isSettled(source.identity)) return undefined;
  try {
    const name = derivedName(source, sort, reading);
    return name === undefined
      ? undefined
      : { source, name, head: derivedHead(source, `${fingerprintOf(source)}${sums}`) };
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** True when the parts were kept and have come back. When they have not, what did is nothing. Pauses where it yields. */
export function* bringBack({ name, head }: KeptPlace, parts: Archived): Generator<undefined, boolean> {
  const kept = openDerived(name, head);
  if (kept === undefined) return false;
  try {
    const archive = new ReadingArchive(kept.handle, kept.from, kept.bytes);
    yield* parts.archive(archive);
    archive.end();
    return true;
  } catch (error) {
    if (!isForgiven(error)) throw error;
    removeFile(name);
    return false;
  } finally {
    closeQuietly(kept.handle);
  }
}

/** Keeps the parts, unless the source has changed since the place was asked for. What cannot be written is not kept. Pauses where it yields. */
export function* keep(place: KeptPlace, parts: Archived): Generator<undefined> {
  const isSound = (): boolean => isAsOpened(place.source);
  if (isSound()) yield* write(place, parts, isSound);
}

/** The same whatever becomes of the source meanwhile: the first line tells of which bytes the parts are. */
export function* keepAnyway(place: KeptPlace, parts: Archived): Generator<undefined> {
  yield* write(place, parts, () => true);
}

function* write({ name, head }: KeptPlace, parts: Archived, isSound: () => boolean): Generator<undefined> {
  const part = beginUnfinished(path.dirname(name));
  let handle: number | undefined;
  try {
    handle = fs.openSync(part.path, "wx", 0o600);
    const archive = new WritingArchive(handle);
    fs.writeFileSync(handle, head);
    yield* parts.archive(archive);
    archive.end();
    fs.closeSync(handle);
    handle = undefined;
    if (isSound()) fs.renameSync(part.path, name);
    makeRoomFor(name);
  } catch (error) {
    if (!isForgiven(error)) throw error;
  } finally {
    if (handle !== undefined) closeQuietly(handle);
    removeFile(part.path);
    part.forget();
  }
}

/** The transcript is what it was when it was opened, and no more was written to it. */
function isAsOpened(source: Source): boolean {
  return source.currentSize() === source.size && isSameIdentity(source.currentIdentity(), source.identity);
}

/** A disk may fail, and be full; then all goes on as if nothing were kept. */
function isForgiven(error: unknown): boolean {
  return (
    error instanceof ArchiveError || error instanceof SourceError || (error instanceof Error && "syscall" in error)
  );
}

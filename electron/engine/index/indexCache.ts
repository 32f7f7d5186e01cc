// Finished indexes, kept in a folder of the user's cache so that opening a transcript again costs nothing. One file per
// transcript and plan, written under a name of its own and renamed when it is whole: a crash leaves a part that nobody
// reads and the next program sweeps away, and two programs that index one transcript do not meet. All of it may be
// deleted at any time; what cannot be read or written here is only slower.

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { cacheFolder } from "../environment/cacheFolder.ts";
import { beginUnfinished, removeLeftIn } from "../environment/unfinishedFiles.ts";
import { warn } from "../environment/warnings.ts";
import scanner from "../scanner/assembly/scanner.ts?wasm";
import { blockBytes, sumOfBlock } from "../scanner/blockSums.ts";
import { errorLevels } from "../scanner/errorLevels.ts";
import type { CapturePlan } from "../scanner/indexScan.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { isSameIdentity } from "../source/source.ts";
import codec from "./assembly/codec.ts?wasm";
import { makeRoomFor } from "./cacheLimit.ts";
import { sampledBlocks, spread } from "./changeCheck.ts";
import { CheckedBlocks } from "./checkedBlocks.ts";
import { derivedPath } from "./derivedFiles.ts";
import { isDerived, isWorthKeeping, keptFiles, keptSuffix, openKept, removeFile, touch } from "./keptFiles.ts";
import type { SavedIndex } from "./savedIndex.ts";
import { readEnd } from "./savedIndex.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { segmentFile } from "./segmentFile.ts";
import type { SavedSums } from "./sumStore.ts";
import { createSumStore } from "./sumStore.ts";
import { createTemporaryFile } from "./temporaryFile.ts";

/** What the cache knows of a transcript. `changed`: it is another file now, or was rewritten. */
export type CacheAnswer =
  | { readonly state: "valid" | "grown"; readonly saved: SavedIndex; readonly file: SegmentFile }
  | { readonly state: "changed"; readonly how: "truncated" | "replaced" | "rewritten" }
  | { readonly state: "unknown" };

export interface CachedIndex {
  readonly path: string;
  readonly bytes: number;
  /** When it was last used, in ms since 1970. */
  readonly usedMs: number;
}

/** Changes with the scanner, the words it is given, the codec and with what a format wants of a record. Undefined where nothing can be kept. */
function fileFor(source: Source, plan: CapturePlan): string | undefined {
  const folder = cacheFolder();
  if (folder === undefined) return undefined;
  const programs = [scanner, codec].map((program) => [program.length, zlib.crc32(program)]);
  const key = keyOf(JSON.stringify([path.resolve(source.path), plan, errorLevels, programs]));
  return path.join(folder, `${key}${keptSuffix}`);
}

/**
 * 96 bits of two sums that have nothing in common. Whose index it is, is looked at when it is opened, so nobody gains by two of one
 * name; and to load what makes cryptographic sums takes the runtime longer than to index a few MB.
 */
function keyOf(text: string): string {
  const bytes = Buffer.from(text);
  const check = zlib.crc32(bytes).toString(16).padStart(8, "0");
  return check + sumOfBlock(bytes.subarray(0, blockBytes)).toString(16).padStart(16, "0");
}

/** Looks a transcript up; the answer's file is open and belongs to the caller. */
export function findIndex(source: Source, plan: CapturePlan): CacheAnswer {
  if (!isWorthKeeping(source)) return { state: "unknown" };
  const name = fileFor(source, plan);
  const kept = name === undefined ? undefined : openKept(name);
  if (name === undefined || kept === undefined) return { state: "unknown" };
  const file = segmentFile(kept.handle, kept.bytes);
  const { saved, state } = judged(source, file);
  if (saved === undefined || (state !== "valid" && state !== "grown")) {
    file.close();
    removeFile(name);
    return state === "unknown" || state === "valid" || state === "grown"
      ? { state: "unknown" }
      : { state: "changed", how: state };
  }
  touch(name);
  return { state, saved, file };
}

/** Closes the file where the source cannot be read. */
function judged(source: Source, file: SegmentFile) {
  try {
    const saved = soundEnd(file);
    const state = saved === undefined ? undefined : unlessDamaged(() => compare(source, saved, file));
    return { saved, state: state ?? "unknown" };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Removes what is kept of a transcript. */
export function forgetIndex(source: Source, plan: CapturePlan): void {
  const name = fileFor(source, plan);
  if (name !== undefined) removeFile(name);
}

function soundEnd(file: SegmentFile): SavedIndex | undefined {
  return unlessDamaged(() => readEnd(file));
}

/** Undefined for what is cut or damaged in a way that the checks did not foresee. */
function unlessDamaged<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceError) throw error;
    return undefined;
  }
}

/** `unknown`: it may be what it was, but the system says that it was written, and only reading all of it would tell. */
function compare(
  source: Source,
  { facts }: SavedIndex,
  file: SegmentFile,
): "valid" | "grown" | "truncated" | "replaced" | "rewritten" | "unknown" {
  const then = facts.source;
  const { identity, size } = source;
  if (size < then.size && source.currentSize() < then.size) return "truncated";
  if (identity?.device !== then.device || identity.inode !== then.inode) return "replaced";
  if (!isStillThere(source, facts.sums, file)) return "rewritten";
  if (size > then.size) return "grown";
  // It has grown since it was opened, or ends in a line that is held back: of an index that is further, the part before goes on.
  if (size < then.size) return facts.resume.state.offset <= size ? "grown" : "unknown";
  return isSameIdentity(identity, then) ? "valid" : "unknown";
}

function damagedSums(): never {
  throw new Error("the sums are damaged");
}

/** Looks at the ends of what was indexed and at blocks between them. */
function isStillThere(source: Source, saved: SavedSums, file: SegmentFile): boolean {
  const sums = createSumStore({ file, saved, again: damagedSums });
  const blocks = new CheckedBlocks(source, sums);
  for (const block of spread(Math.ceil(saved.bytes / blockBytes), sampledBlocks)) {
    if (!blocks.isSame(block)) return false;
  }
  return true;
}

/** An index that is being written. */
export interface Unfinished {
  readonly file: SegmentFile;
  /** Puts it in its place, and makes room. The file stays open. */
  keep(): void;
  /** Removes it. The file stays open. */
  drop(): void;
}

/** An empty file for an index. It begins in the cache folder, and moves on to a temporary file, which is not kept. */
export function beginIndex(source: Source, plan: CapturePlan): Unfinished {
  const part = isWorthKeeping(source) ? beginPart(source, plan) : undefined;
  let inCache = part !== undefined;
  function* first(): Generator<SegmentFile> {
    if (part === undefined) return;
    yield part.file;
    inCache = false;
    part.drop();
    warn(`The folder for kept indexes, “${part.folder}”, is full: this index is not kept.`);
  }
  const file = createTemporaryFile(first());
  return {
    file,
    keep: () => {
      if (part !== undefined && inCache) part.keep();
    },
    drop: () => part?.drop(),
  };
}

function beginPart(source: Source, plan: CapturePlan) {
  const name = fileFor(source, plan);
  if (name === undefined) return undefined;
  const part = beginUnfinished(path.dirname(name));
  try {
    const file = segmentFile(fs.openSync(part.path, "wx+", 0o600), 0);
    return {
      folder: path.dirname(name),
      file,
      keep: () => {
        keep(part.path, name);
        part.forget();
      },
      drop: () => {
        removeFile(part.path);
        part.forget();
      },
    };
  } catch {
    part.forget();
    return undefined;
  }
}

/** Whoever cleans the folder meanwhile only costs the next opening its time. */
function keep(part: string, name: string): void {
  try {
    fs.renameSync(part, name);
  } catch {
    removeFile(part);
  }
  makeRoomFor(name);
}

/** What is kept, last used first. */
export function listIndexes(): readonly CachedIndex[] {
  const folder = cacheFolder();
  if (folder === undefined) return [];
  return keptFiles(folder)
    .map(({ name, bytes, usedMs }) => ({ path: pathIn(name) ?? "(damaged)", bytes, usedMs }))
    .sort((a, b) => b.usedMs - a.usedMs);
}

/** The transcript that a kept index is of; undefined when the index is not sound. */
function pathIn(name: string): string | undefined {
  if (isDerived(name)) return derivedPath(name);
  const kept = openKept(name);
  if (kept === undefined) return undefined;
  const file = segmentFile(kept.handle, kept.bytes);
  const saved = soundEnd(file);
  file.close();
  return saved?.facts.path;
}

/** Removes all; gives the bytes that were freed. */
export function clearIndexes(): number {
  const folder = cacheFolder();
  if (folder === undefined) return 0;
  const removed = keptFiles(folder).filter(({ name }) => removeFile(name));
  removeLeftIn(folder);
  return removed.reduce((sum, { bytes }) => sum + bytes, 0);
}

// Finished indexes, kept in a folder of the user's cache so that opening a transcript again costs nothing. One file per
// transcript and plan, written under a name of its own and renamed when it is whole: a crash leaves a part that nobody
// reads and the next program sweeps away, and two programs that index one transcript do not meet. All of it may be
// deleted at any time; what cannot be read or written here is only slower.

import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import scanner from "../scanner/assembly/scanner.ts?wasm";
import type { CapturePlan } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import codec from "./assembly/codec.ts?wasm";
import { sameFingerprints } from "./fingerprint.ts";
import type { SavedIndex } from "./savedIndex.ts";
import { readEnd } from "./savedIndex.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { segmentFile } from "./segmentFile.ts";

/** Transcripts below this size are indexed faster than a cache file is worth. */
const worthKeeping = 4 * 1024 * 1024;
const defaultLimit = 4 * 1024 ** 3;
const suffix = ".seekindex";

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

/** The folder; `SEEKLINE_CACHE_DIR` moves it. */
export function cacheFolder(): string {
  const { env } = process;
  if (env.SEEKLINE_CACHE_DIR !== undefined && env.SEEKLINE_CACHE_DIR !== "") return env.SEEKLINE_CACHE_DIR;
  if (process.platform === "darwin") return path.join(os.homedir(), "Library", "Caches", "seekline", "index");
  if (process.platform === "win32") return path.join(env.LOCALAPPDATA ?? os.tmpdir(), "seekline", "index");
  return path.join(env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "seekline", "index");
}

let chosenLimit: number | undefined;

/** The most bytes the folder may hold: `SEEKLINE_CACHE_LIMIT`, else what the user chose, else 4 GiB. */
export function cacheLimit(): number {
  const limit = Number(process.env.SEEKLINE_CACHE_LIMIT);
  return Number.isFinite(limit) && process.env.SEEKLINE_CACHE_LIMIT !== undefined
    ? limit
    : (chosenLimit ?? defaultLimit);
}

/** From now on at most so many bytes are kept; what is too much goes at once. */
export function limitIndexes(bytes: number): void {
  chosenLimit = bytes;
  evict(cacheFolder(), cacheLimit(), "");
}

/** Changes with the scanner, the codec and with what a format wants of a record. */
function fileFor(source: Source, plan: CapturePlan): string {
  const key = createHash("sha256")
    .update(JSON.stringify([path.resolve(source.path), plan]))
    .update(scanner)
    .update(codec)
    .digest("hex");
  return path.join(cacheFolder(), `${key.slice(0, 40)}${suffix}`);
}

/** Looks a transcript up; the answer's file is open and belongs to the caller. */
export function findIndex(source: Source, plan: CapturePlan): CacheAnswer {
  if (source.identity === undefined || source.size < worthKeeping) return { state: "unknown" };
  const name = fileFor(source, plan);
  let handle: number;
  try {
    handle = fs.openSync(name, "r");
  } catch {
    return { state: "unknown" };
  }
  const file = segmentFile(handle, fs.fstatSync(handle).size);
  const saved = soundEnd(file);
  const state = saved === undefined ? "unknown" : compare(source, saved);
  if (saved === undefined || (state !== "valid" && state !== "grown")) {
    file.close();
    fs.rmSync(name, { force: true });
    return state === "unknown" || state === "valid" || state === "grown"
      ? { state: "unknown" }
      : { state: "changed", how: state };
  }
  touch(name);
  return { state, saved, file };
}

/** Removes what is kept of a transcript. */
export function forgetIndex(source: Source, plan: CapturePlan): void {
  fs.rmSync(fileFor(source, plan), { force: true });
}

function soundEnd(file: SegmentFile): SavedIndex | undefined {
  try {
    return readEnd(file);
  } catch {
    return undefined; // cut or damaged in a way that the checks did not foresee: no index
  }
}

function compare(source: Source, { facts }: SavedIndex): "valid" | "grown" | "truncated" | "replaced" | "rewritten" {
  const { identity, size } = source;
  const then = facts.source;
  if (size < then.size) return "truncated";
  if (identity?.device !== then.device || identity.inode !== then.inode) return "replaced";
  if (size === then.size && identity.modifiedMs !== then.modifiedMs) return "rewritten";
  if (!sameFingerprints(source, then.size, then.fingerprints)) return "rewritten";
  return size === then.size ? "valid" : "grown";
}

/** The time of writing of a cache file is when it was last used. */
function touch(name: string): void {
  try {
    fs.utimesSync(name, new Date(), new Date());
  } catch {
    // A read-only cache serves as well; it only forgets what was used last.
  }
}

/** An index that is being written. */
export interface Unfinished {
  readonly file: SegmentFile;
  /** Puts it in its place, and makes room. The file stays open. */
  keep(): void;
  /** Removes it. The file stays open. */
  drop(): void;
}

/** A new file for an index, with the first `bytes` of an older one in it; undefined when none can be kept. */
export function beginIndex(
  source: Source,
  plan: CapturePlan,
  older?: { readonly file: SegmentFile; readonly bytes: number },
): Unfinished | undefined {
  if (source.identity === undefined || source.size < worthKeeping) return undefined;
  const folder = cacheFolder();
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    sweep(folder);
    const name = fileFor(source, plan);
    const part = `${name}.${process.pid}.${randomUUID()}.part`;
    const file = segmentFile(fs.openSync(part, "wx+", 0o600), 0);
    if (older !== undefined) copyHead(older.file, older.bytes, file);
    return {
      file,
      keep: () => {
        fs.renameSync(part, name);
        evict(folder, cacheLimit(), name);
      },
      drop: () => fs.rmSync(part, { force: true }),
    };
  } catch {
    return undefined; // no cache, then: the index goes to a temporary file
  }
}

function copyHead(from: SegmentFile, bytes: number, to: SegmentFile): void {
  const step = 1024 * 1024;
  for (let at = 0; at < bytes; at += step) to.append(from.read(at, Math.min(step, bytes - at)));
}

/** Parts of programs that are no more. */
function sweep(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const owner = /\.(\d+)\.[^.]+\.part$/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) fs.rmSync(path.join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Removes the longest unused until `limit` bytes are kept; `spared` goes last of all. */
function evict(folder: string, limit: number, spared: string): void {
  const all = statAll(folder).sort(
    (a, b) => Number(a.name === spared) - Number(b.name === spared) || a.usedMs - b.usedMs,
  );
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { name, bytes } of all) {
    if (total <= limit) return;
    fs.rmSync(name, { force: true });
    total -= bytes;
  }
}

function statAll(folder: string): { readonly name: string; readonly bytes: number; readonly usedMs: number }[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).flatMap((entry) => {
    const name = path.join(folder, entry);
    const stat = entry.endsWith(suffix) ? fs.statSync(name, { throwIfNoEntry: false }) : undefined;
    return stat === undefined ? [] : [{ name, bytes: stat.size, usedMs: stat.mtimeMs }];
  });
}

/** What is kept, last used first. */
export function listIndexes(): readonly CachedIndex[] {
  return statAll(cacheFolder())
    .map(({ name, bytes, usedMs }) => {
      const file = segmentFile(fs.openSync(name, "r"), bytes);
      const saved = soundEnd(file);
      file.close();
      return { path: saved?.facts.path ?? "(damaged)", bytes, usedMs };
    })
    .sort((a, b) => b.usedMs - a.usedMs);
}

/** Removes all; gives the bytes that were freed. */
export function clearIndexes(): number {
  const folder = cacheFolder();
  const all = statAll(folder);
  for (const { name } of all) fs.rmSync(name, { force: true });
  if (fs.existsSync(folder)) sweep(folder);
  return all.reduce((sum, { bytes }) => sum + bytes, 0);
}

// What reading a whole transcript gave (a compacted log, a summary, a conversation) is kept beside its index, under the same limit,
// and is valid for the same bytes and the same build of Seekline. The first line says of what it was made.

import path from "node:path";
import { cacheFolder } from "../environment/cacheFolder.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import { closeQuietly } from "../source/closeQuietly.ts";
import { readAllAt } from "../source/readAt.ts";
import type { Source } from "../source/source.ts";
import { sampledBlocks, spread } from "./changeCheck.ts";
import build from "./derivedFiles.ts?build";
import type { DerivedSort } from "./keptFiles.ts";
import { derivedSuffixes, openKept, removeFile, touch } from "./keptFiles.ts";

/** Longer first lines are none of ours. */
const headBytes = 16 * 1024;

/** An open file; what was made begins at `from`. */
export interface DerivedFile {
  readonly handle: number;
  readonly from: number;
  readonly bytes: number;
}

/** `reading`: all that decides what is made of the same bytes. Undefined where nothing can be kept. */
export function derivedName(source: Source, sort: DerivedSort, reading: unknown): string | undefined {
  const folder = cacheFolder();
  const key = process
    .getBuiltinModule("node:crypto")
    .createHash("sha256")
    .update(JSON.stringify([path.resolve(source.original), sort, reading ?? null, build]));
  return folder === undefined
    ? undefined
    : path.join(folder, `${key.digest("hex").slice(0, 40)}${derivedSuffixes[sort]}`);
}

/**
 * Of all that is looked at when a kept index is used again: size, identity, times, and blocks spread over the file. `way`: how the
 * source shows them, where it does not show them as they are.
 */
export function fingerprintOf(source: Source, way = ""): string {
  const { identity, size } = source;
  const times = [identity?.device, identity?.inode, identity?.modifiedNs, identity?.changedNs].map(String);
  const hash = process
    .getBuiltinModule("node:crypto")
    .createHash("sha256")
    .update([size, ...times, way].join(" "));
  const room = Buffer.allocUnsafe(blockBytes);
  for (const block of spread(Math.ceil(size / blockBytes), sampledBlocks)) {
    const wanted = Math.min(blockBytes, size - block * blockBytes);
    hash.update(room.subarray(0, source.readInto(room, 0, wanted, block * blockBytes)));
  }
  return hash.digest("hex");
}

/** The first line of a kept file. */
export function derivedHead(source: Source, fingerprint: string): string {
  return `${JSON.stringify({ build, path: path.resolve(source.original), fingerprint })}\n`;
}

/** The kept file of this name, when it begins with this line; another one is removed. */
export function openDerived(name: string, head: string): DerivedFile | undefined {
  const kept = openKept(name);
  if (kept === undefined) return undefined;
  const from = Buffer.byteLength(head);
  if (readLine(kept.handle) !== head) {
    closeQuietly(kept.handle);
    removeFile(name);
    return undefined;
  }
  touch(name);
  return { handle: kept.handle, from, bytes: kept.bytes };
}

/** By what a kept file of this build knows the bytes that it was made of; undefined when there is none. */
export function fingerprintIn(name: string): string | undefined {
  return headOf(name)?.fingerprint;
}

/** The transcript that a kept file was made of; undefined when it is not sound. */
export function derivedPath(name: string): string | undefined {
  return headOf(name)?.path;
}

interface Head {
  readonly build: string;
  readonly path: string;
  readonly fingerprint: string;
}

function headOf(name: string): Head | undefined {
  const kept = openKept(name);
  if (kept === undefined) return undefined;
  try {
    const head: unknown = JSON.parse(readLine(kept.handle) ?? "");
    return isHead(head) ? head : undefined;
  } catch {
    return undefined;
  } finally {
    closeQuietly(kept.handle);
  }
}

function isHead(value: unknown): value is Head {
  if (typeof value !== "object" || value === null) return false;
  if (!("build" in value && "path" in value && "fingerprint" in value)) return false;
  return value.build === build && typeof value.path === "string" && typeof value.fingerprint === "string";
}

/** The first line, with its end; undefined where there is none or it cannot be read. */
function readLine(handle: number): string | undefined {
  const room = Buffer.alloc(headBytes);
  try {
    const bytes = room.subarray(0, readAllAt(handle, room, 0, headBytes, 0));
    const end = bytes.indexOf(0x0a) + 1;
    return end === 0 ? undefined : bytes.toString("utf8", 0, end);
  } catch {
    return undefined;
  }
}

// Where the compacted log of a transcript is kept: beside its index, under the same limit, and valid for the same bytes.
// The first line says of what it was made; the log stands behind it.

import path from "node:path";
import { cacheFolder } from "../environment/cacheFolder.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import { closeQuietly } from "../source/closeQuietly.ts";
import { readAllAt } from "../source/readAt.ts";
import type { Source } from "../source/source.ts";
import { sampledBlocks, spread } from "./changeCheck.ts";
import { compactedSuffix, openKept, removeFile, touch } from "./keptFiles.ts";

/** Raised when what is written of a transcript becomes another. */
const version = 2;
/** Longer first lines are none of ours. */
const headBytes = 16 * 1024;

/** An open file; the log begins at `from`, and its sums stand behind it. */
export interface CompactedFile {
  readonly handle: number;
  readonly from: number;
  readonly bytes: number;
}

/** Undefined where nothing can be kept. */
export function compactedName(source: Source, thread: string | undefined): string | undefined {
  const folder = cacheFolder();
  const key = process
    .getBuiltinModule("node:crypto")
    .createHash("sha256")
    .update(JSON.stringify([path.resolve(source.original), thread ?? null, version]));
  return folder === undefined ? undefined : path.join(folder, `${key.digest("hex").slice(0, 40)}${compactedSuffix}`);
}

/** Of all that is looked at when a kept index is used again: size, identity, times, and blocks spread over the file. */
export function fingerprintOf(source: Source): string {
  const { identity, size } = source;
  const times = [identity?.device, identity?.inode, identity?.modifiedNs, identity?.changedNs].map(String);
  const hash = process
    .getBuiltinModule("node:crypto")
    .createHash("sha256")
    .update([size, ...times].join(" "));
  const room = Buffer.allocUnsafe(blockBytes);
  for (const block of spread(Math.ceil(size / blockBytes), sampledBlocks)) {
    const wanted = Math.min(blockBytes, size - block * blockBytes);
    hash.update(room.subarray(0, source.readInto(room, 0, wanted, block * blockBytes)));
  }
  return hash.digest("hex");
}

/** The first line of a kept file. */
export function compactedHead(source: Source, fingerprint: string): string {
  return `${JSON.stringify({ version, path: path.resolve(source.original), fingerprint })}\n`;
}

/** The kept file of this name, when it was made of these bytes; one that was not is removed. */
export function openCompacted(name: string, fingerprint: string): CompactedFile | undefined {
  const kept = openKept(name);
  if (kept === undefined) return undefined;
  const { head, from } = readHead(kept.handle) ?? {};
  if (from === undefined || head?.fingerprint !== fingerprint) {
    closeQuietly(kept.handle);
    removeFile(name);
    return undefined;
  }
  touch(name);
  return { handle: kept.handle, from, bytes: kept.bytes };
}

/** Removes what is kept of a transcript: it goes on, or it is another one now. */
export function forgetCompacted(source: Source, thread: string | undefined): void {
  const name = compactedName(source, thread);
  if (name !== undefined) removeFile(name);
}

/** The transcript that a kept file was made of; undefined when it is not sound. */
export function compactedPath(name: string): string | undefined {
  const kept = openKept(name);
  if (kept === undefined) return undefined;
  const path = readHead(kept.handle)?.head.path;
  closeQuietly(kept.handle);
  return path;
}

interface CompactedHead {
  readonly path: string;
  readonly fingerprint: string;
}

function isHead(value: unknown): value is CompactedHead {
  if (
    typeof value !== "object" ||
    value === null ||
    !("version" in value && "path" in value && "fingerprint" in value)
  ) {
    return false;
  }
  return value.version === version && typeof value.path === "string" && typeof value.fingerprint === "string";
}

function readHead(handle: number): { readonly head: CompactedHead; readonly from: number } | undefined {
  const room = Buffer.alloc(headBytes);
  const bytes = room.subarray(0, readAllAt(handle, room, 0, headBytes, 0));
  const end = bytes.indexOf(0x0a);
  try {
    const head: unknown = end < 0 ? undefined : JSON.parse(bytes.toString("utf8", 0, end));
    return isHead(head) ? { head, from: end + 1 } : undefined;
  } catch {
    return undefined;
  }
}

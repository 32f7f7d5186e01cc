// A plain file as a source. The handle stays open, so a file that is deleted or replaced can still be read as it was
// indexed; `change` tells that its path now means something else.

import fs from "node:fs";
import path from "node:path";
import type { Failure, SourceChange } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { closeQuietly } from "./closeQuietly.ts";
import { readAllAt } from "./readAt.ts";
import type { FileIdentity, FilePlace, Source } from "./source.ts";
import { maxReadBytes } from "./source.ts";

/** A read that the system refused: a bad disk, a network share that went away. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** The system's own word for an error, for messages. */
export function systemWord(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** Opens a regular file for reading. */
export function openFile(place: string | FilePlace): Result<Source> {
  const {
    path: file,
    original,
    origin,
  }: FilePlace = typeof place === "string" ? { path: place, original: place } : place;
  const name = path.basename(original);
  let handle: number;
  try {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    handle = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  } catch (error) {
    const detail = systemWord(error);
    if (detail === "ENOENT" || detail === "ENOTDIR") return fail({ code: "not-found", name });
    return fail({ code: "not-readable", name, detail });
  }
  try {
    const opened = fs.fstatSync(handle, { bigint: true });
    if (opened.isFile()) return succeed(createSource({ path: file, original, origin }, handle, opened));
    closeQuietly(handle);
    return fail({ code: opened.isDirectory() ? "is-folder" : "not-a-file", name });
  } catch (error) {
    closeQuietly(handle);
    return fail({ code: "not-readable", name, detail: systemWord(error) });
  }
}

/** A file that another thread of this process has open. `close` does nothing. */
export function sharedFile(descriptor: number, size: number): Source {
  return {
    ...createSource({ path: "", original: "shared" }, descriptor, fs.fstatSync(descriptor, { bigint: true })),
    size,
    close: () => {},
  };
}

function createSource({ path: file, original, origin }: FilePlace, handle: number, opened: fs.BigIntStats): Source {
  const name = path.basename(original);
  let open = true;
  let size = Number(opened.size);
  return {
    name,
    path: file,
    original,
    origin,
    get size() {
      return size;
    },
    growTo: (bytes) => {
      size = bytes;
    },
    descriptor: handle,
    identity: identityOf(opened),
    readInto: (target, at, length, position) => {
      // The system may have given the handle's number to another file.
      if (!open) throw new SourceError({ code: "cancelled" });
      try {
        return readAllAt(handle, target, at, Math.min(length, maxReadBytes), position);
      } catch (error) {
        throw new SourceError({ code: "not-readable", name, detail: systemWord(error) });
      }
    },
    change: () => changeOf(file, handle, opened, size) ?? origin?.change(),
    finalChange: () => changeOf(file, handle, opened, size) ?? origin?.change(),
    currentSize: () => Number((statusOf(handle) ?? opened).size),
    currentIdentity: () => {
      const status = statusOf(handle);
      return status === undefined ? undefined : identityOf(status);
    },
    close: () => {
      if (open) closeQuietly(handle);
      open = false;
    },
  };
}

/** Of the file at a path now; undefined when there is none. */
export function identityAt(file: string): FileIdentity | undefined {
  try {
    return identityOf(fs.statSync(file, { bigint: true }));
  } catch {
    return undefined;
  }
}

/** Undefined when the disk is not there any more. */
function statusOf(handle: number): fs.BigIntStats | undefined {
  try {
    return fs.fstatSync(handle, { bigint: true });
  } catch {
    return undefined;
  }
}

function identityOf({ dev, ino, mtimeNs, ctimeNs }: fs.BigIntStats): FileIdentity {
  return { device: dev, inode: ino, modifiedNs: mtimeNs, changedNs: ctimeNs };
}

/** Undefined when the path leads nowhere any more, or where we may not look. */
function statOf(file: string): fs.BigIntStats | undefined {
  try {
    return fs.statSync(file, { throwIfNoEntry: false, bigint: true });
  } catch {
    return undefined;
  }
}

function changeOf(file: string, handle: number, opened: fs.BigIntStats, size: number): SourceChange | undefined {
  const status = statusOf(handle);
  if (status !== undefined && status.size < size) return "shrunk";
  const now = statOf(file);
  if (now === undefined || status === undefined) return "removed";
  return now.dev === opened.dev && now.ino === opened.ino ? undefined : "replaced";
}

// Reading an open file by position. The system may give fewer bytes than were asked for, and may let a signal interrupt a read, on
// network file systems above all. The runtime repeats all other calls by itself, but no read (libuv, uv__fs_work).

import fs from "node:fs";

/** More in a row is no accident. */
export const mostInterruptions = 100;

/** One read; gives how many bytes came, 0 at the end. */
export function readAt(handle: number, target: Uint8Array, at: number, length: number, position: number): number {
  for (let interruptions = 0; ; interruptions++) {
    try {
      return fs.readSync(handle, target, at, length, position);
    } catch (error) {
      if (!isInterruption(error) || interruptions === mostInterruptions) throw error;
    }
  }
}

/** Reads until there are so many bytes or no more; gives how many came. */
export function readAllAt(handle: number, target: Uint8Array, at: number, length: number, position: number): number {
  let done = 0;
  for (let read = 1; read > 0 && done < length; done += read) {
    read = readAt(handle, target, at + done, length - done, position + done);
  }
  return done;
}

/** A signal came while the system read; the same read may be tried again. */
export function isInterruption(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EINTR";
}

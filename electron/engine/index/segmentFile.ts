// Where encoded segments live: an append-only file, so that the index of a transcript of any size costs no memory.

import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export interface SegmentFile {
  /** Appends bytes; gives their place. */
  append(bytes: Uint8Array): number;
  /** Throws when the file ends early. */
  read(at: number, size: number): Uint8Array;
  /** Fills `target` with the bytes from a place on. Throws when the file ends early. */
  readInto(target: Uint8Array, at: number): void;
  /** Bytes in it. */
  size(): number;
  close(): void;
}

/** Opens an empty file without a name: nothing is left behind, not even by a crash. Throws when the folder cannot be written. */
export function createTemporaryFile(folder = process.env.SEEKLINE_SPOOL_DIR ?? os.tmpdir()): SegmentFile {
  const file = path.join(folder, `seekline-index-${randomUUID()}`);
  const handle = fs.openSync(file, "wx+", 0o600);
  const unlinked = removeNow(file);
  const segments = segmentFile(handle, 0);
  return {
    ...segments,
    close: () => {
      segments.close();
      if (!unlinked) fs.rmSync(file, { force: true });
    },
  };
}

/** The file behind an open handle, `size` bytes long; `close` closes the handle. */
export function segmentFile(handle: number, size: number): SegmentFile {
  let end = size;
  const readInto = (target: Uint8Array, at: number): void => {
    for (let done = 0; done < target.length; ) {
      const read = fs.readSync(handle, target, done, target.length - done, at + done);
      if (read === 0) throw new Error("the index file ended early");
      done += read;
    }
  };
  return {
    append: (bytes) => {
      const at = end;
      for (let done = 0; done < bytes.length; ) {
        done += fs.writeSync(handle, bytes, done, bytes.length - done, at + done);
      }
      end += bytes.length;
      return at;
    },
    read: (at, length) => {
      const bytes = new Uint8Array(length);
      readInto(bytes, at);
      return bytes;
    },
    readInto,
    size: () => end,
    close: () => fs.closeSync(handle),
  };
}

/** An open file may be removed everywhere but on Windows. */
function removeNow(file: string): boolean {
  if (process.platform === "win32") return false;
  fs.unlinkSync(file);
  return true;
}

// Where encoded segments live: an append-only temporary file, so that the index of a transcript of any size costs no
// memory. The file has no name as soon as it is open (where the system allows it), so nothing is left behind by a crash.

import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export interface SegmentFile {
  /** Appends bytes; gives their place. */
  append(bytes: Uint8Array): number;
  read(at: number, size: number): Uint8Array;
  /** Bytes written so far. */
  size(): number;
  close(): void;
}

/** Opens an empty file in `folder`. Throws when the folder cannot be written. */
export function createSegmentFile(folder = process.env.SEEKLINE_SPOOL_DIR ?? os.tmpdir()): SegmentFile {
  const file = path.join(folder, `seekline-index-${randomUUID()}`);
  const handle = fs.openSync(file, "wx+", 0o600);
  const unlinked = removeNow(file);
  let size = 0;
  return {
    append: (bytes) => {
      const at = size;
      for (let done = 0; done < bytes.length; ) {
        done += fs.writeSync(handle, bytes, done, bytes.length - done, at + done);
      }
      size += bytes.length;
      return at;
    },
    read: (at, length) => {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const read = fs.readSync(handle, bytes, done, length - done, at + done);
        if (read === 0) throw new Error("the index file ended early");
        done += read;
      }
      return bytes;
    },
    size: () => size,
    close: () => {
      fs.closeSync(handle);
      if (!unlinked) fs.rmSync(file, { force: true });
    },
  };
}

/** An open file may be removed everywhere but on Windows. */
function removeNow(file: string): boolean {
  if (process.platform === "win32") return false;
  fs.unlinkSync(file);
  return true;
}

// Where encoded segments live: an append-only file, so that the index of a transcript of any size costs no memory.

import fs from "node:fs";
import { closeQuietly } from "../source/closeQuietly.ts";
import { SourceError } from "../source/fileSource.ts";
import { readAt } from "../source/readAt.ts";

/** What was appended stays as it is, at its place. Owned by the index that it is of, which closes it. */
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

/**
 * The file behind an open handle, `size` bytes long; `close` closes the handle. Whoever still reads then gets a SourceError
 * `cancelled`: the index is not damaged, and the system may have given the handle's number to another file.
 */
export function segmentFile(handle: number, size: number, close = () => closeQuietly(handle)): SegmentFile {
  let end = size;
  let isOpen = true;
  const readInto = (target: Uint8Array, at: number): void => {
    if (!isOpen) throw new SourceError({ code: "cancelled" });
    for (let done = 0; done < target.length; ) {
      const read = readAt(handle, target, done, target.length - done, at + done);
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
    close: () => {
      // Closed twice, the number would be another file's.
      if (isOpen) close();
      isOpen = false;
    },
  };
}

/** Bytes that are copied at a time. */
const copiedAtOnce = 1024 * 1024;

/** Appends the first `bytes` of a file to another. */
export function copyHead(from: SegmentFile, bytes: number, to: SegmentFile): void {
  for (let at = 0; at < bytes; at += copiedAtOnce) to.append(from.read(at, Math.min(copiedAtOnce, bytes - at)));
}

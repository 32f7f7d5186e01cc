// Sums of the blocks of a source as they were first read. Whoever reads goes on from the begin; what is passed over is read here.

import { crc32 } from "node:zlib";
import type { Source } from "./source.ts";

/** 4 bytes of sum for so many of the file. */
const blockBytes = 256 * 1024;

export interface ReadSums {
  /** Bytes that were read at a place. */
  take(bytes: Uint8Array, position: number): void;
  /** Blocks of which something was read. */
  count(): number;
  /** Reads a block again. Throws a SourceError when it cannot be read. */
  isSame(block: number): boolean;
}

export function readSums(source: Source): ReadSums {
  const sums: number[] = [];
  /** All before it is summed. */
  let end = 0;
  let room: Uint8Array | undefined;

  const add = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) {
      const block = Math.floor(end / blockBytes);
      const part = bytes.subarray(at, at + (block + 1) * blockBytes - end);
      sums[block] = crc32(part, sums[block] ?? 0);
      at += part.length;
      end += part.length;
    }
  };
  const read = (from: number, length: number): Uint8Array => {
    room ??= new Uint8Array(blockBytes);
    let done = 0;
    for (let got = 1; got > 0 && done < length; done += got) {
      got = source.readInto(room, done, length - done, from + done);
    }
    return room.subarray(0, done);
  };

  return {
    take: (bytes, position) => {
      while (end < position) {
        const passed = read(end, Math.min(blockBytes, position - end));
        if (passed.length === 0) return;
        add(passed);
      }
      if (position + bytes.length > end) add(bytes.subarray(end - position));
    },
    count: () => sums.length,
    isSame: (block) => {
      const from = block * blockBytes;
      const length = Math.min(blockBytes, end - from);
      const bytes = read(from, length);
      return bytes.length === length && crc32(bytes, 0) === sums[block];
    },
  };
}

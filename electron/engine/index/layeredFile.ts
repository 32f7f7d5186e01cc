// A segment file that is written on without touching what it holds: others may read that file, too. What is appended goes to another
// one, and places go on where the first ends.

import type { SegmentFile } from "./segmentFile.ts";

export interface LayeredFile extends SegmentFile {
  /** From now on what is appended goes to this file. */
  goOnIn(upper: SegmentFile): void;
}

export function createLayeredFile(lower: SegmentFile): LayeredFile {
  let upper: SegmentFile | undefined;
  let border = Number.POSITIVE_INFINITY;
  const readInto = (target: Uint8Array, at: number): void => {
    const inLower = Math.max(0, Math.min(target.length, border - at));
    if (inLower > 0) lower.readInto(target.subarray(0, inLower), at);
    if (inLower < target.length) upper?.readInto(target.subarray(inLower), at + inLower - border);
  };
  return {
    append: (bytes) => (upper === undefined ? lower.append(bytes) : border + upper.append(bytes)),
    read: (at, size) => {
      const bytes = new Uint8Array(size);
      readInto(bytes, at);
      return bytes;
    },
    readInto,
    size: () => (upper === undefined ? lower.size() : border + upper.size()),
    close: () => {
      lower.close();
      upper?.close();
    },
    goOnIn: (next) => {
      border = lower.size();
      upper = next;
    },
  };
}

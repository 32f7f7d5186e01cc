// A segment file in memory, for a short one, and for when no disk takes one. It holds the index of some ten million records, and no more: memory
// must not grow with the transcript.

import { SourceError } from "../source/fileSource.ts";
import type { SegmentFile } from "./segmentFile.ts";

const defaultMost = 64 * 1024 * 1024;
const mostBlockBytes = 1024 * 1024;

/** Refuses to grow beyond `most` bytes. Whoever reads from it when it is closed gets a SourceError `cancelled`, as of any other segment file. */
export function createMemoryFile(most = defaultMost): SegmentFile {
  const blockBytes = Math.min(most, mostBlockBytes);
  const blocks: Uint8Array[] = [];
  let end = 0;
  let isOpen = true;
  const readInto = (target: Uint8Array, at: number): void => {
    if (!isOpen) throw new SourceError({ code: "cancelled" });
    if (at + target.length > end) throw new Error("the index ended early");
    for (let done = 0; done < target.length; ) {
      const from = (at + done) % blockBytes;
      const part = blocks[Math.floor((at + done) / blockBytes)]?.subarray(from, from + target.length - done);
      if (part === undefined) throw new Error("the index has a hole");
      target.set(part, done);
      done += part.length;
    }
  };
  return {
    append: (bytes) => {
      if (end + bytes.length > most) throw new Error(`more than ${most} bytes are not kept in memory`);
      const at = end;
      for (let done = 0; done < bytes.length; ) {
        const from = end % blockBytes;
        if (from === 0) blocks.push(new Uint8Array(blockBytes));
        const part = bytes.subarray(done, done + blockBytes - from);
        blocks.at(-1)?.set(part, from);
        done += part.length;
        end += part.length;
      }
      return at;
    },
    read: (at, size) => {
      const bytes = new Uint8Array(size);
      readInto(bytes, at);
      return bytes;
    },
    readInto,
    size: () => end,
    close: () => {
      isOpen = false;
      blocks.length = 0;
    },
  };
}

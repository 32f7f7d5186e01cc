// A source that is read from front to back in many small pieces: one call to the system serves some hundred of them.

import type { Source } from "./source.ts";

/** Bytes that are held. Longer pieces are read where they lie. */
const heldBytes = 256 * 1024;
/** Bytes that are read at first: of a piece that is asked for by itself the others are of no use. */
const firstBytes = 16 * 1024;

/** All that reading a source takes. */
export type BytePieces = Pick<Source, "readInto">;

/**
 * Takes 256 KiB once. To go back reads anew; what is held is not looked at again, so it is for one reading, not for a
 * file that is written to.
 */
export function readAhead(source: BytePieces): BytePieces {
  const held = Buffer.allocUnsafeSlow(heldBytes);
  let from = 0;
  let to = 0;
  return {
    readInto: (target, at, length, position) => {
      if (length > heldBytes / 4) return source.readInto(target, at, length, position);
      if (position < from || position + length > to) {
        const goesOn = position >= from && position <= to + firstBytes;
        // Nothing is held where a read is refused.
        from = position;
        to = position;
        to += source.readInto(held, 0, goesOn ? heldBytes : Math.max(firstBytes, length), position);
      }
      const read = Math.max(0, Math.min(length, to - position));
      target.set(held.subarray(position - from, position - from + read), at);
      return read;
    },
  };
}

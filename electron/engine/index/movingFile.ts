// A segment file that moves on when its place takes no more bytes: what was written goes along, places in it stay the same.

import type { SegmentFile } from "./segmentFile.ts";
import { copyHead } from "./segmentFile.ts";

/**
 * Begins in the first of the places; each next one is opened only when the ones before are full or refuse. When none is left,
 * throws what `noneLeft` makes of the last refusal.
 */
export function createMovingFile(places: Iterator<SegmentFile>, noneLeft: (refusal: unknown) => unknown): SegmentFile {
  let file = open(undefined);

  function open(refusal: unknown): SegmentFile {
    const next = places.next();
    if (next.done === true) throw noneLeft(refusal);
    return next.value;
  }
  function moveOn(refusal: unknown): void {
    const next = open(refusal);
    try {
      copyHead(file, file.size(), next);
    } catch (error) {
      next.close();
      moveOn(error);
      return;
    }
    file.close();
    file = next;
  }
  return {
    append: (bytes) => {
      for (;;) {
        try {
          return file.append(bytes);
        } catch (error) {
          moveOn(error);
        }
      }
    },
    read: (at, size) => file.read(at, size),
    readInto: (target, at) => file.readInto(target, at),
    size: () => file.size(),
    close: () => file.close(),
  };
}

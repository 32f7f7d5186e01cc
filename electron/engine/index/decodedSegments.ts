// The segments that are being looked at, decoded as far as they were needed: a few, since a page of rows needs one, seldom
// two. Least recently used out first; their memory is reused, so that scrolling makes no garbage.

import type { SegmentPlace } from "./directory.ts";
import type { SegmentCodec } from "./segmentCodec.ts";
import { createSegmentCodec } from "./segmentCodec.ts";
import type { SegmentFile } from "./segmentFile.ts";
import type { SegmentRepair } from "./segmentRepair.ts";

/** 1.5 MB each. */
const keptSegments = 4;

export type OpenSegment = Pick<SegmentCodec, "decode" | "findKinds">;

/** Opens a segment, valid until three other segments have been asked for. `repair` makes one again that is not as it was written. */
export function createDecodedSegments(
  file: SegmentFile,
  repair: SegmentRepair,
): (segment: number, place: SegmentPlace) => OpenSegment {
  const kept: { segment: number; readonly codec: SegmentCodec }[] = [];
  return (segment, place) => {
    const found = kept.findIndex((one) => one.segment === segment);
    const reused = found >= 0 ? kept.splice(found, 1)[0] : kept.length >= keptSegments ? kept.pop() : undefined;
    const one = reused ?? { segment: -1, codec: createSegmentCodec() };
    if (one.segment !== segment) {
      one.segment = -1;
      if (!opens(one.codec, file, place)) {
        const bytes = repair(segment);
        if (!one.codec.open(bytes.length, (target) => target.set(bytes)))
          throw new Error("a new segment does not open");
      }
      one.segment = segment;
    }
    kept.unshift(one);
    return one.codec;
  };
}

/** False when the bytes are damaged, or can no longer be read. */
function opens(codec: SegmentCodec, file: SegmentFile, { at, size }: SegmentPlace): boolean {
  try {
    return codec.open(size, (target) => file.readInto(target, at));
  } catch {
    return false;
  }
}

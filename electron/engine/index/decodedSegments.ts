// The segments that are being looked at, decoded as far as they were needed: a few of all transcripts together, since a page of
// rows needs one, seldom two, and the runtime has room for few memories (workshops.ts). Least recently used out first; their
// memory is reused, so that scrolling makes no garbage.

import { SourceError } from "../source/fileSource.ts";
import type { SegmentPlace } from "./directory.ts";
import type { SegmentCodec } from "./segmentCodec.ts";
import { createSegmentCodec } from "./segmentCodec.ts";
import type { SegmentFile } from "./segmentFile.ts";
import type { SegmentRepair } from "./segmentRepair.ts";

/** 1.5 MB each. */
let keptSegments = 8;

/** For a program that goes through an index in order and shows no rows: it seldom comes back to a segment. */
export function keepFewSegments(): void {
  keptSegments = 4;
}

interface Kept {
  /** Whose segment it is; undefined for one that could not be opened. */
  of: OpenSegmentOf | undefined;
  segment: number;
  readonly codec: SegmentCodec;
}

/** What may be asked of a segment that is at hand; decoding it is left to who asks, and done in parts. */
export type OpenSegment = Pick<SegmentCodec, "decode" | "findKinds">;
type OpenSegmentOf = (segment: number, place: SegmentPlace) => OpenSegment;

const kept: Kept[] = [];

/**
 * Opens a segment, valid until three other segments have been asked for, of whichever transcript: whoever lets others run asks
 * anew behind it. `repair` makes one again that is not as it was written.
 */
export function createDecodedSegments(file: SegmentFile, repair: SegmentRepair): OpenSegmentOf {
  const openSegment: OpenSegmentOf = (segment, place) => {
    const found = kept.findIndex((one) => one.of === openSegment && one.segment === segment);
    const reused = found >= 0 ? kept.splice(found, 1)[0] : kept.length >= keptSegments ? kept.pop() : undefined;
    const one = reused ?? { of: undefined, segment: -1, codec: createSegmentCodec() };
    if (one.of !== openSegment || one.segment !== segment) {
      one.of = undefined;
      if (!opens(one.codec, file, place)) {
        const bytes = repair(segment);
        if (!one.codec.open(bytes.length, (target) => target.set(bytes)))
          throw new Error("a new segment does not open");
      }
      one.of = openSegment;
      one.segment = segment;
    }
    kept.unshift(one);
    return one.codec;
  };
  return openSegment;
}

/** False when the bytes are damaged, or can no longer be read. */
function opens(codec: SegmentCodec, file: SegmentFile, { at, size }: SegmentPlace): boolean {
  try {
    return codec.open(size, (target) => file.readInto(target, at));
  } catch (error) {
    // It was closed meanwhile, which says nothing of what it holds.
    if (error instanceof SourceError) throw error;
    return false;
  }
}

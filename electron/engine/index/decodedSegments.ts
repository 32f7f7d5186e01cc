// The segments that are being looked at, decoded: a few, since a page of rows needs one, seldom two. Least recently used
// out first; the columns are reused, so that scrolling makes no garbage.

import type { Columns } from "../scanner/indexScan.ts";
import type { SegmentEntry } from "./directory.ts";
import type { OwnColumns } from "./segmentDecode.ts";
import { createColumns, decodeSegment } from "./segmentDecode.ts";
import type { SegmentFile } from "./segmentFile.ts";

/** 1.5 MB each. */
const keptSegments = 4;

/** Gives a segment's columns, valid until three other segments have been asked for. `onDamage`: the bytes are not what was written. */
export function createDecodedSegments(
  file: SegmentFile,
  onDamage: () => never,
): (segment: number, entry: SegmentEntry) => Columns {
  const kept: { segment: number; readonly columns: OwnColumns }[] = [];
  return (segment, entry) => {
    const found = kept.findIndex((one) => one.segment === segment);
    const reused = found >= 0 ? kept.splice(found, 1)[0] : kept.length >= keptSegments ? kept.pop() : undefined;
    const one = reused ?? { segment: -1, columns: createColumns() };
    if (one.segment !== segment) {
      one.segment = -1;
      if (!decodeSegment(file.read(entry.at, entry.size), one.columns)) {
        onDamage();
      }
      one.segment = segment;
    }
    kept.unshift(one);
    return one.columns;
  };
}

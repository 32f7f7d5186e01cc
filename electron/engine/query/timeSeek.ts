// Jumps to a time. Times may run backwards here and there, so they cannot be searched as they stand; but the greatest time
// up to the end of each segment never falls, and the first segment where it reaches a time holds the first such record.

import type { ReadIndex } from "../index/readIndex.ts";
import { firstWhere } from "./firstWhere.ts";

/** Follows an index that grows. Takes 8 bytes a segment. */
export interface TimeSeek {
  /** The first record in file order whose time is this one or later; undefined when there is none (yet). */
  firstRecordAt(time: number): number | undefined;
}

/** Decodes one segment for each time that is asked for; throws as `ReadIndex.columns` does. Times are ms since 1970. */
export function createTimeSeek(index: Pick<ReadIndex, "segments" | "columns" | "firstRecord">): TimeSeek {
  /** By segment, the greatest time up to its end. */
  const greatest: number[] = [];
  const learn = (): void => {
    const segments = index.segments();
    for (let segment = greatest.length; segment < segments.length; segment++) {
      const before = greatest[segment - 1] ?? Number.NEGATIVE_INFINITY;
      const time = segments.lastTime(segment);
      greatest.push(time > before ? time : before);
    }
  };
  return {
    firstRecordAt: (time) => {
      learn();
      const segment = firstWhere(greatest.length, (each) => (greatest[each] ?? Number.NaN) >= time);
      const { count, times } = index.columns(segment);
      for (let row = 0; row < count; row++) {
        if ((times[row] ?? Number.NaN) >= time) return index.firstRecord(segment) + row;
      }
      return undefined;
    },
  };
}

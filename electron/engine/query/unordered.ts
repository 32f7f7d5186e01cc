// Records whose time is earlier than that of the one before them which has any, as the scanner counts them. In a group that is the one
// before them in their own transcript: it is told while the transcripts are read, since in the order of the group they may stand anywhere.

import type { ReadIndex } from "../index/readIndex.ts";
import { bitsWhere, type Predicate } from "./rowPredicate.ts";

type Times = Pick<ReadIndex, "columns" | "summary" | "sources">;

/** In a group's column of flags, beside those of `flagBit`. */
export const unorderedBit = 32;

export function unorderedPredicate(index: Times): Predicate {
  const decide: Predicate["decide"] = ({ summary: { count, timeless } }) => (count === timeless ? "none" : undefined);
  return {
    decide,
    match(segment) {
      const decided = decide(segment);
      if (decided !== undefined) return decided;
      if (index.sources !== undefined) {
        const columns = segment.columns();
        return bitsWhere(columns, (row) => ((columns.flags[row] ?? 0) & unorderedBit) !== 0);
      }
      // Decodes other segments: before this one's columns are taken.
      const steps = stepsBack(timeBefore(index, segment.number));
      const columns = segment.columns();
      return bitsWhere(columns, (row) => steps(columns.times[row]));
    },
  };
}

/** Asked for one time after the other, in the order of the records: whether it is earlier than the one before. */
export function stepsBack(before: number): (time: number | undefined) => boolean {
  let last = before;
  return (time = Number.NaN) => {
    if (Number.isNaN(time)) return false;
    const isEarlier = time < last;
    last = time;
    return isEarlier;
  };
}

/** Records that are looked through at first for one with a time; twice as many each time there is none. */
const lookedAtFirst = 16;

/** The last time before a record of a transcript; NaN where none has any. */
export function timeBeforeRecord(index: Times & Pick<ReadIndex, "segmentOf" | "firstRecord">, record: number): number {
  const segment = index.segmentOf(record);
  const first = index.firstRecord(segment);
  for (let [until, count] = [record - first, lookedAtFirst]; until > 0; until -= count, count *= 2) {
    const from = Math.max(0, until - count);
    const { times } = index.columns(segment, from, until);
    const time = lastTime(times, from, until);
    if (!Number.isNaN(time)) return time;
  }
  return timeBefore(index, segment);
}

/** The last time in the segments before this one; NaN where none has any. */
function timeBefore(index: Times, segment: number): number {
  for (let at = segment - 1; at >= 0; at--) {
    const { count, timeless } = index.summary(at);
    if (count === timeless) continue;
    const { times } = index.columns(at);
    const time = lastTime(times, 0, count);
    if (!Number.isNaN(time)) return time;
  }
  return Number.NaN;
}

function lastTime(times: ArrayLike<number>, from: number, until: number): number {
  for (let row = until - 1; row >= from; row--) {
    const time = times[row] ?? Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return Number.NaN;
}

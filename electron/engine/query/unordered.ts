// Records whose time is earlier than that of the one before them which has any, as the scanner counts them.

import type { ReadIndex } from "../index/readIndex.ts";
import { bitsWhere, type Predicate } from "./rowPredicate.ts";

type Times = Pick<ReadIndex, "columns" | "summary">;

export function unorderedPredicate(index: Times): Predicate {
  const decide: Predicate["decide"] = ({ summary: { count, timeless } }) => (count === timeless ? "none" : undefined);
  return {
    decide,
    match(segment) {
      const decided = decide(segment);
      if (decided !== undefined) return decided;
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

/** The last time in the segments before this one; NaN where none has any. */
function timeBefore(index: Times, segment: number): number {
  for (let at = segment - 1; at >= 0; at--) {
    const { count, timeless } = index.summary(at);
    if (count === timeless) continue;
    const { times } = index.columns(at);
    for (let row = count - 1; row >= 0; row--) {
      const time = times[row] ?? Number.NaN;
      if (!Number.isNaN(time)) return time;
    }
  }
  return Number.NaN;
}

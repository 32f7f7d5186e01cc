// How long records that belong together took. Those that tell no time, such as what a program keeps of a request, do not count.

import type { Row } from "../../shared/rows.ts";

/** Milliseconds from the first time that is told to the last one, the same from whichever record; undefined where clocks tell none. */
export function relatedSpan(records: readonly Pick<Row, "time">[]): number | undefined {
  const times = records.flatMap(({ time }) => (time === undefined ? [] : [time]));
  const [begin] = times;
  const end = times.at(-1);
  if (begin === undefined || end === undefined || times.length < 2 || end < begin) return undefined;
  return end - begin;
}

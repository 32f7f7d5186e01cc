// A transcript at a glance by its times, in whatever order they stand: of each part of the time is said how many bytes of each kind
// happened then. Idle time is folded. As with the overview by bytes, a segment whose times lie in one part adds its sums.

import type { TimeOverview } from "../../../shared/transcript.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { countSegments } from "../index/segmentCounts.ts";
import { createKindSums, readKindSlots } from "./kindSlots.ts";
import { countPassing, nonePass, passes } from "./passing.ts";
import { layOut, partOfTime } from "./timeParts.ts";
import { readTimeSpans } from "./timeSpans.ts";
import type { View } from "./view.ts";

type Read = Pick<ReadIndex, "segments" | "summary" | "open" | "columns" | "firstRecord" | "kinds">;

/** Pauses where it yields. */
export function* readTimeOverview(
  index: Read,
  parts: number,
  view: Pick<View, "passing"> | undefined,
): Generator<undefined, TimeOverview> {
  const segments = countSegments(index);
  const spans = yield* readTimeSpans(index, segments);
  const { edges, gaps } = spans.length === 0 ? { edges: [], gaps: [] } : layOut(spans, parts);
  const slots = yield* readKindSlots(index, segments);
  const found = Math.max(0, edges.length - 1);
  const sums = createKindSums(slots, found);
  const hits = new Array<number>(view === undefined ? 0 : found).fill(0);
  /** By part, the first record in the order of the file. */
  const records = new Array<number | undefined>(found).fill(undefined);
  let untimed = 0;

  for (let segment = 0; segment < segments; segment++) {
    const { count, timeless, firstTime, lastTime, kinds } = index.summary(segment);
    const first = index.firstRecord(segment);
    const passing = view?.passing(segment) ?? nonePass;
    untimed += timeless;
    if (found === 0) continue;
    const part = partOfTime(edges, firstTime);
    if (timeless === 0 && part === partOfTime(edges, lastTime)) {
      sums.addAll(part, kinds);
      records[part] ??= first;
      if (view !== undefined) hits[part] = (hits[part] ?? 0) + countPassing(passing, count);
    } else if (timeless < count) {
      const { times, lengths, kinds: numbers } = index.columns(segment);
      for (let row = 0; row < count; row++) {
        const time = times[row] ?? Number.NaN;
        if (Number.isNaN(time)) continue;
        const at = partOfTime(edges, time);
        sums.add(at, numbers[row] ?? 0, lengths[row] ?? 0);
        records[at] ??= first + row;
        if (view !== undefined && passes(passing, row)) hits[at] = (hits[at] ?? 0) + 1;
      }
    }
    yield;
  }
  return { kinds: slots.names, bytes: sums.bytes(), hits, edges, gaps, records, untimed };
}

// Which of the marks in a value is the hit that was gone to. Marks are found in the text that is shown, hits in the bytes:
// both stand in the same order, so it is the one with as many before it.

import type { Hit } from "../../../shared/rows.ts";
import type { Mark } from "../../controls/Marked.tsx";
import type { CurrentHit, RecordHitsState } from "./recordHits.ts";

/** All hits that are known, in order, and the one that was gone to. */
export interface HitPlace {
  readonly hits: RecordHitsState["hits"];
  readonly current: CurrentHit;
}

/** The number of the mark in what stands from byte `from` to `to`, from 0; undefined: it stands elsewhere. */
export function markFrom({ hits, current }: HitPlace, from: number, to: number): number | undefined {
  return current.from < from || current.from >= to ? undefined : current.index - hitsBefore(hits, from);
}

/** The same of the name in front of the value at byte `value`, which holds `marks` of them. */
export function markBefore({ hits, current }: HitPlace, value: number, marks: number): number | undefined {
  const place = marks - (hitsBefore(hits, value) - current.index);
  return current.from < value && place >= 0 ? place : undefined;
}

/** The marks, that one among them. */
export function withCurrent(marks: readonly Mark[], number: number | undefined): readonly Mark[] {
  return number === undefined
    ? marks
    : marks.map((mark, place) => (place === number ? { ...mark, current: true } : mark));
}

/** Those that begin before byte `at`. */
function hitsBefore(hits: readonly Hit[], at: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hits[middle]?.from ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

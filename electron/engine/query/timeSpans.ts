// When something happens in a transcript: spans of time without a long gap in them, put together from times in any order.

import type { ReadIndex } from "../index/readIndex.ts";

/** In ms since 1970; the end belongs to it. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A gap that is longer is idle time, in ms: a model that thinks for long takes less. */
export const idleMs = 60_000;
/** Spans that are kept; where there are more, those with the shortest gaps between them become one. */
const mostSpans = 2048;

/** Those of all records that have a time, in the order of time. Pauses where it yields. */
export function* readTimeSpans(
  index: Pick<ReadIndex, "summary" | "columns">,
  segments: number,
): Generator<undefined, readonly TimeSpan[]> {
  let spans: TimeSpan[] = [];
  let settled = 0;
  for (let segment = 0; segment < segments; segment++) {
    const { count, timeless, firstTime, lastTime } = index.summary(segment);
    if (timeless < count) {
      if (lastTime - firstTime <= idleMs) spans.push({ from: firstTime, to: lastTime });
      else spans.push(...spansOf(index.columns(segment).times.slice(0, count)));
    }
    // Only now and then, so that each span is sorted a few times at most.
    if (spans.length >= settled + mostSpans) {
      spans = joined(spans, mostSpans);
      settled = spans.length;
    }
    yield;
  }
  return joined(spans, mostSpans);
}

function spansOf(times: Float64Array): readonly TimeSpan[] {
  const known = times.filter((time) => !Number.isNaN(time)).sort();
  const spans: TimeSpan[] = [];
  let from = known[0] ?? 0;
  for (const [place, time] of known.entries()) {
    const next = known[place + 1];
    if (next !== undefined && next - time <= idleMs) continue;
    spans.push({ from, to: time });
    from = next ?? time;
  }
  return joined(spans, mostSpans);
}

/** In order, with no idle gap left out and at most so many; what lies between two that become one counts as theirs. */
export function joined(spans: readonly TimeSpan[], most: number): TimeSpan[] {
  const inOrder = joinWhere(
    [...spans].sort((one, other) => one.from - other.from),
    (gap) => gap <= idleMs,
  );
  if (inOrder.length <= most) return inOrder;
  const gaps = inOrder.slice(1).map(({ from }, place) => from - (inOrder[place]?.to ?? from));
  // Of equal gaps, more may go than need to.
  const longestClosed = gaps.toSorted((one, other) => one - other)[inOrder.length - most - 1] ?? 0;
  return joinWhere(inOrder, (gap) => gap <= longestClosed);
}

function joinWhere(spans: readonly TimeSpan[], isClosed: (gap: number) => boolean): TimeSpan[] {
  const found: TimeSpan[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last === undefined || !isClosed(span.from - last.to)) found.push(span);
    else found[found.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return found;
}

// A strip's parts by time: those in which something happens share its width by how long they take, and each idle gap is one part.

import { firstWhere } from "./firstWhere.ts";
import type { TimeSpan } from "./timeSpans.ts";
import { joined } from "./timeSpans.ts";

export interface TimeParts {
  /** In ms since 1970, ascending: where each part begins, and behind them where the last one ends, which no longer belongs to it. */
  readonly edges: readonly number[];
  /** Parts that are idle gaps. */
  readonly gaps: readonly number[];
}

/** Of the parts, at most this share are gaps; the shortest ones are drawn at length. */
const gapShare = 1 / 8;

/** `spans`: in the order of time, at least one. */
export function layOut(spans: readonly TimeSpan[], parts: number): TimeParts {
  const busy = joined(spans, 1 + Math.floor(parts * gapShare));
  const weights = busy.map(lengthOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  /** Beside one that each span has. */
  const shared = parts - 2 * busy.length + 1;
  const edges: number[] = [];
  const gaps: number[] = [];
  let before = 0;
  for (const [place, span] of busy.entries()) {
    const weight = weights[place] ?? 0;
    const count = 1 + Math.round((shared * (before + weight)) / total) - Math.round((shared * before) / total);
    before += weight;
    for (let part = 0; part < count; part++) edges.push(inMicroseconds(span.from + (weight * part) / count));
    if (place === busy.length - 1) edges.push(inMicroseconds(endOf(span)));
    else {
      gaps.push(edges.length);
      edges.push(inMicroseconds(endOf(span)));
    }
  }
  return { edges, gaps };
}

/** The part of a time; of one that came since they were laid out, the nearest. */
export function partOfTime(edges: readonly number[], time: number): number {
  return firstWhere(edges.length - 2, (part) => (edges[part + 1] ?? 0) > time);
}

/** So that the last time of a span is in it. */
function endOf({ to }: TimeSpan): number {
  return to + 1;
}

function lengthOf(span: TimeSpan): number {
  return endOf(span) - span.from;
}

/** As a filter spells it. */
function inMicroseconds(time: number): number {
  return Math.floor(time * 1000) / 1000;
}

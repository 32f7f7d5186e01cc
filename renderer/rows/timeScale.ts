// Between times and places on a strip whose parts take different times.

import type { TimeOverview } from "../../shared/transcript.ts";

type Edges = TimeOverview["edges"];

/** The part at a share of the strip from 0 to 1. */
export function partAt(edges: Edges, share: number): number {
  const parts = edges.length - 1;
  return Math.max(0, Math.min(parts - 1, Math.floor(share * parts)));
}

/** Where a time stands, as a share of the strip; one before or behind it at its ends. */
export function shareOf(edges: Edges, time: number): number {
  const parts = edges.length - 1;
  const next = edges.findIndex((edge) => edge > time);
  if (next === -1) return 1;
  if (next === 0 || parts < 1) return 0;
  const from = edges[next - 1] ?? time;
  return (next - 1 + (time - from) / ((edges[next] ?? time) - from)) / parts;
}

/** The nearest part with a record, `part` itself or from there on in a direction, then in the other one; undefined when there is none. */
export function partWithRecord(records: TimeOverview["records"], part: number, direction: 1 | -1): number | undefined {
  for (const by of [direction, -direction]) {
    for (let at = part; at >= 0 && at < records.length; at += by) if (records[at] !== undefined) return at;
  }
  return undefined;
}

/** Times around these that can be read: whole seconds, or milliseconds, unless a part of the scale is shorter than that. */
export function wholeTimes(first: number, end: number, edges: readonly number[]): { after: number; before: number } {
  const part = ((edges.at(-1) ?? 0) - (edges[0] ?? 0)) / Math.max(1, edges.length - 1);
  const unit = part >= 1000 ? 1000 : part >= 1 ? 1 : undefined;
  if (unit === undefined) return { after: first, before: end };
  return { after: Math.floor(first / unit) * unit, before: Math.ceil(end / unit) * unit };
}

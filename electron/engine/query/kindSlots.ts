// The kinds that an overview tells apart, and their bytes in each part of it.

import type { ReadIndex } from "../index/readIndex.ts";
import type { KindCounts } from "../index/segmentSummary.ts";

/** Kinds that are told apart, those with most bytes; the others are one. */
const mostKinds = 31;

export interface KindSlots {
  /** By slot, with "(other)" at the end. */
  readonly names: readonly string[];
  /** By number of a kind; undefined for one of the others. */
  readonly slotOf: ReadonlyMap<number, number>;
}

/** Of the first `segments` segments. Pauses where it yields. */
export function* readKindSlots(
  index: Pick<ReadIndex, "summary" | "kinds">,
  segments: number,
): Generator<undefined, KindSlots> {
  const totals = new Map<number, number>();
  for (let segment = 0; segment < segments; segment++) {
    const { numbers, bytes } = index.summary(segment).kinds;
    for (const [place, kind] of numbers.entries()) totals.set(kind, (totals.get(kind) ?? 0) + (bytes[place] ?? 0));
    if (segment % 64 === 63) yield;
  }
  const largest = [...totals].sort(([, a], [, b]) => b - a).slice(0, mostKinds);
  const listed = largest.map(([kind]) => kind);
  const names = index.kinds();
  return {
    names: [...listed.map((kind) => names[kind] ?? ""), "(other)"],
    slotOf: new Map(listed.map((kind, slot) => [kind, slot])),
  };
}

export interface KindSums {
  add(part: number, kind: number, bytes: number): void;
  addAll(part: number, kinds: KindCounts): void;
  /** Part by part, for each slot. */
  bytes(): readonly number[];
}

export function createKindSums({ names, slotOf }: KindSlots, parts: number): KindSums {
  const slots = names.length;
  const sums = new Float64Array(parts * slots);
  const add = (part: number, kind: number, bytes: number): void => {
    const at = part * slots + (slotOf.get(kind) ?? slots - 1);
    sums[at] = (sums[at] ?? 0) + bytes;
  };
  return {
    add,
    addAll: (part, { numbers, bytes }) => {
      for (const [place, kind] of numbers.entries()) add(part, kind, bytes[place] ?? 0);
    },
    bytes: () => [...sums],
  };
}

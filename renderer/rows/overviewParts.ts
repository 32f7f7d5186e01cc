// What a part of the file is filled with.

import type { Overview } from "../../shared/transcript.ts";
import type { KindFamily } from "../data/kindFamily.ts";
import { familyOf, kindFamilies } from "../data/kindFamily.ts";

/** An overview has at least one kind, `(other)`. */
export function partCount({ kinds, bytes }: Overview): number {
  return bytes.length / kinds.length;
}

/** Bytes of a part by family, in the order in which families are listed. */
export function familiesIn(
  { kinds, bytes }: Overview,
  part: number,
): readonly { readonly family: KindFamily; readonly bytes: number }[] {
  const sums = new Map<KindFamily, number>();
  for (const [slot, kind] of kinds.entries()) {
    const count = bytes[part * kinds.length + slot] ?? 0;
    if (count > 0) sums.set(familyOf(kind), (sums.get(familyOf(kind)) ?? 0) + count);
  }
  return kindFamilies.flatMap((family) => {
    const count = sums.get(family);
    return count === undefined ? [] : [{ family, bytes: count }];
  });
}

const mostNamed = 3;

/** The kinds that fill most of the part at a share of the file, and how much of it. */
export function largestKinds(
  overview: Overview,
  share: number,
): readonly { readonly kind: string; readonly share: number }[] {
  const { kinds, bytes } = overview;
  const part = Math.min(partCount(overview) - 1, Math.floor(share * partCount(overview)));
  const here = kinds.map((kind, slot) => ({ kind, bytes: bytes[part * kinds.length + slot] ?? 0 }));
  const sum = here.reduce((total, one) => total + one.bytes, 0);
  return here
    .filter((one) => one.bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, mostNamed)
    .map((one) => ({ kind: one.kind, share: one.bytes / sum }));
}

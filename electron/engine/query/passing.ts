// What is known of which records of a segment pass a filter.

import { countBits, hasBit } from "./bits.ts";
import type { View } from "./view.ts";

export type Passing = ReturnType<View["passing"]>;

export const nonePass: Passing = { decided: 0, match: "none" };

export function passes({ decided, match }: Passing, row: number): boolean {
  return row < decided && (match === "all" || (match !== "none" && hasBit(match, row)));
}

/** Of its first `count` records. */
export function countPassing({ decided, match }: Passing, count: number): number {
  const end = Math.min(decided, count);
  return match === "all" ? end : match === "none" ? 0 : countBits(match, end);
}

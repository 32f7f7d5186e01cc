import type { Milliseconds } from "../../shared/units.ts";
import { formatDuration } from "../data/format.ts";

/** `1 min 20 s after the first`, or that it is the first. */
export function sinceFirst(time: Milliseconds, first: Milliseconds): string {
  if (time === first) return "the first";
  return `${formatDuration(Math.abs(time - first))} ${time > first ? "after" : "before"} the first`;
}

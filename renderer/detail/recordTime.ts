import type { Milliseconds } from "../../shared/units.ts";
import { formatDuration } from "../data/format.ts";

/** ISO 8601 in the time zone `offset` minutes ahead of UTC: `2026-03-01T14:02:07.250+01:00`. */
export function isoTime(time: Milliseconds, offset: number): string | undefined {
  const shifted = new Date(time + offset * 60_000);
  if (Number.isNaN(shifted.getTime())) return undefined;
  const ahead = Math.abs(offset);
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return shifted.toISOString().replace("Z", offset === 0 ? "Z" : zone);
}

/** The same in the local time zone, as it was at that time. */
export function localIsoTime(time: Milliseconds): string | undefined {
  const offset = -new Date(time).getTimezoneOffset();
  return Number.isNaN(offset) ? undefined : isoTime(time, offset);
}

/** `1 min 20 s after the first`, or that it is the first. */
export function sinceFirst(time: Milliseconds, first: Milliseconds): string {
  if (time === first) return "the first";
  return `${formatDuration(Math.abs(time - first))} ${time > first ? "after" : "before"} the first`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

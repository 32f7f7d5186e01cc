// Numbers and times as the page writes them. Digits are grouped by narrow no-break spaces, which no locale mistakes for
// a decimal point; sizes are decimal (1 kB = 1000 B), as file managers and disk makers count; times are in the zone of shared/zone.ts.

import type { Milliseconds } from "../../shared/units.ts";
import type { WallTime, ZoneName } from "../../shared/zone.ts";
import { localZone, wallTime } from "../../shared/zone.ts";

const groupSeparator = "\u202f";
/** Between a number and its unit, so that they stay on one line. */
const unitSeparator = "\u00a0";

/** `1234567` as `1 234 567`. */
export function formatCount(value: number): string {
  const sign = value < 0 ? "−" : "";
  return sign + String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, groupSeparator);
}

/** `3 records`, `1 record`. */
export function formatCounted(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)}${unitSeparator}${value === 1 ? one : many}`;
}

const byteUnits = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** Three significant digits: `512 B`, `1.42 MB`, `87.3 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 would round to "1000 kB": it belongs to the next unit.
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : threeDigits(value)}${unitSeparator}${byteUnits[unit]}`;
}

function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

/** Exact up to 9 999, then three significant digits: `12.4k`, `1.02M`. */
export function formatTokens(tokens: number): string {
  if (tokens < 9_999.5) return formatCount(tokens);
  return tokens < 999_500 ? `${threeDigits(tokens / 1000)}k` : `${threeDigits(tokens / 1_000_000)}M`;
}

/** Bytes per second, or undefined while too little is known. */
export function formatRate(bytes: number, elapsedMs: number): string | undefined {
  if (elapsedMs < 100 || bytes === 0) return undefined;
  return `${formatBytes(Math.round((bytes * 1000) / elapsedMs))}/s`;
}

/** A share from 0 to 1: `42 %`, `0.3 %`, `< 0.1 %`; 100 % only when it is all of it. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return `<${unitSeparator}0.1${unitSeparator}%`;
  const percent = share * 100;
  const text =
    percent < 10 && percent > 0 ? percent.toFixed(1) : String(share < 1 ? Math.min(99, Math.round(percent)) : 100);
  return `${text}${unitSeparator}%`;
}

/** The two largest units that matter: `350 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}${unitSeparator}ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds < 9.95 ? seconds.toFixed(1) : Math.round(seconds)}${unitSeparator}s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return twoUnits(whole, 60, "min", "s");
  const minutes = Math.round(whole / 60);
  return minutes < 1440 ? twoUnits(minutes, 60, "h", "min") : twoUnits(Math.round(minutes / 60), 24, "d", "h");
}

function twoUnits(value: number, size: number, large: string, small: string): string {
  return `${Math.floor(value / size)}${unitSeparator}${large} ${value % size}${unitSeparator}${small}`;
}

/** A point in time as it is written wherever it is shown: for people in the zone of times, for machines in UTC. */
export interface TimeText {
  /** `2026-03-01` */
  readonly date: string;
  /** To the millisecond: `15:02:07.250`. */
  readonly timeOfDay: string;
  /** Both: `2026-03-01 15:02:07.250`. */
  readonly full: string;
  /** ISO 8601: `2026-03-01T14:02:07.250Z`. */
  readonly utc: string;
}

/** What the times are that are written so. */
export function zoneTitle(zone: ZoneName): string {
  return zone === localZone ? "Local time" : `Time in ${zone}`;
}

/** Undefined for a time that no calendar has. */
export function formatTime(time: Milliseconds): TimeText | undefined {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return undefined;
  const wall = wallTime(time);
  const day = dateOf(wall);
  const ms = String(date.getUTCMilliseconds()).padStart(3, "0");
  const timeOfDay = `${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}.${ms}`;
  return { date: day, timeOfDay, full: `${day} ${timeOfDay}`, utc: date.toISOString() };
}

function dateOf({ year, month, day }: WallTime): string {
  return `${year}-${two(month)}-${two(day)}`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, for people: `just now`, `5 minutes ago`, `yesterday`; a date from a month on. */
export function formatAgo(time: number, now: number): string {
  const age = Math.max(0, now - time);
  if (age < minute) return "just now";
  if (age < hour) return ago(Math.floor(age / minute), "minute");
  if (age < day) return ago(Math.floor(age / hour), "hour");
  if (age < 2 * day) return "yesterday";
  if (age < 30 * day) return ago(Math.floor(age / day), "day");
  return dateOf(wallTime(time));
}

function ago(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? "" : "s"} ago`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

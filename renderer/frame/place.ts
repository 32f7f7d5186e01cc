// Where in a transcript somebody wants to go, as people write and paste it: a record's number, or a time. A time without a
// zone is local, as times are shown; one without a date is on the day of `near`.

import type { Milliseconds } from "../../shared/units.ts";
import { milliseconds } from "../../shared/units.ts";

export type Place =
  | { readonly type: "record"; readonly record: number }
  | { readonly type: "time"; readonly time: Milliseconds };

/** `1 234 567`, `#42`, `2026-06-05`, `2026-06-05 16:42`, `16:42:00.5`, `2026-06-05T14:42:00Z`. */
export function readPlace(text: string, near: Milliseconds | undefined): Place | undefined {
  const record = readRecordNumber(text);
  if (record !== undefined) return { type: "record", record };
  const time = readTime(text.trim(), near);
  return time === undefined ? undefined : { type: "time", time };
}

function readRecordNumber(text: string): number | undefined {
  const digits = text
    .trim()
    .replace(/^#/, "")
    .replace(/[\s,._'’]/g, "");
  if (!/^\d{1,16}$/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : undefined;
}

const timeOfDay = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?`;
const dateAndTime = new RegExp(
  String.raw`^(\d{4})-(\d\d)-(\d\d)(?:(?:\s+|[Tt])${timeOfDay}\s*([Zz]|[+-]\d\d(?::?\d\d)?)?)?$`,
);
const timeOnly = new RegExp(`^${timeOfDay}$`);

function readTime(text: string, near: Milliseconds | undefined): Milliseconds | undefined {
  const dated = dateAndTime.exec(text);
  if (dated !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = dated;
    return timeOf([year, month, day], [hour, minute, second, fraction], zone);
  }
  const timed = timeOnly.exec(text);
  if (timed === null || near === undefined) return undefined;
  const today = new Date(near);
  const date = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map(String);
  const [, ...time] = timed;
  return timeOf(date, time, undefined);
}

type Digits = readonly (string | undefined)[];

function timeOf(date: Digits, time: Digits, zone: string | undefined): Milliseconds | undefined {
  const [year = 0, month = 1, day = 1] = date.map(Number);
  const [hour = "0", minute = "0", second = "0", fraction = "0"] = time;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const clock: readonly [number, number, number] = [Number(hour), Number(minute), Number(second)];
  // Through UTC first, to find out whether there is such a day. (The years 0 to 99 are others to `Date`.)
  const inUtc = new Date(Date.UTC(year, month - 1, day, ...clock));
  if (year < 100 || inUtc.getUTCMonth() !== month - 1 || inUtc.getUTCDate() !== day) return undefined;
  const offset = zone === undefined ? undefined : minutesOf(zone);
  const whole =
    offset === undefined ? new Date(year, month - 1, day, ...clock).getTime() : inUtc.getTime() - offset * 60_000;
  const thousandths = Number(`0.${fraction}`) * 1000;
  return Number.isFinite(whole) ? milliseconds(whole + thousandths) : undefined;
}

/** Minutes ahead of UTC. */
function minutesOf(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(":", ""));
  return zone.startsWith("-") ? -minutes : minutes;
}

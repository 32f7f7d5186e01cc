// Points in time as a filter spells them: whatever a logger may write (shared/time.ts), so that what stands in a record can
// be pasted, or only a year or month, which means where it begins. Without a zone it is local time, as the list shows
// times: what is read there can be typed here. A local time that the clocks skip is moved on by what they skip; one that
// they show twice is the first of the two.

import type { CalendarTime } from "../time.ts";
import { calendarTime, epochTime, inUtc } from "../time.ts";

/** Milliseconds since 1970, to the microsecond; undefined when it is no time from the year 0 to 9999. */
export function parseFilterTime(text: string): number | undefined {
  const [, year, month = "01"] = /^(\d{4})(?:-(\d\d))?$/.exec(text) ?? [];
  const calendar = calendarTime(year === undefined ? text : `${year}-${month}-01`);
  const time =
    calendar === undefined ? sinceEpoch(text) : calendar.offset === undefined ? local(calendar) : inUtc(calendar);
  return time !== undefined && isPrintable(time) ? time : undefined;
}

/** A number of fewer digits is more likely a mistake than a second of 1973. */
function sinceEpoch(text: string): number | undefined {
  return /^\d{9}/.test(text) ? epochTime(text) : undefined;
}

/** In one step, since a date and a time of day that exist together need not do so with what stood there before. */
function local({ year, month, day, hour, minute, second, micros }: CalendarTime): number {
  const date = new Date(year, month - 1, day, hour, minute, second);
  // The constructor takes the years 0 to 99 for 1900 to 1999.
  if (year < 100) date.setFullYear(year, month - 1, day);
  return (date.getTime() * 1000 + micros) / 1000;
}

function isPrintable(time: number): boolean {
  const year = new Date(time).getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** The shortest text with a zone that `parseFilterTime` reads as this time, wherever that is; hours are given with minutes. */
export function printFilterTime(time: number): string {
  // The fraction by itself: that of the product would be rounded twice from the year 2109 on.
  const whole = Math.floor(time);
  const micros = Math.round((time - whole) * 1000);
  const iso = new Date(micros === 1000 ? whole + 1 : whole).toISOString();
  const below = String(micros % 1000).padStart(3, "0");
  const fraction = `${iso.slice(20, 23)}${below}`.replace(/0+$/, "");
  if (fraction !== "") return `${iso.slice(0, 19)}.${fraction}Z`;
  return `${iso.slice(0, iso.slice(17, 19) === "00" ? 16 : 19)}Z`;
}

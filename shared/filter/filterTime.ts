// Points in time as a filter spells them: whatever a logger may write (shared/time.ts), so that what stands in a record can
// be pasted, or only a year or month, which means where it begins. Without a zone it is meant as the list shows times
// (shared/zone.ts): what is read there can be typed here.

import type { CalendarTime } from "../time.ts";
import { calendarTime, epochTime, inUtc } from "../time.ts";
import { timeAt } from "../zone.ts";

/** Milliseconds since 1970, to the microsecond; undefined when it is no time from the year 0 to 9999. */
export function parseFilterTime(text: string): number | undefined {
  const [, year, month = "01"] = /^(\d{4})(?:-(\d\d))?$/.exec(text) ?? [];
  const calendar = calendarTime(year === undefined ? text : `${year}-${month}-01`);
  const time =
    calendar === undefined ? sinceEpoch(text) : calendar.offset === undefined ? asShown(calendar) : inUtc(calendar);
  return time !== undefined && isPrintable(time) ? time : undefined;
}

/** A number of fewer digits is more likely a mistake than a second of 1973. */
function sinceEpoch(text: string): number | undefined {
  return /^\d{9}/.test(text) ? epochTime(text) : undefined;
}

function asShown(calendar: CalendarTime): number {
  return (timeAt(calendar) * 1000 + calendar.micros) / 1000;
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

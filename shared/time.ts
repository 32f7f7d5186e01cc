// Times as loggers write them. What counts as one is said here; the scanner reads the same without making strings
// (engine/scanner/assembly/calendar.ts), and a test holds both to each other.
//
//   2026-03-01T10:00:00.250Z       ISO 8601 and RFC 3339: T or blanks, - or / in the date, seconds or none, the fraction
//   2026/03/01 10:00:00,250        behind a dot, comma or colon; a date alone is its midnight; AM and PM count
//   20260301T100000+01             its basic form, also without the T
//   Sun, 01 Mar 2026 10:00:00 GMT  RFC 1123, 822 (two digits of the year) and 850, Apache (01/Mar/2026:10:00:00 +0000)
//   Sun Mar  1 10:00:00 2026       ctime and date, and JavaScript's Sun Mar 01 2026 10:00:00 GMT+0100 (…)
//   1772359200  1772359200.25      seconds, milliseconds, microseconds or nanoseconds since 1970, by their magnitude
//
// A zone is Z, UTC, GMT, an offset, or one of the American names of RFC 822. No zone is UTC, since most loggers mean that
// and no other reading is the same on every machine. What Go, Java and JavaScript write behind an offset (a name,
// " m=+0.1", "[Europe/Paris]", "(…)") repeats it and is passed over, and so is the day of the week.
//
// A date that does not exist is no time. 24:00:00 is the next midnight (ISO 8601), and the leap second 23:59:60 (UTC) the
// second behind it, as POSIX counts. What is below a microsecond is cut off. Numbers of day and month in the order of a
// country (03/01/2026) mean two things, and are no time.

import type { Milliseconds } from "./units.ts";
import { milliseconds } from "./units.ts";
import type { WallTime } from "./zone.ts";

/** A date and time of day as written; what was left out is 0. */
export interface CalendarTime extends WallTime {
  /** Below a second. */
  readonly micros: number;
  /** Minutes ahead of UTC; undefined when no zone is named. */
  readonly offset: number | undefined;
}

/** The index stores differences of whole microseconds below 2^53, so times end at the years 1827 and 2112. */
const farthest = 4.5e12;
/** The most bytes of a text that can be a time, whatever its fraction or the name of its zone. */
const longest = 128;

/** Milliseconds since 1970, to the microsecond, of the text of a string or number; undefined when it is no time. */
export function timeOf(text: string): Milliseconds | undefined {
  return inReach(usualTime(text)) ?? inReach(epochTime(text)) ?? inReach(inUtc(calendarTime(text)));
}

/** The same of a JSON number. Whole milliseconds, as most programs count, need not be read digit by digit. */
export function timeOfNumber(value: number): Milliseconds | undefined {
  if (value >= leastMs && value < farthest && Number.isInteger(value)) return milliseconds(value);
  return timeOf(String(value));
}

/** What JavaScript and most agents write, 2026-03-01T10:00:00.250Z: many times faster than all spellings are. */
const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** The beginning of the usual time that was read last, and its midnight: the next one is mostly of the same day. */
let lastDate = "";
let lastMidnight = 0;

/** Days from the 29th on may not exist, and are left to the others. */
function usualTime(text: string): number | undefined {
  if (text.length !== 24) return undefined;
  if (lastDate !== "" && text.startsWith(lastDate)) {
    const ofDay = usualClock(text);
    if (ofDay >= 0) return lastMidnight + ofDay;
  }
  if (!usual.test(text)) return undefined;
  lastDate = text.slice(0, 11);
  lastMidnight = Date.parse(`${lastDate}00:00:00.000Z`);
  return Date.parse(text);
}

/** Milliseconds since midnight in what follows a usual time's date; -1 when it is none. */
function usualClock(text: string): number {
  const hour = digitsAt(text, 11, 2);
  const minute = digitsAt(text, 14, 2);
  const second = digitsAt(text, 17, 2);
  const fraction = digitsAt(text, 20, 3);
  const isMarked = text[13] === ":" && text[16] === ":" && text[19] === "." && text[23] === "Z";
  if (!isMarked || Math.min(hour, minute, second, fraction) < 0 || hour > 23 || minute > 59 || second > 59) return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

/** The number that some digits mean; -1 when one of them is none. */
function digitsAt(text: string, from: number, length: number): number {
  let value = 0;
  for (let at = from; at < from + length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function inReach(time: number | undefined): Milliseconds | undefined {
  return time !== undefined && Math.abs(time) < farthest ? milliseconds(time) : undefined;
}

/** Of more than this, the text of a number may be meant as a time: before, it counts something else. */
const leastEpoch = 1e8;

/** True for what a member holds that gives times: a number as small as a count or a size is none. */
export function looksLikeTime(text: string): boolean {
  return timeOf(text) !== undefined && !(Number(text) < leastEpoch);
}

const countryOrder = /^\d\d?([-/.])\d\d?\1\d{4}(?!\d)/;

/** Why a text that spells a date is no time here; undefined for everything else. */
export function whyNoTime(text: string): "two days" | "too far" | undefined {
  if (timeOf(text) !== undefined) return undefined;
  if (countryOrder.test(text)) return "two days";
  return calendarTime(text) === undefined ? undefined : "too far";
}

/** Digits in front of the point up to which a number counts seconds, milliseconds, microseconds, nanoseconds. */
const units = [11, 14, 17, 20] as const;
/** The least number that counts milliseconds. */
const leastMs = 1e11;

/** Milliseconds of a number since 1970. It is read digit by digit: a double would not hold the nanoseconds of today. */
export function epochTime(text: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null || text.length > longest) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const inFront = digits.length - fraction.length + Number(exponent);
  const unit = digits === "" ? 0 : units.findIndex((most) => inFront <= most);
  if (unit < 0) return undefined;
  const kept = Math.max(0, inFront + 6 - unit * 3);
  const micros = digits === "" ? 0 : Number(digits.slice(0, kept).padEnd(kept, "0"));
  return micros / (sign === "-" && micros > 0 ? -1000 : 1000);
}

const days = "(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?),? +";
const months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
const clock = "(?<clock>\\d[\\d:.,]*(?: *[AP]M)?)";
const clockWithColon = "(?<clock>\\d\\d?:[\\d:.,]*(?: *[AP]M)?)";
/** A minus may be the real one, as ISO 8601 prefers. */
const offset = "[-+\u2212]\\d\\d(?::?\\d\\d)?";
const repeated = `(?: +(?:[A-Z]{1,5}|[-+]\\d\\d(?:\\d\\d)?))?(?: m=[-+]\\d+\\.\\d+)?`;
const zone = `(?: *(?<zone>(?:UTC?|GMT)?${offset}${repeated}|Z|UTC?|GMT|[ECMP][SD]T))`;
const behind = `(?: *\\([^()]*\\))?(?:\\[[^[\\]]*\\])*`;
const dayFirst = (sign: string): string => `(?<day>\\d\\d?)${sign}(?<month>${months})${sign}(?<year>\\d{4}|\\d\\d)`;

const forms = [
  ...["-", "/"].map((sign) => `(?<year>\\d{4})${sign}(?<month>\\d\\d)${sign}(?<day>\\d\\d)(?:(?:T| +)${clock}ZONE?)?`),
  `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)(?:T| +)${clock}ZONE?`,
  `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)(?<clock>\\d{6}(?:[.,]\\d+)?)ZONE?`,
  ...["-", "/", " "].map((sign) => `(?:${days})?${dayFirst(sign)}(?:(?::|,? +)${clock}ZONE?)?`),
  `(?:${days})?(?<month>${months}) +(?<day>\\d\\d?),? +(?<year>\\d{4})(?:,? +${clock}ZONE?)?`,
  `(?:${days})?(?<month>${months}) +(?<day>\\d\\d?) +${clockWithColon} +(?<year>\\d{4})ZONE?`,
  `(?:${days})?(?<month>${months}) +(?<day>\\d\\d?) +${clockWithColon}${zone} +(?<year>\\d{4})`,
].map((form) => new RegExp(`^${form.replace("ZONE", `(?:${zone}${behind})`)}$`, "i"));

/** How each of them begins. Most texts that are looked at are no times, ids among them, and trying all forms takes much longer. */
const beginning = new RegExp(
  `^(?:\\d{4}(?:-\\d\\d-|/\\d\\d/|\\d{4}(?:[T ]|\\d{6}))|\\d\\d?[-/ ](?:${months})|Mon|Tue|Wed|Thu|Fri|Sat|Sun|${months})`,
  "i",
);

/** A text with a date; undefined when it has another form or means no point in time that exists. */
export function calendarTime(text: string): CalendarTime | undefined {
  if (text.length > longest || !beginning.test(text) || bytesOf(text) > longest) return undefined;
  const found = forms.map((form) => form.exec(text)).find((match) => match !== null)?.groups;
  if (found === undefined) return undefined;
  const ofDay = timeOfDay(found.clock);
  const minutes = found.zone === undefined ? undefined : minutesOf(found.zone);
  if (ofDay === undefined || Number.isNaN(minutes)) return undefined;
  const time = { ...dateOf(found), ...ofDay, offset: minutes };
  return exists(time) ? time : undefined;
}

/** As UTF-8. */
function bytesOf(text: string): number {
  return encodeURIComponent(text.toWellFormed()).replace(/%../g, "x").length;
}

function dateOf({ year = "", month = "", day = "" }: Readonly<Record<string, string>>) {
  // Two digits mean 1950 to 2049 (RFC 2822).
  const century = year.length === 4 ? 0 : Number(year) < 50 ? 2000 : 1900;
  const named = months.toLowerCase().split("|").indexOf(month.toLowerCase());
  return { year: century + Number(year), month: named < 0 ? Number(month) : named + 1, day: Number(day) };
}

type TimeOfDay = Pick<CalendarTime, "hour" | "minute" | "second" | "micros">;

function timeOfDay(text = "00:00"): TimeOfDay | undefined {
  const match =
    /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,:](\d+))?)?(?: *([AP])M)?$/i.exec(text) ??
    /^(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, hours = "", minute = "0", second = "0", fraction = "", half] = match;
  const hour = half === undefined ? Number(hours) : hourOf(Number(hours), half.toUpperCase() === "P");
  const micros = Number(fraction.slice(0, 6).padEnd(6, "0"));
  return { hour, minute: Number(minute), second: Number(second), micros };
}

/** 12 AM is midnight, 12 PM noon; NaN for an hour that no half of a day has. */
function hourOf(hour: number, afternoon: boolean): number {
  return hour < 1 || hour > 12 ? Number.NaN : (hour % 12) + (afternoon ? 12 : 0);
}

/** RFC 822, 5.1, in hours; its letters A to Y are left out, since it has their signs wrong (RFC 2822, 4.3). */
const namedZones = new Map<string, number>([
  ...([
    ["EST", -5],
    ["EDT", -4],
    ["CST", -6],
    ["CDT", -5],
  ] as const),
  ...([
    ["MST", -7],
    ["MDT", -6],
    ["PST", -8],
    ["PDT", -7],
  ] as const),
]);

/** NaN for an offset that no clock has. */
function minutesOf(text: string): number {
  const match = /([-+\u2212])(\d\d):?(\d\d)?/.exec(text);
  if (match === null) return (namedZones.get(text.toUpperCase()) ?? 0) * 60;
  const [, sign, hours = "", minutes = "0"] = match;
  if (Number(hours) > 23 || Number(minutes) > 59) return Number.NaN;
  return (sign === "+" ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
}

function exists(time: CalendarTime): boolean {
  const { year, month, day, hour, minute, second, micros } = time;
  const midnight = atUtc(year, month, day);
  if (month < 1 || midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return false;
  if (!(minute < 60)) return false;
  if (hour === 24) return minute === 0 && second === 0 && micros === 0;
  if (!(hour < 24)) return false;
  // Leap seconds end a day of UTC.
  const minuteOfUtc = hour * 60 + minute - (time.offset ?? 0);
  return second < 60 || (second === 60 && (minuteOfUtc + 1) % 1440 === 0);
}

function atUtc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** Milliseconds since 1970; a time without a zone is read as UTC. */
export function inUtc(time: CalendarTime | undefined): number | undefined {
  if (time === undefined) return undefined;
  const seconds = (time.hour * 60 + time.minute - (time.offset ?? 0)) * 60 + time.second;
  const ms = atUtc(time.year, time.month, time.day).getTime() + seconds * 1000;
  return (ms * 1000 + time.micros) / 1000;
}

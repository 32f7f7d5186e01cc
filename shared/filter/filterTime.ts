// Points in time as a filter spells them: ISO 8601 to the microsecond, or only its first part, which means where that
// period begins. Without a zone it is local time, as the list shows times: what is read there can be typed here. A local
// time that the clocks skip is moved on by what they skip; one that they show twice is the first of the two. Printed times
// name their zone, so that a printed filter means the same on every machine.

const shape =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?([Zz]|[+-]\d\d(?::?\d\d)?)?)?)?)?$/;

/** Milliseconds since 1970, to the microsecond; undefined when it is no time from the year 0 to 9999. */
export function parseFilterTime(text: string): number | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "1", day = "1", hour = "0", minute = "0", second = "0", fraction = "", zone] = match;
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  const clock = [Number(hour), Number(minute), Number(second)] as const;
  const ms = isOnCalendar(date) && isOnClock(clock) ? timeOf(date, clock, zone) : undefined;
  if (ms === undefined) return undefined;
  // The index keeps microseconds as whole numbers too, so equal times are equal here.
  const time = (ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, "0"))) / 1000;
  return isPrintable(time) ? time : undefined;
}

/** Year, month from 0, day; hour, minute, second. */
type Three = readonly [number, number, number];

function isOnCalendar(date: Three): boolean {
  const [, month, day] = date;
  const midnight = utc(date, [0, 0, 0]);
  return midnight.getUTCMonth() === month && midnight.getUTCDate() === day;
}

function isOnClock([hour, minute, second]: Three): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

function timeOf(date: Three, clock: Three, zone: string | undefined): number | undefined {
  if (zone === undefined) return local(date, clock).getTime();
  const offset = minutesOf(zone);
  return offset === undefined ? undefined : utc(date, clock).getTime() - offset * 60_000;
}

function utc(date: Three, clock: Three): Date {
  const result = new Date(0);
  result.setUTCFullYear(...date);
  result.setUTCHours(...clock);
  return result;
}

/** In one step, since a date and a time of day that exist together need not do so with what stood there before. */
function local(date: Three, clock: Three): Date {
  const result = new Date(...date, ...clock);
  // The constructor takes the years 0 to 99 for 1900 to 1999.
  if (date[0] < 100) result.setFullYear(...date);
  return result;
}

function minutesOf(zone: string): number | undefined {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (match === null) return 0;
  const [, sign, hours = "0", minutes = "0"] = match;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
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

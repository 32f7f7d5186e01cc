// Points in time as a filter spells them: ISO 8601 to the microsecond, or only its first part, which means where that
// period begins. Without a zone the time is UTC, so that a filter means the same on every machine.

const shape =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?([Zz]|[+-]\d\d(?::?\d\d)?)?)?)?)?$/;

/** Milliseconds since 1970, to the microsecond; undefined when it is no time from the year 0 to 9999. */
export function parseFilterTime(text: string): number | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "1", day = "1", hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] =
    match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const offset = minutesOf(zone);
  if (offset === undefined) return undefined;
  const ms = date.getTime() - offset * 60_000;
  // The index keeps microseconds as whole numbers too, so equal times are equal here.
  const time = (ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, "0"))) / 1000;
  return isPrintable(time) ? time : undefined;
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

/** The shortest text that `parseFilterTime` reads as this time, but for months and years, which are written as days. */
export function printFilterTime(time: number): string {
  const micros = Math.round(time * 1000);
  const iso = new Date(Math.floor(micros / 1000)).toISOString();
  const below = String(micros - Math.floor(micros / 1000) * 1000).padStart(3, "0");
  const fraction = `${iso.slice(20, 23)}${below}`.replace(/0+$/, "");
  if (fraction !== "") return `${iso.slice(0, 19)}.${fraction}Z`;
  if (iso.slice(17, 19) !== "00") return `${iso.slice(0, 19)}Z`;
  return iso.slice(11, 16) === "00:00" ? iso.slice(0, 10) : `${iso.slice(0, 16)}Z`;
}

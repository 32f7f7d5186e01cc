// The zone in which this process shows times, and reads those that name none: that of the machine, until somebody chooses
// another. One for the whole process, as the environment's TZ is, so that what is shown in a place can be typed in any other.

/** A day and time of day, wherever that is. */
export interface WallTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** `local`, `UTC`, or a name of the IANA database such as `Europe/Paris`. */
export type ZoneName = string;

/** The machine's own zone, which is used until another is chosen. */
export const localZone: ZoneName = "local";

/** Undefined: the machine's own, which Date knows. */
let chosen: Intl.DateTimeFormat | undefined;
let name = localZone;

/** False for a zone that the runtime does not know: nothing has changed then. */
export function setZone(zone: ZoneName): boolean {
  if (!isZone(zone)) return false;
  name = zone;
  chosen = zone === localZone ? undefined : wallClock(zone);
  return true;
}

/** The zone that is used. */
export function zoneInUse(): ZoneName {
  return name;
}

/**
 * Whether `setZone` would take it: the zones that this runtime knows decide. The page asks before it keeps what
 * somebody typed.
 */
export function isZone(zone: string): boolean {
  if (zone === localZone) return true;
  try {
    wallClock(zone);
    return true;
  } catch {
    return false; // RangeError: no such zone
  }
}

/** `time` in ms since 1970, of a date that exists. */
export function wallTime(time: number): WallTime {
  return chosen === undefined ? inMachineZone(new Date(time)) : inUtc(new Date(time + offsetIn(chosen, time)));
}

/**
 * Milliseconds since 1970. A time that the clocks skip is moved on by what they skip; one that they show twice is the first
 * of the two.
 */
export function timeAt(wall: WallTime): number {
  if (chosen === undefined) {
    const { year, month, day, hour, minute, second } = wall;
    // In one step, since a date and a time of day that exist together need not do so with what stood there before.
    const date = new Date(year, month - 1, day, hour, minute, second);
    // The constructor takes the years 0 to 99 for 1900 to 1999.
    if (year < 100) date.setFullYear(year, month - 1, day);
    return date.getTime();
  }
  const read = utcOf(wall);
  // No zone changes its clocks twice in two days.
  const before = offsetIn(chosen, read - dayMs);
  const after = offsetIn(chosen, read + dayMs);
  if (offsetIn(chosen, read - before) === before) return read - before;
  return offsetIn(chosen, read - after) === after ? read - after : read - before;
}

const dayMs = 24 * 3600 * 1000;

function wallClock(timeZone: string): Intl.DateTimeFormat {
  const numeric = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const clock = { hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-US", { timeZone, calendar: "iso8601", era: "short", ...numeric, ...clock });
}

/** How far the zone's clocks are ahead of UTC at a time, in ms. */
function offsetIn(clock: Intl.DateTimeFormat, time: number): number {
  const second = Math.floor(time / 1000) * 1000;
  const parts = new Map(clock.formatToParts(second).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  const year = parts.get("era")?.startsWith("B") === true ? 1 - part("year") : part("year");
  const wall = { year, month: part("month"), day: part("day"), hour: part("hour"), minute: part("minute") };
  return utcOf({ ...wall, second: part("second") }) - second;
}

/** The time at which clocks say so that show UTC. */
function utcOf({ year, month, day, hour, minute, second }: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second);
}

function inMachineZone(date: Date): WallTime {
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
  };
}

function inUtc(date: Date): WallTime {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

// Reads a text with a date, as shared/time.ts says which there are, byte by byte with a cursor and without a string.

import { daysIn, daysOf } from "./commonTime";

let p: usize = 0;
let end: usize = 0;

let year: i32 = 0;
let month: i32 = 0;
let day: i32 = 0;
let hour: i32 = 0;
let minute: i32 = 0;
let second: i32 = 0;
let micros: i32 = 0;
/** Minutes ahead of UTC. */
let offset: i32 = 0;

const weekdays: StaticArray<string> = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months: StaticArray<string> = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const zones: StaticArray<string> = ["z", "utc", "gmt", "ut", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt"];
const zoneHours: StaticArray<i32> = [0, 0, 0, 0, -5, -4, -6, -5, -7, -6, -8, -7];

/** Microseconds since 1970; NaN when it is no time. */
export function parseCalendar(at: usize, length: u32): f64 {
  p = at;
  end = at + length;
  hour = minute = second = micros = offset = 0;
  const run = digitRun();
  const read = run == 4 ? yearFirst() : run == 8 || run == 14 ? basic(run) : run == 0 ? monthFirst() : dayFirst();
  return read && p == end && exists() ? microsecondsOf() : NaN;
}

// @ts-ignore: decorator
@inline
function byteAt(at: usize): u32 {
  return at < end ? load<u8>(at) : 0;
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

// @ts-ignore: decorator
@inline
function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

// @ts-ignore: decorator
@inline
function isBlank(byte: u32): bool {
  return byte == 0x20;
}

/** How many digits follow, and 15 for more than 14. */
function digitRun(): u32 {
  let run: u32 = 0;
  while (run < 15 && isDigit(byteAt(p + run))) run++;
  return run;
}

/** The next `count` digits as a number; -1 when there are fewer. */
function digits(count: u32): i32 {
  let value = 0;
  for (let i: u32 = 0; i < count; i++, p++) {
    const byte = byteAt(p);
    if (!isDigit(byte)) return -1;
    value = value * 10 + <i32>(byte - 0x30);
  }
  return value;
}

/** One digit or two. */
function oneOrTwoDigits(): i32 {
  return digits(isDigit(byteAt(p + 1)) ? 2 : 1);
}

function take(byte: u32): bool {
  if (byteAt(p) != byte) return false;
  p++;
  return true;
}

function takeBlanks(): bool {
  if (!isBlank(byteAt(p))) return false;
  while (isBlank(byteAt(p))) p++;
  return true;
}

/** The first `length` letters of a name, in any case. */
function takeName(name: string, length: i32): bool {
  for (let i = 0; i < length; i++) {
    const byte = byteAt(p + i);
    if (!isLetter(byte) || (byte | 0x20) != <u32>name.charCodeAt(i)) return false;
  }
  p += length;
  return true;
}

function takeMonth(): bool {
  for (let i = 0; i < 12; i++) {
    if (!takeName(unchecked(months[i]), 3)) continue;
    month = i + 1;
    return true;
  }
  return false;
}

/** A day of the week with a comma and blanks behind it. False: something else stands there. */
function takeWeekday(): bool {
  const before = p;
  for (let i = 0; i < 7; i++) {
    const name = unchecked(weekdays[i]);
    if (!takeName(name, name.length) && !takeName(name, 3)) continue;
    take(0x2c);
    if (takeBlanks()) return true;
    break;
  }
  p = before;
  return false;
}

/** `2026-03-01`, and perhaps a time of day. */
function yearFirst(): bool {
  year = digits(4);
  const sign = byteAt(p);
  if (!take(0x2d) && !take(0x2f)) return false;
  month = digits(2);
  if (month < 0 || !take(sign)) return false;
  day = digits(2);
  if (day < 0) return false;
  return p == end || ((take(0x54) || take(0x74) || takeBlanks()) && clock() && zone());
}

/** `20260301T100000` or `20260301100000`. */
function basic(run: u32): bool {
  year = digits(4);
  month = digits(2);
  day = digits(2);
  if (run == 8) return (take(0x54) || take(0x74) || takeBlanks()) && clock() && zone();
  hour = digits(2);
  minute = digits(2);
  second = digits(2);
  return fraction(false) && zone();
}

/** `Sun, 01 Mar 2026 10:00:00`, `01-Mar-26 …`, `01/Mar/2026:10:00:00`, without the day of the week. */
function dayFirst(): bool {
  day = oneOrTwoDigits();
  const sign = byteAt(p);
  if (day < 0 || !(take(0x2d) || take(0x2f) || take(0x20))) return false;
  if (!takeMonth() || !take(sign)) return false;
  const run = digitRun();
  if (run != 2 && run != 4) return false;
  year = digits(run);
  // Two digits mean 1950 to 2049 (RFC 2822).
  if (run == 2) year += year < 50 ? 2000 : 1900;
  return p == end || clockBehind(true);
}

/** `Sun Mar  1 10:00:00 2026`, `Mar 1, 2026 10:00:00`, or a day behind the day of the week. */
function monthFirst(): bool {
  if (takeWeekday() && isDigit(byteAt(p))) return dayFirst();
  if (!takeMonth() || !takeBlanks()) return false;
  day = oneOrTwoDigits();
  if (day < 0) return false;
  const comma = take(0x2c);
  if (!takeBlanks()) return false;
  if (digitRun() != 4) return !comma && clockThenYear();
  year = digits(4);
  return p == end || clockBehind(false);
}

/** Behind a comma and blanks, or behind a colon as Apache writes it. */
function clockBehind(colon: bool): bool {
  if (!colon || !take(0x3a)) {
    take(0x2c);
    if (!takeBlanks()) return false;
  }
  return clock() && zone();
}

/** The zone stands in front of the year or behind it. */
function clockThenYear(): bool {
  if (!extendedClock()) return false;
  const behindClock = p;
  const zoneBehind = takeBlanks() && isDigit(byteAt(p));
  if (!zoneBehind) {
    p = behindClock;
    if (!takeZone() || !takeBlanks()) return false;
  }
  if (digitRun() != 4) return false;
  year = digits(4);
  return zoneBehind ? zone() : true;
}

/** `10`, `10:00`, `10:00:00.25`, `10:00:00 PM`, `100000`. */
function clock(): bool {
  const run = digitRun();
  if (run <= 2 && byteAt(p + run) == 0x3a) return extendedClock();
  if (run != 2 && run != 4 && run != 6) return false;
  hour = digits(2);
  if (run >= 4) minute = digits(2);
  if (run == 6) second = digits(2);
  return run != 6 || fraction(false);
}

function extendedClock(): bool {
  hour = oneOrTwoDigits();
  if (!take(0x3a)) return false;
  minute = digits(2);
  if (take(0x3a)) {
    second = digits(2);
    if (second < 0 || !fraction(true)) return false;
  }
  return minute >= 0 && halfOfDay();
}

/** Digits behind a dot or comma, or behind a colon. What is below a microsecond is cut off. */
function fraction(colon: bool): bool {
  if (!take(0x2e) && !take(0x2c) && !(colon && take(0x3a))) return true;
  if (!isDigit(byteAt(p))) return false;
  let unit = 100000;
  for (; isDigit(byteAt(p)); p++, unit /= 10) micros += unit * <i32>(byteAt(p) - 0x30);
  return true;
}

/** AM or PM, if it is there. */
function halfOfDay(): bool {
  const before = p;
  takeBlanks();
  const morning = takeName("am", 2);
  if (!morning && !takeName("pm", 2)) {
    p = before;
    return true;
  }
  if (hour < 1 || hour > 12) return false;
  hour = (hour % 12) + (morning ? 0 : 12);
  return true;
}

/** The zone and what repeats it, if anything follows. */
function zone(): bool {
  if (p == end) return true;
  if (!takeZone()) return false;
  takeComment();
  while (byteAt(p) == 0x5b) if (!takeUpTo(0x5b, 0x5d)) return false;
  return true;
}

function takeZone(): bool {
  takeBlanks();
  if (takeOffset()) return repetition();
  for (let i = 0; i < 12; i++) {
    const name = unchecked(zones[i]);
    if (!takeName(name, name.length)) continue;
    // UTC+01:00 and the like.
    if (i > 0 && i < 4 && takeOffset()) return repetition();
    offset = unchecked(zoneHours[i]) * 60;
    return true;
  }
  return false;
}

/** `+01`, `+0100`, `+01:00`; a minus may be the real one of three bytes, as ISO 8601 prefers. */
function takeOffset(): bool {
  const before = p;
  const plus = take(0x2b);
  if (!plus && !take(0x2d)) {
    if (byteAt(p) != 0xe2 || byteAt(p + 1) != 0x88 || byteAt(p + 2) != 0x92) return false;
    p += 3;
  }
  const hours = digits(2);
  const behindHours = p;
  take(0x3a);
  let minutes = hours < 0 ? -1 : digits(2);
  if (hours >= 0 && minutes < 0) {
    p = behindHours;
    minutes = 0;
  }
  if (hours < 0 || hours > 23 || minutes > 59) {
    p = before;
    return false;
  }
  offset = (hours * 60 + minutes) * (plus ? 1 : -1);
  return true;
}

/** Behind an offset: ` CET`, ` +0100`, ` m=+0.1`. */
function repetition(): bool {
  let before = p;
  if (takeBlanks()) {
    let letters = 0;
    while (letters < 5 && isLetter(byteAt(p))) p++, letters++;
    const signed = letters == 0 && (take(0x2b) || take(0x2d)) && digits(2) >= 0;
    if (signed && isDigit(byteAt(p)) && digits(2) < 0) return false;
    if ((letters == 0 && !signed) || byteAt(p) == 0x3d) p = before;
  }
  before = p;
  if (!take(0x20) || !takeName("m", 1) || !take(0x3d)) {
    p = before;
    return true;
  }
  return (take(0x2b) || take(0x2d)) && takeDigits() && take(0x2e) && takeDigits();
}

function takeDigits(): bool {
  if (!isDigit(byteAt(p))) return false;
  while (isDigit(byteAt(p))) p++;
  return true;
}

/** A name in parentheses. */
function takeComment(): void {
  const before = p;
  takeBlanks();
  if (byteAt(p) != 0x28 || !takeUpTo(0x28, 0x29)) p = before;
}

/** From one sign to the other, without either between. */
function takeUpTo(opening: u32, closing: u32): bool {
  p++;
  while (p < end && byteAt(p) != opening && byteAt(p) != closing) p++;
  return take(closing);
}

function exists(): bool {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  if (hour < 0 || minute < 0 || minute > 59 || second < 0) return false;
  if (hour > 23) return hour == 24 && (minute | second | micros) == 0;
  // Leap seconds end a day of UTC.
  return second < 60 || (second == 60 && (hour * 60 + minute - offset + 1) % 1440 == 0);
}

function microsecondsOf(): f64 {
  const minutes = <f64>daysOf(year, month, day) * 1440 + <f64>(hour * 60 + minute - offset);
  return (minutes * 60 + <f64>second) * 1000000 + <f64>micros;
}

// Times become milliseconds since 1970 (UTC), whatever the writer's unit: RFC 3339 text, or a number (also as text) in
// seconds, milliseconds, microseconds or nanoseconds, told apart by magnitude. NaN: not a time.

// @ts-ignore: decorator
@inline
function digit(p: usize): i32 {
  return <i32>load<u8>(p) - 0x30;
}

// @ts-ignore: decorator
@inline
function isDigit(p: usize): bool {
  return <u32>digit(p) < 10;
}

function twoDigits(p: usize): i32 {
  return isDigit(p) && isDigit(p + 1) ? digit(p) * 10 + digit(p + 1) : -1;
}

/** Days since 1970-01-01 of a date in the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
function daysOf(year: i32, month: i32, day: i32): i32 {
  const y = month <= 2 ? year - 1 : year;
  const era = (y >= 0 ? y : y - 399) / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** `2026-03-01T12:00:00`, a fraction of any length, `Z` or `+01:00` or nothing (read as UTC); a blank may stand for `T`. */
function parseCalendar(at: usize, length: u32): f64 {
  if (length < 19) return NaN;
  const century = twoDigits(at);
  const year = twoDigits(at + 2);
  const month = twoDigits(at + 5);
  const day = twoDigits(at + 8);
  const hour = twoDigits(at + 11);
  const minute = twoDigits(at + 14);
  const second = twoDigits(at + 17);
  if ((century | year | month | day | hour | minute | second) < 0) return NaN;
  const between = load<u8>(at, 10);
  if (load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d) return NaN;
  if (between != 0x54 && between != 0x74 && between != 0x20) return NaN;
  if (load<u8>(at, 13) != 0x3a || load<u8>(at, 16) != 0x3a) return NaN;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return NaN;

  let p = at + 19;
  const end = at + length;
  let fraction: f64 = 0;
  if (p < end && (load<u8>(p) == 0x2e || load<u8>(p) == 0x2c)) {
    p++;
    let scale: f64 = 1000;
    while (p < end && isDigit(p)) {
      scale /= 10;
      fraction += scale * <f64>digit(p);
      p++;
    }
  }
  let offsetMinutes: i32 = 0;
  if (p < end) {
    const sign = load<u8>(p);
    if (sign == 0x2b || sign == 0x2d) {
      if (p + 5 > end) return NaN;
      const hours = twoDigits(p + 1);
      const colon: usize = load<u8>(p, 3) == 0x3a ? 1 : 0;
      const minutes = twoDigits(p + 3 + colon);
      if ((hours | minutes) < 0 || p + 5 + colon != end) return NaN;
      offsetMinutes = hours * 60 + minutes;
      if (sign == 0x2d) offsetMinutes = -offsetMinutes;
    } else if ((sign != 0x5a && sign != 0x7a) || p + 1 != end) return NaN;
  }
  const days = <f64>daysOf(century * 100 + year, month, day);
  const minutesOfDay = <f64>(hour * 60 + minute - offsetMinutes);
  return days * 86400000 + minutesOfDay * 60000 + <f64>second * 1000 + fraction;
}

function parseNumber(at: usize, length: u32): f64 {
  let p = at;
  const end = at + length;
  const negative = load<u8>(p) == 0x2d;
  if (negative) p++;
  if (p >= end || !isDigit(p)) return NaN;
  let value: f64 = 0;
  while (p < end && isDigit(p)) {
    value = value * 10 + <f64>digit(p);
    p++;
  }
  if (p < end && load<u8>(p) == 0x2e) {
    p++;
    let divisor: f64 = 1;
    let fraction: f64 = 0;
    while (p < end && isDigit(p)) {
      if (divisor < 1e15) {
        fraction = fraction * 10 + <f64>digit(p);
        divisor *= 10;
      }
      p++;
    }
    value += fraction / divisor;
  }
  if (p < end && (load<u8>(p) | 0x20) == 0x65) {
    p++;
    const down = p < end && load<u8>(p) == 0x2d;
    if (p < end && (load<u8>(p) == 0x2d || load<u8>(p) == 0x2b)) p++;
    if (p >= end) return NaN;
    let exponent = 0;
    while (p < end && isDigit(p)) {
      if (exponent < 400) exponent = exponent * 10 + digit(p);
      p++;
    }
    for (let i = 0; i < exponent; i++) value = down ? value / 10 : value * 10;
  }
  return p == end ? (negative ? -value : value) : NaN;
}

/** Below 1e11 seconds, below 1e14 milliseconds, below 1e17 microseconds, else nanoseconds. */
function normalise(value: f64): f64 {
  const size = abs<f64>(value);
  if (size < 1e11) return value * 1000;
  if (size < 1e14) return value;
  if (size < 1e17) return value / 1e3;
  if (size < 1e20) return value / 1e6;
  return NaN;
}

/** The index stores differences of whole microseconds below 2^53, so times end at the years 1827 and 2112. */
const farthest: f64 = 4.5e12;

/** Milliseconds since 1970 of a value's text (of a string, without its quotes), to a microsecond; NaN when it is not a time. */
export function parseTime(at: usize, length: u32): f64 {
  if (length == 0 || length > 40) return NaN;
  const calendar = length >= 19 && load<u8>(at, 4) == 0x2d;
  const time = calendar ? parseCalendar(at, length) : normalise(parseNumber(at, length));
  if (!(abs<f64>(time) < farthest)) return NaN;
  // The fraction by itself: that of the product would be rounded twice from the year 2109 on.
  const whole = floor<f64>(time);
  return (whole * 1000 + nearest<f64>((time - whole) * 1000)) / 1000;
}

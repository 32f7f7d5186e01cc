// The spelling that most logs have, `2026-03-01T10:00:00.250Z`, read at fixed places: three times as fast as with the
// cursor of calendar.ts, which reads all others.

// @ts-ignore: decorator
@inline
function digit(p: usize): u32 {
  return <u32>load<u8>(p) - 0x30;
}

/** At least 100 when one of them is no digit. */
// @ts-ignore: decorator
@inline
function twoDigits(p: usize): u32 {
  const tens = digit(p);
  const ones = digit(p + 1);
  return tens < 10 && ones < 10 ? tens * 10 + ones : 100;
}

/** Days since 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysOf(year: i32, month: i32, day: i32): i32 {
  const y = month <= 2 ? year - 1 : year;
  const era = (y >= 0 ? y : y - 399) / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function daysIn(year: i32, month: i32): i32 {
  if (month != 2) return 30 + ((month + (month >> 3)) & 1);
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
}

/** Microseconds since 1970; NaN: no such time, or another spelling. */
export function parseCommon(at: usize, length: u32): f64 {
  if (length < 20 || length > 27 || load<u8>(at + length - 1) != 0x5a) return NaN;
  if (load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d || load<u8>(at, 10) != 0x54) return NaN;
  if (load<u8>(at, 13) != 0x3a || load<u8>(at, 16) != 0x3a) return NaN;
  const century = twoDigits(at);
  const ofCentury = twoDigits(at + 2);
  const month = twoDigits(at + 5);
  const day = twoDigits(at + 8);
  const hour = twoDigits(at + 11);
  const minute = twoDigits(at + 14);
  const second = twoDigits(at + 17);
  if (century > 99 || ofCentury > 99 || month - 1 > 11 || hour > 23 || minute > 59 || second > 59) return NaN;
  const year = century * 100 + ofCentury;
  if (day - 1 >= <u32>daysIn(year, month)) return NaN;
  let micros: u32 = 0;
  if (length > 20) {
    if (length == 21 || load<u8>(at, 19) != 0x2e) return NaN;
    let unit: u32 = 100000;
    for (let p = at + 20; p < at + length - 1; p++, unit /= 10) {
      if (digit(p) > 9) return NaN;
      micros += unit * digit(p);
    }
  }
  const minutes = <f64>daysOf(year, month, day) * 1440 + <f64>(hour * 60 + minute);
  return (minutes * 60 + <f64>second) * 1000000 + <f64>micros;
}

// Times become milliseconds since 1970 (UTC), whatever the writer's spelling: a number (also as text) in seconds,
// milliseconds, microseconds or nanoseconds, told apart by magnitude, or a text with a date (calendar.ts). NaN: not a time.
// shared/time.ts says what counts as one, and reads the same.

import { parseCalendar } from "./calendar";
import { parseCommon } from "./commonTime";

// @ts-ignore: decorator
@inline
function isDigit(p: usize): bool {
  return <u32>load<u8>(p) - 0x30 < 10;
}

/** More digits than this cannot change the microseconds. */
const keptDigits: i32 = 19;

/** Microseconds since 1970 of a number; NaN when it is none, or too large. */
function parseEpoch(at: usize, length: u32): f64 {
  let p = at;
  const end = at + length;
  const negative = load<u8>(p) == 0x2d;
  if (negative) p++;
  if (p >= end || !isDigit(p)) return NaN;
  // The digits from the first that is not 0, as many as are kept, and where the point is among them all.
  let value: u64 = 0;
  let kept = 0;
  let inFront = 0;
  for (; p < end && isDigit(p); p++) {
    const digit = <u64>load<u8>(p) - 0x30;
    if (inFront == 0 && digit == 0) continue;
    inFront++;
    if (kept == keptDigits) continue;
    value = value * 10 + digit;
    kept++;
  }
  if (p < end && load<u8>(p) == 0x2e) {
    p++;
    if (p >= end || !isDigit(p)) return NaN;
    for (; p < end && isDigit(p); p++) {
      const digit = <u64>load<u8>(p) - 0x30;
      if (value == 0 && digit == 0) {
        inFront--;
        continue;
      }
      if (kept == keptDigits) continue;
      value = value * 10 + digit;
      kept++;
    }
  }
  if (p < end && (load<u8>(p) | 0x20) == 0x65) {
    p++;
    const down = p < end && load<u8>(p) == 0x2d;
    if (down || (p < end && load<u8>(p) == 0x2b)) p++;
    if (p >= end || !isDigit(p)) return NaN;
    let exponent = 0;
    for (; p < end && isDigit(p); p++) if (exponent < 1000) exponent = exponent * 10 + <i32>load<u8>(p) - 0x30;
    inFront += down ? -exponent : exponent;
  }
  if (p != end) return NaN;
  if (value == 0) return 0;
  // Digits in front of the point up to which it counts seconds, milliseconds, microseconds, nanoseconds.
  const shift = inFront <= 11 ? 6 : inFront <= 14 ? 3 : inFront <= 17 ? 0 : -3;
  if (inFront > 20) return NaN;
  let wanted = inFront + shift;
  if (wanted <= 0) return 0;
  for (; kept < wanted; kept++) value *= 10;
  for (; kept > wanted; kept--) value /= 10;
  return negative ? -<f64>value : <f64>value;
}

/** The index stores differences of whole microseconds below 2^53, so times end at the years 1827 and 2112. */
const farthest: f64 = 4.5e15;
/** The most bytes of a text that can be a time, whatever its fraction or the name of its zone. */
const longest: u32 = 128;

/** Milliseconds since 1970 of a value's text (of a string, without its quotes), to a microsecond; NaN when it is not a time. */
export function parseTime(at: usize, length: u32): f64 {
  if (length == 0 || length > longest) return NaN;
  const common = parseCommon(at, length);
  if (abs<f64>(common) < farthest) return common / 1000;
  const epoch = parseEpoch(at, length);
  if (abs<f64>(epoch) < farthest) return epoch / 1000;
  const calendar = parseCalendar(at, length);
  return abs<f64>(calendar) < farthest ? calendar / 1000 : NaN;
}

// The end of a string, and the end of a number, as strictly as the walk looks at them. A long string is looked at by 64 bytes at a time.

import { carry, equal, escapedBytes, isAny, maskOf } from "./bitMasks";
import { badEscapes, usualLetters } from "./escapes";
import { holdControl, isControl, mark } from "./events";
import { beginLiteral, isLiteral, takeLiteral } from "./literals";

// @ts-ignore: decorator
@inline
function maskOfTwo(a: v128, b: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(a)) | (<u64>(<u32>i8x16.bitmask(b)) << 16);
}

/** Quotes, backslashes and control characters. */
// @ts-ignore: decorator
@inline
export function isNotable(bytes: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    i8x16.le_u(bytes, i8x16.splat(0x1f)),
  );
}

/**
 * The quote that ends the string whose text begins at `p`; 0: none before `end`, or the text is not as JSON spells it. What is
 * given may lie up to 63 bytes behind `end`, where bytes of an earlier chunk are.
 */
// @ts-ignore: decorator
@inline
export function endOfText(p: usize, end: usize): usize {
  // Most texts are short, and hold nothing of note before the quote that ends them.
  const notable = maskOfTwo(isNotable(v128.load(p)), isNotable(v128.load(p, 16)));
  if (notable == 0) return endOfLongText(p + 32, end);
  const at = p + <usize>ctz(notable);
  return load<u8>(at) == 0x22 ? at : endOfLongText(p, end);
}

// Where long texts of this chunk end, each in the place that its address has in the table: a record that is compared with several shapes
// is mostly alike in these, and then their texts are looked at once.
const ends: usize = memory.data(128, 16);
const mostEnds: usize = 16;

/** Other bytes are read to where texts were. */
export function forgetTexts(): void {
  memory.fill(ends, 0, mostEnds * 8);
}

function endOfLongText(p: usize, end: usize): usize {
  const known = ends + (p % mostEnds) * 8;
  if (load<u32>(known) == <u32>p) return load<u32>(known, 4);
  const q = findEnd(p, end);
  store<u32>(known, <u32>p);
  store<u32>(known, <u32>q, 4);
  return q;
}

/** As `endOfText`, by 64 bytes at a time. */
function findEnd(p: usize, end: usize): usize {
  let first: u64 = 0;
  for (let q = p; q < end; q += 64) {
    const a = v128.load(q);
    const b = v128.load(q, 16);
    const c = v128.load(q, 32);
    const d = v128.load(q, 48);
    const hasControl = holdControl(a, b, c, d);
    if (first == 0 && !hasControl && !isAny(mark(a), mark(b), mark(c), mark(d))) continue;
    const slashes = maskOf(equal(a, 0x5c), equal(b, 0x5c), equal(c, 0x5c), equal(d, 0x5c));
    const marks = maskOf(equal(a, 0x22), equal(b, 0x22), equal(c, 0x22), equal(d, 0x22));
    let escaped: u64 = 0;
    if ((slashes | first) != 0) {
      escaped = escapedBytes(slashes, first);
      first = carry;
    }
    const quotes = marks & ~escaped;
    const stops = hasControl ? quotes | maskOf(isControl(a), isControl(b), isControl(c), isControl(d)) : quotes;
    if (escaped != 0) {
      const inText = stops == 0 ? u64.MAX_VALUE : (stops & (~stops + 1)) - 1;
      const doubtful = escaped & inText & ~(slashes | marks | usualLetters(a, b, c, d));
      if (doubtful != 0 && badEscapes(q, doubtful, end) != 0) return 0;
      // A control character behind a backslash is among the stops.
    }
    if (stops != 0) {
      const at = ctz(stops);
      return ((quotes >> at) & 1) != 0 ? q + <usize>at : 0;
    }
  }
  return 0;
}

/** The same for a text without escapes; it may lie up to 15 bytes behind `end`. */
// @ts-ignore: decorator
@inline
export function endOfPlainText(p: usize, end: usize): usize {
  let q = p;
  while (q < end) {
    const stops = i8x16.bitmask(isNotable(v128.load(q)));
    if (stops != 0) {
      q += ctz(stops);
      return load<u8>(q) == 0x22 ? q : 0;
    }
    q += 16;
  }
  return 0;
}

/** Whether a text holds a backslash. */
// @ts-ignore: decorator
@inline
export function holdsEscape(from: usize, to: usize): bool {
  for (let p = from; p < to; p += 16) {
    const slashes = i8x16.bitmask(equal(v128.load(p), 0x5c));
    if (slashes != 0) return p + ctz(slashes) < to;
  }
  return false;
}

/** Where the number ends that begins at `p`; 0: not before `end`, or it is none. */
// @ts-ignore: decorator
@inline
export function endOfNumber(p: usize, end: usize): usize {
  if (p >= end) return 0;
  const byte = load<u8>(p);
  if (<u32>byte - 0x30 > 9 && byte != 0x2d) return 0;
  beginLiteral(byte);
  const q = takeLiteral(p + 1, end);
  return q < end && isLiteral() ? q : 0;
}

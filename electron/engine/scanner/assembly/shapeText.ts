// The end of a string, and the end of a number, as strictly as the walk looks at them.

import { equal, escapedBytes } from "./bitMasks";
import { badEscapes } from "./escapes";
import { beginLiteral, isLiteral, takeLiteral } from "./literals";

// @ts-ignore: decorator
@inline
function maskOfTwo(a: v128, b: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(a)) | (<u64>(<u32>i8x16.bitmask(b)) << 16);
}

// @ts-ignore: decorator
@inline
function maskOfByte(a: v128, b: v128, byte: i8): u64 {
  const wanted = i8x16.splat(byte);
  return maskOfTwo(i8x16.eq(a, wanted), i8x16.eq(b, wanted));
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
 * given may lie up to 31 bytes behind `end`, where bytes of an earlier chunk are.
 */
// @ts-ignore: decorator
@inline
export function endOfText(p: usize, end: usize): usize {
  let q = p;
  let first: u64 = 0;
  const lastControl = i8x16.splat(0x1f);
  while (q < end) {
    const a = v128.load(q);
    const b = v128.load(q, 16);
    // Most texts hold nothing of note before the quote that ends them.
    if (first == 0) {
      const notable = maskOfTwo(isNotable(a), isNotable(b));
      if (notable == 0) {
        q += 32;
        continue;
      }
      const at = q + <usize>ctz(notable);
      if (load<u8>(at) == 0x22) return at;
    }
    const controls = maskOfTwo(i8x16.le_u(a, lastControl), i8x16.le_u(b, lastControl));
    const slashes = maskOfByte(a, b, 0x5c);
    let quotes = maskOfByte(a, b, 0x22);
    let escaped: u64 = 0;
    if ((slashes | first) != 0) {
      escaped = escapedBytes(slashes, first);
      first = (escaped >> 32) & 1;
      quotes &= ~escaped;
    }
    const stops = quotes | controls;
    if (escaped != 0) {
      const inText = stops == 0 ? 0xffffffff : (stops & (~stops + 1)) - 1;
      const usual = slashes | maskOfByte(a, b, 0x22) | maskOfByte(a, b, 0x6e) | maskOfByte(a, b, 0x74);
      const doubtful = escaped & inText & ~usual;
      if (doubtful != 0 && badEscapes(q, doubtful, end) != 0) return 0;
      // A control character behind a backslash is among the stops.
    }
    if (stops != 0) {
      const at = ctz(stops);
      return ((quotes >> at) & 1) != 0 ? q + <usize>at : 0;
    }
    q += 32;
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

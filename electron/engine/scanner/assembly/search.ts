// Bytes that matter outside of events, found 16 at a time. Reads up to 15 bytes behind `end`; what it finds there does not
// count.

export const newline: u8 = 0x0a;
export const quote: u8 = 0x22;
export const backslash: u8 = 0x5c;

/** First `{` or newline at or behind `p`; anything from `end` on means none. */
export function findOpening(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    const hits = i8x16.bitmask(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x7b)), i8x16.eq(bytes, i8x16.splat(<i8>newline))),
    );
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

/** Behind the last newline of [from, end); `from`: there is none. */
export function behindLastNewline(from: usize, end: usize): usize {
  let p = end;
  while (p > from) {
    p -= 16;
    const hits = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(<i8>newline)));
    if (hits != 0) return max(p + 32 - clz(hits), from);
  }
  return from;
}

// @ts-ignore: decorator
@inline
export function isBlank(byte: u8): bool {
  return byte == 0x20 || byte == 0x09 || byte == 0x0d;
}

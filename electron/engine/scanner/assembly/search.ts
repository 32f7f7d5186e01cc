// Finds the bytes that matter, 16 at a time. Reads up to 15 bytes behind `end`; what it finds there does not count.

export const newline: u8 = 0x0a;
export const quote: u8 = 0x22;
export const backslash: u8 = 0x5c;

/** First quote, backslash or newline at or behind `p`; anything from `end` on means none. */
// @ts-ignore: decorator
@inline
export function findInString(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    const hits = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(<i8>quote)), i8x16.eq(bytes, i8x16.splat(<i8>backslash))),
        i8x16.eq(bytes, i8x16.splat(<i8>newline)),
      ),
    );
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

/** First bracket, quote or newline at or behind `p`. Setting bit 0x20 makes [ and { the same, and ] and }. */
// @ts-ignore: decorator
@inline
export function findStructure(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    const folded = v128.or(bytes, i8x16.splat(0x20));
    const hits = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(folded, i8x16.splat(0x7b)), i8x16.eq(folded, i8x16.splat(0x7d))),
        v128.or(i8x16.eq(bytes, i8x16.splat(<i8>quote)), i8x16.eq(bytes, i8x16.splat(<i8>newline))),
      ),
    );
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

export function findNewline(p: usize, end: usize): usize {
  while (p < end) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(<i8>newline)));
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

// @ts-ignore: decorator
@inline
export function isBlank(byte: u8): bool {
  return byte == 0x20 || byte == 0x09 || byte == 0x0d;
}

/** Bytes that end a number or a word. */
export function endsToken(byte: u8): bool {
  return byte <= 0x20
    ? byte == newline || isBlank(byte)
    : byte == 0x2c || byte == quote || (byte | 0x20) == 0x7b || (byte | 0x20) == 0x7d;
}

// Bytes that mean something in JSON.

/**
 * First byte in a string that ends it, begins an escape or is forbidden, at or behind `p`; `end` or more means none. Reads
 * 16 bytes at a time, so up to 15 behind `end`.
 */
// @ts-ignore: decorator
@inline
export function findSpecial(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    const hits = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
        i8x16.lt_u(bytes, i8x16.splat(0x20)),
      ),
    );
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

// @ts-ignore: decorator
@inline
export function isBlank(byte: u8): bool {
  return byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09;
}

// @ts-ignore: decorator
@inline
export function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}

export function isHex(byte: u8): bool {
  const letter: u8 = byte | 0x20;
  return isDigit(byte) || (letter >= 0x61 && letter <= 0x66);
}

// Arithmetic on the bits of 64 bytes (simdjson's: Langdale and Lemire, "Parsing Gigabytes of JSON per Second").

// @ts-ignore: decorator
@inline
export function maskOf(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(a)) |
    (<u64>(<u32>i8x16.bitmask(b)) << 16) |
    (<u64>(<u32>i8x16.bitmask(c)) << 32) |
    (<u64>(<u32>i8x16.bitmask(d)) << 48)
  );
}

// @ts-ignore: decorator
@inline
export function isAny(a: v128, b: v128, c: v128, d: v128): bool {
  return v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)));
}

// @ts-ignore: decorator
@inline
export function equal(bytes: v128, byte: i8): v128 {
  return i8x16.eq(bytes, i8x16.splat(byte));
}

const evenBits: u64 = 0x5555555555555555;
/** 1: the byte behind the last block whose `escapedBytes` were asked for is escaped. */
export let carry: u64 = 0;

/** The bytes that a backslash stands before, of runs of backslashes every second one; `first`: the first byte is one. */
// @ts-ignore: decorator
@inline
export function escapedBytes(slashes: u64, first: u64): u64 {
  const free = slashes & ~first;
  const follows = (free << 1) | first;
  const oddStarts = free & ~evenBits & ~follows;
  const evenRuns = oddStarts + free;
  carry = evenRuns < free ? 1 : 0;
  return (evenBits ^ (evenRuns << 1)) & follows;
}

/** From each set bit to the next all ones: the first byte of a string, its quote, is in; its closing quote is out. */
// @ts-ignore: decorator
@inline
export function betweenBits(bits: u64): u64 {
  let x = bits;
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  x ^= x << 32;
  return x;
}

// Skips over containers and strings whose contents nobody wants, 64 bytes at a time, with arithmetic on bit masks instead
// of a look at each quote and bracket (the idea is simdjson's: Langdale and Lemire, "Parsing Gigabytes of JSON per
// Second"). A block is taken only when nothing in it matters: no newline, no end of what is skipped, no backslash outside a
// string. Everything else is left to the state machine, so both always agree.

/** True when a skipped string is open behind the last block. */
export let inString: bool = false;
/** True when the byte behind the last block is escaped. */
export let escaped: bool = false;
/** True when a string's blocks held a backslash. */
export let metBackslash: bool = false;
/** Containers open behind the last block. */
export let depth: u64 = 0;

// @ts-ignore: decorator
@inline
function maskOf(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(a)) |
    (<u64>(<u32>i8x16.bitmask(b)) << 16) |
    (<u64>(<u32>i8x16.bitmask(c)) << 32) |
    (<u64>(<u32>i8x16.bitmask(d)) << 48)
  );
}

// @ts-ignore: decorator
@inline
function equal(a: v128, b: v128, c: v128, d: v128, byte: i8): u64 {
  const wanted = i8x16.splat(byte);
  return maskOf(i8x16.eq(a, wanted), i8x16.eq(b, wanted), i8x16.eq(c, wanted), i8x16.eq(d, wanted));
}

const evenBits: u64 = 0x5555555555555555;

/** The bytes that a backslash stands before, of runs of backslashes every second one; `first`: the first byte is one. */
// @ts-ignore: decorator
@inline
function escapedBytes(backslashes: u64, first: u64): u64 {
  const free = backslashes & ~first;
  const follows = (free << 1) | first;
  const oddStarts = free & ~evenBits & ~follows;
  const evenRuns = oddStarts + free;
  carry = evenRuns < free ? 1 : 0;
  return (evenBits ^ (evenRuns << 1)) & follows;
}

let carry: u64 = 0;

/** From each set bit to the next all ones: the first byte of a string, its quote, is in; its closing quote is out. */
// @ts-ignore: decorator
@inline
function betweenBits(bits: u64): u64 {
  let x = bits;
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  x ^= x << 32;
  return x;
}

/** Skips blocks inside `open` containers from `p`, outside strings, on; gives where it stopped. See the exported state. */
export function skipContainerBlocks(from: usize, end: usize, open: u64): usize {
  let p = from;
  let string: u64 = 0; // all ones: inside
  let first: u64 = 0;
  let containers = open;
  while (p + 64 <= end) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    if (equal(a, b, c, d, 0x0a) != 0) break;
    const backslashes = equal(a, b, c, d, 0x5c);
    let quotes = equal(a, b, c, d, 0x22);
    let next: u64 = 0;
    if ((backslashes | first) != 0) {
      quotes &= ~escapedBytes(backslashes, first);
      next = carry;
    }
    const inside = betweenBits(quotes) ^ string;
    if ((backslashes & ~inside) != 0) break;
    const bit = i8x16.splat(0x20);
    const e = v128.or(a, bit); // [ and { become the same, and ] and }
    const f = v128.or(b, bit);
    const g = v128.or(c, bit);
    const h = v128.or(d, bit);
    const closing = equal(e, f, g, h, 0x7d) & ~inside;
    const closes = popcnt(closing);
    if (closes >= containers) break;
    const opening = equal(e, f, g, h, 0x7b) & ~inside;
    containers = containers + popcnt(opening) - closes;
    string = <u64>(<i64>inside >> 63);
    first = next;
    p += 64;
  }
  inString = string != 0;
  escaped = first != 0;
  depth = containers;
  return p;
}

/** Skips blocks inside a string from `p` on; gives where it stopped. See `escaped` and `metBackslash`. */
export function skipStringBlocks(from: usize, end: usize): usize {
  let p = from;
  let first: u64 = 0;
  let met: u64 = 0;
  while (p + 64 <= end) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    if (equal(a, b, c, d, 0x0a) != 0) break;
    const backslashes = equal(a, b, c, d, 0x5c);
    let quotes = equal(a, b, c, d, 0x22);
    let next: u64 = 0;
    if ((backslashes | first) != 0) {
      quotes &= ~escapedBytes(backslashes, first);
      next = carry;
    }
    if (quotes != 0) break;
    met |= backslashes;
    first = next;
    p += 64;
  }
  escaped = first != 0;
  metBackslash = met != 0;
  return p;
}

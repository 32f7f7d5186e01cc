// The bytes that may change what the scanner expects, as bits of 64 bytes at a time, found with arithmetic on masks instead
// of a look at each byte (the idea is simdjson's: Langdale and Lemire, "Parsing Gigabytes of JSON per Second"). Events are:
// newlines anywhere; quotes that are not escaped; outside strings brackets, commas, colons, backslashes and the first byte
// of every number or word; inside strings, while `checking`, control characters and escapes that JSON does not know.

/** True while bytes inside strings are checked. */
export let checking: bool = true;
/** The backslashes of the block whose events were given last. */
export let backslashes: u64 = 0;
/** Digits of a `\uXXXX` that the end of the input cut off. */
export let unitLeft: u32 = 0;

/** All ones: the next block begins inside a string. */
let stringOpen: u64 = 0;
/** 1: the next block's first byte is escaped. */
let escapeOpen: u64 = 0;
/** 1: the next block's first byte may go on a number or word. */
let scalarOpen: u64 = 0;

/** The next block begins outside strings, numbers and words. */
export function resetEvents(): void {
  stringOpen = 0;
  escapeOpen = 0;
  scalarOpen = 0;
  unitLeft = 0;
}

/** The backslashes up to the one at `at` of the block have been dealt with. */
// @ts-ignore: decorator
@inline
export function dropBackslashes(at: u64): void {
  backslashes &= ~(u64.MAX_VALUE >> (63 - at));
}

export function check(on: bool): void {
  checking = on;
}

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
function isAny(a: v128, b: v128, c: v128, d: v128): bool {
  return v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)));
}

// @ts-ignore: decorator
@inline
function equal(bytes: v128, byte: i8): v128 {
  return i8x16.eq(bytes, i8x16.splat(byte));
}

const evenBits: u64 = 0x5555555555555555;
let carry: u64 = 0;

/** The bytes that a backslash stands before, of runs of backslashes every second one; `first`: the first byte is one. */
// @ts-ignore: decorator
@inline
function escapedBytes(slashes: u64, first: u64): u64 {
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

/** A bracket, comma or colon. Setting bit 0x20 makes [ and { the same, and ] and }. */
// @ts-ignore: decorator
@inline
function structural(bytes: v128): v128 {
  const folded = v128.or(bytes, i8x16.splat(0x20));
  return v128.or(
    v128.or(equal(folded, 0x7b), equal(folded, 0x7d)),
    v128.or(equal(bytes, 0x2c), equal(bytes, 0x3a)),
  );
}

// @ts-ignore: decorator
@inline
function blankControl(bytes: v128): v128 {
  return v128.or(equal(bytes, 0x09), equal(bytes, 0x0d));
}

/** The events among the next 64 bytes from `from` on, as many as stand before `end`. Reads 64 bytes whatever `end` says. */
export function eventsOf(from: usize, end: usize): u64 {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const d = v128.load(from, 48);
  const size: u64 = min<u64>(64, <u64>(end - from));
  const valid = u64.MAX_VALUE >> (64 - size);

  let quotes = maskOf(equal(a, 0x22), equal(b, 0x22), equal(c, 0x22), equal(d, 0x22)) & valid;
  const slashA = equal(a, 0x5c);
  const slashB = equal(b, 0x5c);
  const slashC = equal(c, 0x5c);
  const slashD = equal(d, 0x5c);
  let escaped: u64 = 0;
  backslashes = 0;
  if (escapeOpen != 0 || isAny(slashA, slashB, slashC, slashD)) {
    backslashes = maskOf(slashA, slashB, slashC, slashD) & valid;
    escaped = escapedBytes(backslashes, escapeOpen);
    quotes &= ~escaped;
    escapeOpen = size == 64 ? carry : (escaped >> size) & 1;
  }
  const low = i8x16.splat(0x20);
  const controlA = i8x16.lt_u(a, low);
  const controlB = i8x16.lt_u(b, low);
  const controlC = i8x16.lt_u(c, low);
  const controlD = i8x16.lt_u(d, low);
  let controls: u64 = 0;
  let newlines: u64 = 0;
  if (isAny(controlA, controlB, controlC, controlD)) {
    controls = maskOf(controlA, controlB, controlC, controlD) & valid;
    newlines = maskOf(equal(a, 0x0a), equal(b, 0x0a), equal(c, 0x0a), equal(d, 0x0a)) & valid;
  }

  if (quotes == 0 && stringOpen != 0) {
    scalarOpen = 0;
    if (!checking) return newlines;
    if (escaped == 0) return controls;
    const doubtful = escaped & valid & ~(backslashes | usualEscapes(a, b, c, d));
    return doubtful == 0 ? controls : controls | badEscapes(from, doubtful, end);
  }
  const inside = betweenBits(quotes) ^ stringOpen;
  const structure = maskOf(structural(a), structural(b), structural(c), structural(d)) & ~inside;
  let blanks = maskOf(equal(a, 0x20), equal(b, 0x20), equal(c, 0x20), equal(d, 0x20)) | newlines;
  if ((controls & ~newlines & ~inside) != 0) {
    blanks |= maskOf(blankControl(a), blankControl(b), blankControl(c), blankControl(d));
  }
  const scalars = ~(inside | quotes | structure | blanks);
  const starts = scalars & ~((scalars << 1) | scalarOpen);
  stringOpen = <u64>(<i64>(inside << (64 - size)) >> 63);
  scalarOpen = (scalars >> (size - 1)) & 1;
  let events = structure | quotes | starts | newlines | (backslashes & ~inside);
  if (checking) {
    events |= controls & inside;
    if (escaped != 0) {
      const doubtful = escaped & inside & valid & ~(backslashes | usualEscapes(a, b, c, d));
      if (doubtful != 0) events |= badEscapes(from, doubtful, end);
    }
  }
  return events & valid;
}

/** Quotes, n and t: with the backslash the letters of most escapes. */
// @ts-ignore: decorator
@inline
function usualEscapes(a: v128, b: v128, c: v128, d: v128): u64 {
  return maskOf(usualEscape(a), usualEscape(b), usualEscape(c), usualEscape(d));
}

// @ts-ignore: decorator
@inline
function usualEscape(bytes: v128): v128 {
  return v128.or(equal(bytes, 0x22), v128.or(equal(bytes, 0x6e), equal(bytes, 0x74)));
}

/** The bytes behind a backslash that begin no escape: \" \\ \/ \b \f \n \r \t and \u with its four digits are the ones. */
function badEscapes(from: usize, escaped: u64, end: usize): u64 {
  let bad: u64 = 0;
  for (let left = escaped; left != 0; left &= left - 1) {
    const at = ctz(left);
    const p = from + <usize>at;
    const byte = load<u8>(p);
    if (!isEscape(byte) || (byte == 0x75 && !isUnit(p + 1, end, 4))) bad |= <u64>1 << at;
  }
  return bad;
}

// Bits of the bytes that may follow a backslash: " and / below 64; \ b f n r t u above.
const escapesLow: u64 = 0x0000_8004_0000_0000;
const escapesHigh: u64 = 0x0034_4044_1000_0000;

// @ts-ignore: decorator
@inline
function isEscape(byte: u8): bool {
  if (byte >= 0x80) return false;
  const set = byte < 0x40 ? escapesLow : escapesHigh;
  return ((set >> (<u64>byte & 63)) & 1) != 0;
}

function isHex(byte: u8): bool {
  const letter: u8 = byte | 0x20;
  return <u32>byte - 0x30 < 10 || <u32>letter - 0x61 < 6;
}

/** True when the next `digits` bytes are hexadecimal digits, as far as they are there; notes how many are not. */
function isUnit(p: usize, end: usize, digits: u32): bool {
  const there = min<u32>(digits, <u32>(end - p));
  unitLeft = digits - there;
  for (let i: u32 = 0; i < there; i++) {
    if (isHex(load<u8>(p + i))) continue;
    unitLeft = 0;
    return false;
  }
  return true;
}

/** Looks at the digits that the end of the input had cut off. False: one is none. */
export function unitGoesOn(p: usize, end: usize): bool {
  return isUnit(p, end, unitLeft);
}

// The bytes that may change what the scanner expects, as bits of 64 bytes at a time, found with arithmetic on masks instead
// of a look at each byte. Events are: newlines anywhere; quotes that are not escaped; outside strings brackets, commas,
// colons, backslashes and the first byte of every number or word; inside strings, while `checking`, control characters and
// escapes that JSON does not know.

import { betweenBits, carry, equal, escapedBytes, isAny, maskOf } from "./bitMasks";
import { badEscapes, forgetUnit, usualLetters } from "./escapes";

/** True while bytes inside strings are checked. */
export let checking: bool = true;
/** The backslashes of the block whose events were given last, and its line ends. */
export let backslashes: u64 = 0;
export let lineEnds: u64 = 0;

/** All ones: the next block begins inside a string. */
export let stringOpen: u64 = 0;
/** 1: the next block's first byte is escaped. */
let escapeOpen: u64 = 0;
/** 1: the next block's first byte may go on a number or word. */
let scalarOpen: u64 = 0;

/** The next block begins outside strings, numbers and words. */
export function resetEvents(): void {
  stringOpen = 0;
  escapeOpen = 0;
  scalarOpen = 0;
  forgetUnit();
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

// @ts-ignore: decorator
@inline
export function isControl(bytes: v128): v128 {
  return i8x16.le_u(bytes, i8x16.splat(0x1f));
}

/** Whether one of them is a control character: so is the least. */
// @ts-ignore: decorator
@inline
export function holdControl(a: v128, b: v128, c: v128, d: v128): bool {
  return v128.any_true(isControl(i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d))));
}

/** The events among the next 64 bytes from `from` on, as many as stand before `end`. Reads 64 bytes whatever `end` says. */
export function eventsOf(from: usize, end: usize): u64 {
  return eventsFrom(from, end);
}

/** The same where one goes through very many. */
// @ts-ignore: decorator
@inline
export function eventsFrom(from: usize, end: usize): u64 {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const d = v128.load(from, 48);
  const size: u64 = min<u64>(64, <u64>(end - from));
  const valid = u64.MAX_VALUE >> (64 - size);

  const marks = maskOf(equal(a, 0x22), equal(b, 0x22), equal(c, 0x22), equal(d, 0x22)) & valid;
  let quotes = marks;
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
  let controls: u64 = 0;
  let newlines: u64 = 0;
  if (holdControl(a, b, c, d)) {
    controls = maskOf(isControl(a), isControl(b), isControl(c), isControl(d)) & valid;
    newlines = maskOf(equal(a, 0x0a), equal(b, 0x0a), equal(c, 0x0a), equal(d, 0x0a)) & valid;
  }
  lineEnds = newlines;

  if (quotes == 0 && stringOpen != 0) {
    scalarOpen = 0;
    if (!checking) return newlines;
    if (escaped == 0) return controls;
    const doubtful = escaped & valid & ~(backslashes | marks | usualLetters(a, b, c, d));
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
      const doubtful = escaped & inside & valid & ~(backslashes | marks | usualLetters(a, b, c, d));
      if (doubtful != 0) events |= badEscapes(from, doubtful, end);
    }
  }
  return events & valid;
}

/** A quote or backslash. */
// @ts-ignore: decorator
@inline
export function mark(bytes: v128): v128 {
  return v128.or(equal(bytes, 0x22), equal(bytes, 0x5c));
}

/** Goes over whole blocks inside a string from `from` on; gives the first one that holds an event, or what is left before `end`. */
export function skipText(from: usize, end: usize): usize {
  let p = from;
  let first = escapeOpen;
  let met: u64 = 0;
  while (p + 64 <= end) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    if (holdControl(a, b, c, d)) break;
    // Most blocks of most texts hold nothing else of note.
    if (first == 0 && !isAny(mark(a), mark(b), mark(c), mark(d))) {
      p += 64;
      continue;
    }
    const slashes = maskOf(equal(a, 0x5c), equal(b, 0x5c), equal(c, 0x5c), equal(d, 0x5c));
    const marks = maskOf(equal(a, 0x22), equal(b, 0x22), equal(c, 0x22), equal(d, 0x22));
    let quotes = marks;
    let next: u64 = 0;
    if ((slashes | first) != 0) {
      const escaped = escapedBytes(slashes, first);
      next = carry;
      quotes &= ~escaped;
      if (checking) {
        const doubtful = escaped & ~(slashes | marks | usualLetters(a, b, c, d));
        if (doubtful != 0 && badEscapes(p, doubtful, end) != 0) break;
      }
    }
    if (quotes != 0) break;
    met |= slashes;
    first = next;
    p += 64;
  }
  escapeOpen = first;
  backslashes = met;
  return p;
}

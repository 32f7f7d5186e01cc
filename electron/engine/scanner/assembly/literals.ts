// Numbers and the words true, false and null: what a value is, and whether it is spelled as JSON spells it. The check is a
// machine with one state, so a number of any length is judged over its whole length, in any chunking.

import { typeFalse, typeNull, typeNumber, typeTrue } from "./slots";

function isWord(at: usize, length: f64, a: u32, last: u8): bool {
  return load<u32>(at) == a && (last == 0 ? length == 4 : length == 5 && load<u8>(at, 4) == last);
}

// "true", "fals" + "e", "null" as little-endian words.
const wordTrue: u32 = 0x65757274;
const wordFals: u32 = 0x736c6166;
const wordNull: u32 = 0x6c6c756e;

/** The type of a value that is no string and no container: one of the words, or else a number. */
export function literalType(at: usize, length: f64): u8 {
  if (isWord(at, length, wordTrue, 0)) return typeTrue;
  if (isWord(at, length, wordFals, 0x65)) return typeFalse;
  return isWord(at, length, wordNull, 0) ? typeNull : typeNumber;
}

// What has been read. From `zero` on it may end.
const broken: u32 = 0;
const minus: u32 = 1;
const point: u32 = 2;
const exponent: u32 = 3;
const sign: u32 = 4;
const inWord: u32 = 5;
const zero: u32 = 6;
const integer: u32 = 7;
const fraction: u32 = 8;
const power: u32 = 9;
const wholeWord: u32 = 10;

let read: u32 = broken;
/** What is left of a word, the next byte lowest. */
let word: u32 = 0;

/** Takes the first byte of a number or word. */
// @ts-ignore: decorator
@inline
export function beginLiteral(byte: u8): void {
  read = inWord;
  if (isDigit(byte)) read = byte == 0x30 ? zero : integer;
  else if (byte == 0x2d) read = minus;
  else if (byte == 0x74) word = 0x657572; // rue
  else if (byte == 0x66) word = 0x65736c61; // alse
  else if (byte == 0x6e) word = 0x6c6c75; // ull
  else read = broken;
}

/** Takes the bytes of the number or word from `from` on; gives where it ends, or `end`. */
export function takeLiteral(from: usize, end: usize): usize {
  let now = read;
  let p = from;
  while (p < end) {
    if (now == integer || now == fraction) {
      p = behindDigits(p, end);
      if (p >= end) break;
    }
    const byte = load<u8>(p);
    if (endsLiteral(byte)) break;
    now = next(now, byte);
    p++;
  }
  read = now;
  return p;
}

/** The first byte that is no digit; `end` at most. */
// @ts-ignore: decorator
@inline
function behindDigits(from: usize, end: usize): usize {
  let p = from;
  while (p < end) {
    const others = ~i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(p), i8x16.splat(0x30)), i8x16.splat(10))) & 0xffff;
    if (others != 0) return min<usize>(p + ctz(others), end);
    p += 16;
  }
  return end;
}

/** Whether the bytes taken are a whole number or word of JSON. */
// @ts-ignore: decorator
@inline
export function isLiteral(): bool {
  return read >= zero;
}

/**
 * Where the number or word ends that begins at `p`; 0: it is none of JSON's. `stop`: the next byte that is neither white space nor part
 * of it.
 */
// @ts-ignore: decorator
@inline
export function endOfWholeLiteral(p: usize, stop: usize): usize {
  const bytes = v128.load(p);
  const digits = <usize>ctz(~i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10))));
  // Most are whole numbers, and most texts have no space in them.
  if (digits != 0 && p + digits == stop && (digits == 1 || load<u8>(p) != 0x30)) return stop;
  const word = load<u32>(p);
  if (p + 4 == stop && (word == wordTrue || word == wordNull)) return stop;
  return endOfOtherLiteral(p, stop);
}

function endOfOtherLiteral(p: usize, stop: usize): usize {
  beginLiteral(load<u8>(p));
  const end = takeLiteral(p + 1, stop);
  return isLiteral() ? end : 0;
}

function next(read: u32, byte: u8): u32 {
  if (read == inWord) {
    if (<u8>word != byte) return broken;
    word >>= 8;
    return word == 0 ? wholeWord : inWord;
  }
  if (isDigit(byte)) {
    if (read == integer || read == fraction || read == power) return read;
    if (read == minus) return byte == 0x30 ? zero : integer;
    if (read == point) return fraction;
    return read == exponent || read == sign ? power : broken;
  }
  const isNumber = read == zero || read == integer;
  if (byte == 0x2e) return isNumber ? point : broken;
  if ((byte | 0x20) == 0x65) return isNumber || read == fraction ? exponent : broken;
  return (byte == 0x2b || byte == 0x2d) && read == exponent ? sign : broken;
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u8): bool {
  return <u32>byte - 0x30 < 10;
}

/** Bytes that end a number or a word: white space, brackets, commas, colons, quotes and backslashes. */
// @ts-ignore: decorator
@inline
function endsLiteral(byte: u8): bool {
  if (byte <= 0x20) return byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09;
  const folded = byte | 0x20;
  return byte == 0x2c || byte == 0x3a || byte == 0x22 || byte == 0x5c || folded == 0x7b || folded == 0x7d;
}

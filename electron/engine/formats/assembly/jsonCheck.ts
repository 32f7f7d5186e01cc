// Whether bytes are JSON, strictly (RFC 8259), in any chunking: a machine with one state and one bit per level of depth.
// Bytes above 0x7f may stand in strings only, whatever they say there.

import { findSpecial, isBlank, isDigit, isHex } from "./bytes";

/** Bytes come in here. */
const input: usize = 4096;
const inputCapacity: u32 = 65536;
/** A bit per level outside of the innermost container, set for an object. The search reads up to 15 bytes behind the input. */
const outer: usize = input + inputCapacity + 64;
/** Containers inside each other that are followed. */
const deepest: u32 = 1_000_000;

// What comes next. Up to `afterValue` white space may stand in front of it.
const value: u32 = 0;
const valueOrEnd: u32 = 1;
const key: u32 = 2;
const keyOrEnd: u32 = 3;
const colon: u32 = 4;
const afterValue: u32 = 5;
const inString: u32 = 6;
const inEscape: u32 = 7;
/** The four digits of an escape, counted down. */
const inUnit: u32 = 8;
const inWord: u32 = 9;
const afterMinus: u32 = 10;
const afterPoint: u32 = 11;
const afterExponent: u32 = 12;
const afterSign: u32 = 13;
// From here on a number may end.
const afterZero: u32 = 14;
const inInteger: u32 = 15;
const inFraction: u32 = 16;
const inExponent: u32 = 17;
const broken: u32 = 18;
/** It may be JSON, but nobody looked any deeper. */
const tooDeep: u32 = 19;

let state: u32 = value;
let isKey: bool = false;
let digits: u32 = 0;
/** What is left of `true`, `false` or `null`, the next byte lowest. */
let word: u32 = 0;
let depth: u32 = 0;
/** Whether the innermost container is an object. */
let inObject: bool = false;

export function inputAddress(): usize {
  if (__heap_base > input || outer + deepest / 8 + 1 > <usize>memory.size() << 16) unreachable();
  return input;
}

export function capacityOfInput(): u32 {
  return inputCapacity;
}

/** Forgets what came before. */
export function begin(): void {
  state = value;
  depth = 0;
  inObject = false;
}

/** Takes the first `size` bytes of the input. False as soon as all bytes so far begin no JSON text, or one that is too deep. */
export function push(size: u32): bool {
  let at = input;
  const end = input + size;
  let now = state;
  while (at < end && now < broken) {
    if (now == inString) {
      at = findSpecial(at, end);
      if (at >= end) break;
      const special = load<u8>(at++);
      if (special == 0x22) now = isKey ? colon : afterValue;
      else now = special == 0x5c ? inEscape : broken;
      continue;
    }
    const byte = load<u8>(at++);
    if (now > afterValue) now = inside(now, byte);
    else if (!isBlank(byte)) now = structure(now, byte);
  }
  state = now;
  return now < broken;
}

/** Whether the bytes so far are a whole JSON text. */
export function isWhole(): bool {
  return depth == 0 && (state == afterValue || (state >= afterZero && state < broken));
}

/** Whether `push` has given up since the text is nested too deeply. */
export function isTooDeep(): bool {
  return state == tooDeep;
}

/** The state behind a byte of an escape, a word or a number. */
// @ts-ignore: decorator
@inline
function inside(now: u32, byte: u8): u32 {
  if (now >= afterMinus) return number(now, byte);
  if (now == inEscape) return escape(byte);
  if (now == inUnit) {
    if (!isHex(byte)) return broken;
    return --digits == 0 ? inString : inUnit;
  }
  if (<u8>word != byte) return broken;
  word >>= 8;
  return word == 0 ? afterValue : inWord;
}

function escape(byte: u8): u32 {
  switch (byte) {
    case 0x75: // u
      digits = 4;
      return inUnit;
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return inString;
    default:
      return broken;
  }
}

function number(now: u32, byte: u8): u32 {
  if (isDigit(byte)) {
    if (now == inInteger || now == inFraction || now == inExponent) return now;
    if (now == afterMinus) return byte == 0x30 ? afterZero : inInteger;
    if (now == afterPoint) return inFraction;
    return now == afterZero ? broken : inExponent;
  }
  const isExponent = (byte | 0x20) == 0x65;
  if (byte == 0x2e && (now == afterZero || now == inInteger)) return afterPoint;
  if (isExponent && now >= afterZero && now != inExponent) return afterExponent;
  if ((byte == 0x2b || byte == 0x2d) && now == afterExponent) return afterSign;
  if (now < afterZero) return broken;
  return isBlank(byte) ? afterValue : structure(afterValue, byte);
}

/** The state behind a byte that is no white space, where `now` is at most `afterValue`. */
function structure(now: u32, byte: u8): u32 {
  switch (now) {
    case afterValue:
      if (byte == 0x2c) return depth == 0 ? broken : inObject ? key : value;
      if (byte == 0x7d) return close(true);
      return byte == 0x5d ? close(false) : broken;
    case colon:
      return byte == 0x3a ? value : broken;
    case keyOrEnd:
      if (byte == 0x7d) return close(true);
    // Otherwise like a key.
    case key:
      isKey = true;
      return byte == 0x22 ? inString : broken;
    case valueOrEnd:
      if (byte == 0x5d) return close(false);
    // Otherwise like a value.
    default:
      return beginValue(byte);
  }
}

// @ts-ignore: decorator
@inline
function beginValue(byte: u8): u32 {
  switch (byte) {
    case 0x22: // "
      isKey = false;
      return inString;
    case 0x7b: // {
      return open(true);
    case 0x5b: // [
      return open(false);
    case 0x2d: // -
      return afterMinus;
    case 0x30: // 0
      return afterZero;
    case 0x74: // t
      word = 0x657572; // rue
      return inWord;
    case 0x66: // f
      word = 0x65736c61; // alse
      return inWord;
    case 0x6e: // n
      word = 0x6c6c75; // ull
      return inWord;
    default:
      return isDigit(byte) ? inInteger : broken;
  }
}

function open(object: bool): u32 {
  if (depth >= deepest) return tooDeep;
  const at: usize = outer + (depth >> 3);
  const bit: u32 = 1 << (depth & 7);
  const others: u32 = load<u8>(at) & ~bit;
  store<u8>(at, <u8>(inObject ? others | bit : others));
  inObject = object;
  depth++;
  return object ? keyOrEnd : valueOrEnd;
}

function close(object: bool): u32 {
  if (depth == 0 || inObject != object) return broken;
  depth--;
  inObject = ((load<u8>(outer + (depth >> 3)) >> (depth & 7)) & 1) == 1;
  return afterValue;
}

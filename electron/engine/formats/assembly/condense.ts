// Copies a JSON text and leaves out what is long: a string beyond a bound becomes its beginning and the place of the whole,
// and nothing lies deeper or comes after more than has room. What comes out is JSON again and short, whatever comes in, so a
// record of any length can be looked at as a value.
//
//   "a very long text …"  ->  {"<mark>":[<its offset>,"a very lo",<its length>]}
//
// Only the copy's form is kept right, nothing is checked: what is no JSON comes out as what is no JSON.
//
// Bytes come in chunks. A key or string that ends behind its chunk is left for the next one (`push` tells how many bytes it
// took), unless it fills a chunk by itself.

import { findSpecial } from "./bytes";

/** Bytes come in here, and leave here. The search reads up to 15 bytes behind the input. */
const mark: usize = 4096;
const markCapacity: u32 = 64;
const input: usize = mark + markCapacity;
const inputCapacity: u32 = 262_144;
const output: usize = input + inputCapacity + 64;
const outputCapacity: u32 = 4_194_304;
/** What may still be written once the output is full: a member with its key, and the closing of all that is open. */
const slack: u32 = 65_536;

/** Containers inside each other that are copied. What lies deeper is left out. */
const deepest: u32 = 256;
/** A bit per level outside of the innermost container, set for an object. */
const outer = memory.data(32);

let longest: u32 = 2048;
let markLength: u32 = 0;

let out: usize = output;
/** Where the chunk's first byte lies. */
let base: u64 = 0;
let depth: u32 = 0;
let inObject: bool = false;
/** In an object, the next string is a key. */
let expectsKey: bool = false;
/** Inside a string that is left out. */
let inLongString: bool = false;
let isLongKey: bool = false;
let escaped: bool = false;
/** Where its text begins. */
let longStart: u64 = 0;
/** Containers that are open in what is left out; 0: nothing is. */
let skipping: u32 = 0;
let inSkippedString: bool = false;
let left: bool = false;

export function inputAddress(): usize {
  const pages = <i32>((output + outputCapacity + slack + 0xffff) >> 16);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) unreachable();
  if (__heap_base > mark) unreachable();
  return input;
}

export function capacityOfInput(): u32 {
  return inputCapacity;
}

/** `decodedRecordBytes` of shared/limits.ts. */
export function capacityOfOutput(): u32 {
  return outputCapacity;
}

/** `decodedRecordLevels` of shared/limits.ts. */
export function deepestLevel(): u32 {
  return deepest;
}

/** Where the bytes go that mark a string which was cut: at most 64, none of them in need of an escape. */
export function markAddress(): usize {
  return mark;
}

export function setMark(length: u32): void {
  markLength = min(length, markCapacity);
}

/** Forgets what came before. Strings of more than `bound` bytes are cut; the input's first byte has the place `offset`. */
export function begin(bound: u32, offset: f64): void {
  longest = min(bound, 16_384);
  out = output;
  base = <u64>offset;
  depth = 0;
  inObject = false;
  expectsKey = false;
  inLongString = false;
  escaped = false;
  skipping = 0;
  inSkippedString = false;
  left = false;
}

export function outputAddress(): usize {
  return output;
}

export function outputLength(): u32 {
  return <u32>(out - output);
}

/** Whether something beside the rest of long strings was left out. */
export function leftOut(): bool {
  return left;
}

/** Takes bytes of the input and tells how many: the rest has to come again, in front of what follows. `isLast`: nothing does. */
export function push(size: u32, isLast: bool): u32 {
  const end = input + size;
  let at = input;
  while (at < end) {
    if (inLongString) at = endLongString(at, end);
    else if (skipping > 0) at = skip(at, end);
    else {
      const next = copy(at, end, isLast);
      if (next == 0) break;
      at = next;
    }
  }
  const taken = <u32>(at - input);
  base += taken;
  return taken;
}

/** Copies one token from `at` on; gives where it ends, or 0 when it has to come again whole. */
function copy(at: usize, end: usize, isLast: bool): usize {
  const byte = load<u8>(at);
  switch (byte) {
    case 0x20:
    case 0x0a:
    case 0x0d:
    case 0x09:
      return at + 1;
    case 0x22: // "
      return string(at, end, isLast);
    case 0x7b: // {
    case 0x5b: // [
      put(byte);
      if (depth + 1 >= deepest || <u32>(out - output) > outputCapacity) {
        put(byte + 2);
        left = true;
        skipping = 1;
      } else open(byte == 0x7b);
      return at + 1;
    case 0x7d: // }
    case 0x5d: // ]
      put(byte);
      close();
      return at + 1;
    case 0x2c: // ,
      if (<u32>(out - output) > outputCapacity && depth > 0) {
        left = true;
        skipping = 1;
        put(inObject ? 0x7d : 0x5d);
        close();
        return at + 1;
      }
      put(byte);
      expectsKey = inObject;
      return at + 1;
    case 0x3a: // :
      put(byte);
      expectsKey = false;
      return at + 1;
    default:
      return word(at, end);
  }
}

/** Numbers and words, and whatever else is no part of JSON's structure. Of endless ones the first bytes are enough. */
function word(from: usize, end: usize): usize {
  let at = from;
  while (at < end) {
    const byte = load<u8>(at);
    if (byte <= 0x20 || byte == 0x2c || byte == 0x7d || byte == 0x5d || byte == 0x22 || byte == 0x3a) break;
    if (byte == 0x7b || byte == 0x5b) break;
    at++;
  }
  if (at == from) return at + 1;
  const room = output + outputCapacity + slack / 2;
  if (out < room) {
    const length = min<usize>(at - from, room - out);
    memory.copy(out, from, length);
    out += length;
  } else left = true;
  return at;
}

function string(at: usize, end: usize, isLast: bool): usize {
  const from = at + 1;
  const closing = endOfString(from, end);
  const p = closing - 1;
  const isKey = inObject && expectsKey;
  if (p < end) {
    const length = <u32>(p - from);
    if (length <= longest) {
      memory.copy(out, at, length + 2);
      out += length + 2;
    } else cut(from, p, isKey, length);
    return p + 1;
  }
  if (!isLast && at > input) {
    escaped = false;
    return 0;
  }
  // It fills the chunk, or is torn.
  beginCut(from, end, isKey);
  inLongString = true;
  isLongKey = isKey;
  longStart = base + (from - input);
  return end;
}

function cut(from: usize, end: usize, isKey: bool, length: u32): void {
  beginCut(from, end, isKey);
  if (!isKey) endCut(length);
}

/** A key is only shortened. */
function beginCut(from: usize, end: usize, isKey: bool): void {
  if (isKey) left = true;
  else {
    put(0x7b);
    put(0x22);
    memory.copy(out, mark, markLength);
    out += markLength;
    put(0x22);
    put(0x3a);
    put(0x5b);
    number(base + (from - input));
    put(0x2c);
  }
  put(0x22);
  const length = wholeCharacters(from, <u32>min<usize>(longest, end - from));
  memory.copy(out, from, length);
  out += length;
  put(0x22);
}

function endCut(length: u64): void {
  put(0x2c);
  number(length);
  put(0x5d);
  put(0x7d);
}

/** At most `length`, such that neither an escape nor a character of several bytes is cut. */
function wholeCharacters(from: usize, length: u32): u32 {
  let end = length;
  while (end > 0 && end > length - 4 && (load<u8>(from + end) & 0xc0) == 0x80) end--;
  for (let back: u32 = 1; back <= 5 && back <= end; back++) {
    if (load<u8>(from + end - back) != 0x5c) continue;
    let run: u32 = 1;
    while (run < end - back + 1 && load<u8>(from + end - back - run) == 0x5c) run++;
    const reach: u32 = load<u8>(from + end - back + 1) == 0x75 ? 6 : 2;
    if ((run & 1) == 1 && back < reach) return end - back;
    break;
  }
  return end;
}

function endLongString(from: usize, end: usize): usize {
  const at = endOfString(from, end);
  if (at > end) return end;
  inLongString = false;
  if (!isLongKey) endCut(base + (at - 1 - input) - longStart);
  return at;
}

/** Behind the closing quote; `end + 1` when there is none. */
function endOfString(from: usize, end: usize): usize {
  let p = from;
  if (escaped) {
    escaped = false;
    p++;
  }
  while (p < end) {
    p = findSpecial(p, end);
    if (p >= end) break;
    const byte = load<u8>(p);
    if (byte == 0x22) return p + 1;
    if (byte == 0x5c && p + 1 == end) {
      escaped = true;
      break;
    }
    p += byte == 0x5c ? 2 : 1;
  }
  return end + 1;
}

/** Passes over what is left out, up to behind the bracket that closes it. */
function skip(from: usize, end: usize): usize {
  let at = from;
  while (at < end) {
    if (inSkippedString) {
      at = endOfString(at, end);
      if (at > end) return end;
      inSkippedString = false;
      continue;
    }
    const byte = load<u8>(at++);
    if (byte == 0x22) inSkippedString = true;
    else if (byte == 0x7b || byte == 0x5b) skipping++;
    else if (byte == 0x7d || byte == 0x5d) {
      skipping--;
      if (skipping == 0) return at;
    }
  }
  return at;
}

// @ts-ignore: decorator
@inline
function put(byte: u8): void {
  store<u8>(out++, byte);
}

function number(value: u64): void {
  let digits: usize = 1;
  for (let rest = value / 10; rest > 0; rest /= 10) digits++;
  let rest = value;
  for (let i = digits; i > 0; i--) {
    store<u8>(out + i - 1, <u8>(0x30 + rest % 10));
    rest /= 10;
  }
  out += digits;
}

function open(object: bool): void {
  const at = outer + (depth >> 3);
  const bit: u32 = 1 << (depth & 7);
  const others: u32 = load<u8>(at) & ~bit;
  store<u8>(at, <u8>(inObject ? others | bit : others));
  inObject = object;
  expectsKey = object;
  depth++;
}

function close(): void {
  if (depth == 0) return;
  depth--;
  inObject = ((load<u8>(outer + (depth >> 3)) >> (depth & 7)) & 1) == 1;
  expectsKey = false;
}

// What may stand behind a backslash in a string.

import { equal, maskOf } from "./bitMasks";

/** Digits of a `\uXXXX` that the end of the input cut off. */
export let unitLeft: u32 = 0;

export function forgetUnit(): void {
  unitLeft = 0;
}

/** The letters n and t: with quotes and backslashes what most escapes are made with. */
// @ts-ignore: decorator
@inline
export function usualLetters(a: v128, b: v128, c: v128, d: v128): u64 {
  return maskOf(usualLetter(a), usualLetter(b), usualLetter(c), usualLetter(d));
}

// @ts-ignore: decorator
@inline
function usualLetter(bytes: v128): v128 {
  return v128.or(equal(bytes, 0x6e), equal(bytes, 0x74));
}

/** The bytes behind a backslash that begin no escape: \" \\ \/ \b \f \n \r \t and \u with its four digits are the ones. */
export function badEscapes(from: usize, escaped: u64, end: usize): u64 {
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

function areHex(bytes: v128): bool {
  const digit = i8x16.sub(bytes, i8x16.splat(0x30));
  const letter = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61));
  return i8x16.all_true(v128.or(i8x16.le_u(digit, i8x16.splat(9)), i8x16.le_u(letter, i8x16.splat(5))));
}

/** True when the next `digits` bytes are hexadecimal digits, as far as they are there; notes how many are not. */
function isUnit(p: usize, end: usize, digits: u32): bool {
  if (digits == 4 && p + 4 <= end && areHex(v128.load_splat<u32>(p))) {
    unitLeft = 0;
    return true;
  }
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

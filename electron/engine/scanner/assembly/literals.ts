// Numbers and the words true, false and null, told by their bytes.

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

/** True for a number as JSON spells it. */
export function isNumber(at: usize, length: u32): bool {
  let p = at;
  const end = at + length;
  if (p < end && load<u8>(p) == 0x2d) p++;
  const integer = p;
  while (p < end && <u32>load<u8>(p) - 0x30 < 10) p++;
  if (p == integer || (p > integer + 1 && load<u8>(integer) == 0x30)) return false;
  if (p < end && load<u8>(p) == 0x2e) {
    const fraction = ++p;
    while (p < end && <u32>load<u8>(p) - 0x30 < 10) p++;
    if (p == fraction) return false;
  }
  if (p < end && (load<u8>(p) | 0x20) == 0x65) {
    p++;
    if (p < end && (load<u8>(p) == 0x2b || load<u8>(p) == 0x2d)) p++;
    const exponent = p;
    while (p < end && <u32>load<u8>(p) - 0x30 < 10) p++;
    if (p == exponent) return false;
  }
  return p == end;
}

// Tells whether a level that a logger wrote means an error: a word of a list, in any case, or a number in a range of its
// member. The TypeScript side hands both over (errorLevels.ts).

import { usedSlots } from "./layout";

/** A bit of a record's flags. */
export const flagError: u32 = 16;

const wordBytes: u32 = 16;
const mostWords: u32 = 32;
const rangesPerSlot: u32 = 2;

/** The words in lower case, each with zeros behind it. */
const words: usize = memory.data(16 * 32);
let wordCount: u32 = 0;
/** Of each slot, the ends of its ranges (f64), and how many it has. */
const ranges: usize = memory.data(32 * 2 * 16);
const rangeCounts: usize = memory.data(32);

export function resetErrorLevels(): void {
  wordCount = 0;
  memory.fill(rangeCounts, 0, usedSlots);
}

/** A word of at most 16 letters, in lower case. */
export function addErrorWord(at: usize, length: u32): void {
  if (length > wordBytes || wordCount == mostWords) unreachable();
  const word = words + wordCount * wordBytes;
  memory.fill(word, 0, wordBytes);
  memory.copy(word, at, length);
  wordCount++;
}

/** Numbers from `first` to `last` in this slot mean an error. */
export function addErrorRange(slot: u32, first: f64, last: f64): void {
  const count = load<u8>(rangeCounts + slot);
  if (count == rangesPerSlot) unreachable();
  const range = ranges + (slot * rangesPerSlot + count) * 16;
  store<f64>(range, first);
  store<f64>(range + 8, last);
  store<u8>(rangeCounts + slot, count + 1);
}

/** Blanks around the level do not count: some loggers write them all as long as the longest. */
export function isErrorLevel(slot: u32, at: usize, length: u32): bool {
  let p = at;
  let end = at + length;
  while (p < end && load<u8>(p) == 0x20) p++;
  while (p < end && load<u8>(end - 1) == 0x20) end--;
  if (p == end || end - p > wordBytes) return false;
  return <u32>load<u8>(p) - 0x30 < 10 ? isErrorNumber(slot, p, end) : isErrorWord(p, end);
}

/** Whole numbers only. */
function isErrorNumber(slot: u32, from: usize, end: usize): bool {
  let value: f64 = 0;
  for (let p = from; p < end; p++) {
    const digit = <u32>load<u8>(p) - 0x30;
    if (digit > 9) return false;
    value = value * 10 + <f64>digit;
  }
  const count = <u32>load<u8>(rangeCounts + slot);
  for (let i: u32 = 0; i < count; i++) {
    const range = ranges + (slot * rangesPerSlot + i) * 16;
    if (value >= load<f64>(range) && value <= load<f64>(range + 8)) return true;
  }
  return false;
}

function isErrorWord(from: usize, end: usize): bool {
  let low: u64 = 0;
  let high: u64 = 0;
  for (let p = from; p < end; p++) {
    let byte = <u64>load<u8>(p);
    if (byte == 0) return false; // it would look like a word's end
    if (byte - 0x41 < 26) byte |= 0x20;
    const place = p - from;
    if (place < 8) low |= byte << (place * 8);
    else high |= byte << ((place - 8) * 8);
  }
  for (let i: u32 = 0; i < wordCount; i++) {
    const word = words + i * wordBytes;
    if (load<u64>(word) == low && load<u64>(word, 8) == high) return true;
  }
  return false;
}

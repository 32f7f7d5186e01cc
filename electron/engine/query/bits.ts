// One bit for each record of a segment: 4 KB, however many are set.

import { segmentRecords } from "../scanner/indexScan.ts";

/** Always `wordsOfBits` long; a row is a record's place in its segment. */
export type Bits = Uint32Array;

export const wordsOfBits = segmentRecords / 32;

/** None is set. */
export function createBits(): Bits {
  return new Uint32Array(wordsOfBits);
}

/** `row` is below `segmentRecords`: beyond that nothing is kept. */
export function setBit(bits: Bits, row: number): void {
  const word = row >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (row & 31));
}

/** False, too, for a row that no segment has. */
export function hasBit(bits: Bits, row: number): boolean {
  return (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** How many bits are set before `end`. */
export function countBits(bits: Bits, end: number): number {
  const whole = end >>> 5;
  let count = 0;
  for (let word = 0; word < whole; word++) count += onesIn(bits[word] ?? 0);
  const rest = end & 31;
  return rest === 0 ? count : count + onesIn((bits[whole] ?? 0) & ((1 << rest) - 1));
}

/** The first row from `row` on whose bit is set; `end` when there is none before it. */
export function nextBit(bits: Bits, row: number, end: number): number {
  if (row >= end) return end;
  let word = row >>> 5;
  let left = (bits[word] ?? 0) & (-1 << (row & 31));
  const last = (end - 1) >>> 5;
  while (left === 0 && word < last) left = bits[++word] ?? 0;
  return left === 0 ? end : Math.min(end, word * 32 + 31 - Math.clz32(left & -left));
}

/** The row of the set bit with `count` set ones before it, from `row` on; `end` when there are too few. */
export function skipBits(bits: Bits, count: number, end: number): number {
  let left = count;
  let word = 0;
  for (; word * 32 < end; word++) {
    const ones = onesIn(bits[word] ?? 0);
    if (ones > left) break;
    left -= ones;
  }
  let row = nextBit(bits, word * 32, end);
  for (; left > 0 && row < end; left--) row = nextBit(bits, row + 1, end);
  return row;
}

/** Clears all from `row` on. */
export function clearFrom(bits: Bits, row: number): void {
  const word = row >>> 5;
  bits[word] = (bits[word] ?? 0) & ((1 << (row & 31)) - 1);
  bits.fill(0, word + 1);
}

function onesIn(word: number): number {
  let ones = word - ((word >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return Math.imul((ones + (ones >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

// The sum of a block of 64 KiB, by which a later reader knows its bytes again. Not against somebody who forges a block, which a
// sum of eight bytes could not prevent; against programs that rewrite, move or cut.
//
// A block is 1,024 stripes of eight words of 64 bits. Each of the eight columns is added up twice: as it is, and each word as
// many times as stripes follow it and once more, so that a word that moves is seen. Sums of parts add up to the sum of
// the whole, wherever the block is cut and in whatever order the parts come; bytes that are not there count as zeros. Only
// `foldSum` mixes the sixteen numbers to one. Costs two additions for 16 bytes, and no multiplication.
//
// Also compiled by itself, for readers who do not scan (blockSums.ts).

const stripes: u32 = 1024;
const stripeBytes: u32 = 64;
/** Eight sums of words, then eight weighted ones. */
const sums: usize = memory.data(128, 16);
const weighted: usize = 64;

/** Where the sixteen numbers lie. */
export function sumsAddress(): usize {
  return sums;
}

/** Adds the bytes [at, at + size), which stand in their block from `start` on. They must not go beyond the block. */
export function addToSum(at: usize, size: u32, start: u32): void {
  let place = start;
  const end = start + size;
  while (place < end && place % stripeBytes != 0) addByte(at++, place++);
  const whole = (end - place) / stripeBytes;
  if (whole > 0) {
    addStripes(at, whole, stripes - place / stripeBytes - whole);
    at += whole * stripeBytes;
    place += whole * stripeBytes;
  }
  while (place < end) addByte(at++, place++);
}

// @ts-ignore: decorator
@inline
function addByte(at: usize, place: u32): void {
  const word = sums + ((place / 8) % 8) * 8;
  const value = <u64>load<u8>(at) << ((place % 8) * 8);
  store<u64>(word, load<u64>(word) + value);
  store<u64>(word, load<u64>(word, weighted) + value * (stripes - place / stripeBytes), weighted);
}

/** `following`: stripes of the block behind these. */
function addStripes(at: usize, count: u32, following: u32): void {
  let a0 = i64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  for (let end = at + count * stripeBytes; at < end; at += stripeBytes) {
    a0 = i64x2.add(a0, v128.load(at));
    b0 = i64x2.add(b0, a0);
    a1 = i64x2.add(a1, v128.load(at, 16));
    b1 = i64x2.add(b1, a1);
    a2 = i64x2.add(a2, v128.load(at, 32));
    b2 = i64x2.add(b2, a2);
    a3 = i64x2.add(a3, v128.load(at, 48));
    b3 = i64x2.add(b3, a3);
  }
  keep(sums, a0, b0, following);
  keep(sums + 16, a1, b1, following);
  keep(sums + 32, a2, b2, following);
  keep(sums + 48, a3, b3, following);
}

function keep(word: usize, a: v128, b: v128, following: u32): void {
  v128.store(word, i64x2.add(v128.load(word), a));
  const moved = i64x2.add(b, i64x2.mul(a, i64x2.splat(following)));
  v128.store(word, i64x2.add(v128.load(word, weighted), moved), weighted);
}

/** Makes one number of the sixteen. */
export function foldSum(): u64 {
  let folded: u64 = 0;
  for (let word: usize = 0; word < 128; word += 8) {
    folded = (folded ^ load<u64>(sums + word)) * 0x9fb21c651e98df25;
    folded ^= folded >> 32;
  }
  return folded;
}

/** Begins anew. */
export function clearSum(): void {
  memory.fill(sums, 0, 128);
}

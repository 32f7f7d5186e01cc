// Shapes of records: a record that repeats an earlier one but for its texts and numbers is compared, not parsed.
//
// A shape is a list of pieces, each some constant bytes and the gap behind them, which holds a text or a number. All that
// decides what a record is (keys, brackets, words, the values that make kind, role, tool and flags) is constant. Shapes are
// learned (shapeLearning.ts) from records that the walk has found to be whole JSON, and a record matches one (shapeMatching.ts)
// only if its gaps are whole JSON as well and a line's end follows; so the walk would have found the same. All others are
// left to the walk.
//
// Few are known, in the order of their last use, in which they are tried. When there is no room for another, the one that was
// not used for longest makes it. Where records do not repeat, trying costs more than it saves: after many misses nothing is
// tried for a while, and learning is paid for by hits.

import { mostShapes, shapeBytes, shapeOrder, shapes } from "./layout";

/** What stands behind a piece's constant bytes: a text or number that nobody wants, the pairing id, the time, the next line. */
export const gapText: u32 = 0;
export const gapNumber: u32 = 1;
export const gapId: u32 = 2;
export const gapTimeText: u32 = 3;
export const gapTimeNumber: u32 = 4;
export const gapEnd: u32 = 5;
/** A text or number that is wanted in a slot, when fields are read. */
export const gapFieldText: u32 = 6;
export const gapFieldNumber: u32 = 7;
/** A text that tells of no failure; a record whose text does is left to the walk. */
export const gapProse: u32 = 8;

// A shape, all u32 but the last two: kind, role, tool, flags, bytes from a record's end to the next line, the shape that came
// after it last time, two unused; bytes 16 to 23 of a record as far as they are constant (u64), and their mask (u64). When fields
// are read, what is said of the interned text in front of all gaps: length, number, 1 if it is escaped, 0; in place of those
// unused, its slot + 1 (0: there is none) and how far it stands behind the record's start.
export const shapeHead: usize = 48;
// A piece, all u32: gap, bytes that are constant, blocks of them, size of the piece; length of the last record's id (0: none
// is kept), its hash, its blocks; slot of a field; then the constant blocks and, for an id, room for its blocks. A block: 16
// bytes and their mask.
export const pieceHead: usize = 32;
export const idBlocks: u32 = 4;
export const idBytes: usize = <usize>idBlocks * 32;

/** False: every record is walked, for tests that compare. */
export let takesShortcuts: bool = true;
/** How many are known. */
export let known: u32 = 0;
/** The shape of the last record that matched or was learned, which is the first one in their order; 0: none. */
export let current: usize = 0;
/** Where the next shape is learned, by number: nothing leads there before all of it is. */
let spare: u32 = 0;

/** What a miss costs, and what makes a pause. */
const missCost: i32 = 4;
const mostMisses: i32 = 256;
/** Records that are not tried in a pause; twice as many each time. */
const shortestPause: u32 = 64;
const longestPause: u32 = 16384;
let misses: i32 = 0;
let pause: u32 = 0;
let pauseLength: u32 = shortestPause;

/** What learning a shape costs; each hit is worth one. */
const learningCost: u32 = 4;
const firstCredit: u32 = 512;
const creditAfterPause: u32 = 64;
const mostCredit: u32 = 4096;
let credit: u32 = firstCredit;

/** Records that matched. */
export let hits: f64 = 0;

export function takeShortcuts(on: bool): void {
  takesShortcuts = on;
}

export function resetShapes(): void {
  known = 0;
  current = 0;
  spare = 0;
  misses = 0;
  pause = 0;
  pauseLength = shortestPause;
  credit = firstCredit;
  hits = 0;
}

/** Records are predicted, and this is no pause. */
// @ts-ignore: decorator
@inline
export function isTrying(): bool {
  return takesShortcuts && pause == 0;
}

/** A line has ended that matched none. */
// @ts-ignore: decorator
@inline
export function countLine(): void {
  if (pause == 0) return;
  if (--pause == 0) credit = max(credit, creditAfterPause);
}

/** `count` records matched, and then one did not. */
export function countRun(count: u32): void {
  hits += <f64>count;
  credit = min(credit + count, mostCredit);
  misses -= <i32>count;
  if (misses <= 0) {
    misses = 0;
    pauseLength = shortestPause;
  }
  misses += missCost;
  if (misses <= mostMisses) return;
  misses = mostMisses / 2;
  pause = pauseLength;
  pauseLength = min<u32>(pauseLength * 2, longestPause);
}

/** A record matched that shape. */
// @ts-ignore: decorator
@inline
export function setCurrent(shape: usize): void {
  if (shape != current) putFirst(shape);
}

function putFirst(shape: usize): void {
  let number = <u8>((shape - shapes) / shapeBytes);
  for (let at = shapeOrder; ; at++) {
    const other = load<u8>(at);
    store<u8>(at, number);
    if (shapes + <usize>other * shapeBytes == shape) break;
    number = other;
  }
  current = shape;
}

/** The shape at a place in the order. */
// @ts-ignore: decorator
@inline
export function shapeAt(place: u32): usize {
  return shapes + <usize>load<u8>(shapeOrder + place) * shapeBytes;
}

/** Room for a shape to be learned; 0: learning is not worth it now. */
export function roomForShape(): usize {
  if (pause > 0 || credit < learningCost) return 0;
  credit -= learningCost;
  return shapes + <usize>spare * shapeBytes;
}

/** The shape in the room that was given is whole. */
export function keepShape(shape: usize): void {
  const isFull = known == mostShapes;
  const oldest = isFull ? <u32>load<u8>(shapeOrder + mostShapes - 1) : known + 1;
  if (isFull) unlink(shapeAt(mostShapes - 1));
  else known++;
  for (let at = shapeOrder + known - 1; at > shapeOrder; at--) store<u8>(at, load<u8>(at - 1));
  store<u8>(shapeOrder, <u8>spare);
  spare = oldest;
  store<u32>(shape, <u32>shape, 20);
  if (current != 0) store<u32>(current, <u32>shape, 20);
  current = shape;
}

/** No shape leads to that one any more, since another will be written over it. */
function unlink(shape: usize): void {
  for (let place: u32 = 0; place < known; place++) {
    const other = shapeAt(place);
    if (load<u32>(other, 20) == <u32>shape) store<u32>(other, <u32>other, 20);
  }
}

/** Writes `length` bytes as blocks; behind them the mask is 0. */
export function storeBlocks(to: usize, at: usize, length: u32): void {
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  let block = to;
  for (let i: u32 = 0; i < length; i += 16, block += 32) {
    const mask = i8x16.lt_u(lanes, i8x16.splat(<i8>min<u32>(length - i, 16)));
    v128.store(block, v128.load(at + i));
    v128.store(block, mask, 16);
  }
}

/** Whether the bytes at `p` are those of the blocks, of which there is one at least. All but the last one are whole. */
// @ts-ignore: decorator
@inline
export function blocksMatch(blocks: usize, count: u32, p: usize): bool {
  const last = blocks + (<usize>(count - 1) << 5);
  let block = blocks;
  let q = p;
  let differs = i64x2.splat(0);
  while (block < last) {
    differs = v128.or(differs, v128.xor(v128.load(q), v128.load(block)));
    q += 16;
    block += 32;
  }
  differs = v128.or(differs, v128.and(v128.xor(v128.load(q), v128.load(last)), v128.load(last, 16)));
  return !v128.any_true(differs);
}

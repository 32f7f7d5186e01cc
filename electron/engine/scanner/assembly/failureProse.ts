// Tells whether a text begins by saying that something failed: lines of a head, of which one has an exit code, or words of a
// refusal. The TypeScript side hands over how such lines begin (failureProse.ts). The text is looked at as JSON spells it, and no
// further than `slotCapacity`: what is held of one that was cut by a chunk.

import { slotCapacity } from "./layout";

/** Sorts of lines, by what stands at their beginning; the numbers are part of the contract with the TypeScript side. */
const sortHead: u32 = 0;
const sortBegin: u32 = 1;
const sortOpening: u32 = 2;
const sortCode: u32 = 3;
const sortCodeAgain: u32 = 4;
const sortOutput: u32 = 5;
const sortRefusal: u32 = 6;
const sortNone: u32 = 7;

const wordBytes: u32 = 38;
const wordSize: u32 = 40;
const mostWords: u32 = 56;

/** How lines begin, each with its length and its sort behind it. */
const words: usize = memory.data(56 * 40);
let wordCount: u32 = 0;
/** Bytes of the word that was found last. */
let found: u32 = 0;

export function resetFailureProse(): void {
  wordCount = 0;
}

/** So many words at `at`, each behind a byte with its length and one with its sort. */
export function addProseWords(at: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const length = <u32>load<u8>(at);
    addWord(at + 2, length, <u32>load<u8>(at, 1));
    at += 2 + length;
  }
}

/** Of plain letters. A blank at its end also stands for the end of the text. */
function addWord(at: usize, length: u32, sort: u32): void {
  if (length == 0 || length > wordBytes || wordCount == mostWords) unreachable();
  const word = words + wordCount * wordSize;
  memory.copy(word, at, length);
  store<u8>(word, <u8>length, wordBytes);
  store<u8>(word, <u8>sort, wordBytes + 1);
  wordCount++;
}

/** Whether the text of `length` bytes at `at` says so. */
export function tellsFailure(at: usize, length: f64): bool {
  const end = at + <usize>min<f64>(length, <f64>slotCapacity);
  let failed = false;
  let inOpening = false;
  let isBehind = false;
  for (let p = at; p < end; p = nextLine(p, end)) {
    const sort = sortAt(p, end);
    if (isBehind && (sort != sortCodeAgain || nextLine(p, end) > end)) return failed;
    if (inOpening && sort != sortBegin) continue;
    if (sort == sortRefusal) return true;
    if (sort == sortNone || (sort == sortOpening && p != at)) return failed;
    inOpening = sort == sortOpening;
    isBehind = sort == sortOutput;
    if (sort == sortCode || sort == sortCodeAgain) failed = isOtherThanZero(p + found, end);
  }
  return failed;
}

function sortAt(p: usize, end: usize): u32 {
  for (let i: u32 = 0; i < wordCount; i++) {
    const word = words + i * wordSize;
    const length = <u32>load<u8>(word, wordBytes);
    if (load<u8>(word) != load<u8>(p)) continue;
    let n: u32 = 1;
    while (n < length && p + n < end && load<u8>(word + n) == load<u8>(p + n)) n++;
    const isAtEnd = p + n == end && n + 1 == length && load<u8>(word + n) == 0x20;
    if (n < length && !isAtEnd) continue;
    found = n;
    return load<u8>(word, wordBytes + 1);
  }
  return sortNone;
}

/** Behind the next line break, which JSON spells `\n`; else beyond the end. */
function nextLine(from: usize, end: usize): usize {
  for (let p = from; p + 1 < end; p++) {
    if (load<u8>(p) != 0x5c) continue;
    p++;
    if (load<u8>(p) == 0x6e) return p + 1;
  }
  return end + 1;
}

/** Whether a number begins there that has another digit than 0. */
function isOtherThanZero(from: usize, end: usize): bool {
  let p = from < end && load<u8>(from) == 0x2d ? from + 1 : from;
  for (; p < end; p++) {
    const digit = <u32>load<u8>(p) - 0x30;
    if (digit > 9) return false;
    if (digit != 0) return true;
  }
  return false;
}

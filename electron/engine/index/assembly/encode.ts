import {
  blockRecords, bytes, capacity, exceptions, extremes, flagColumn, headBytes, kindColumn, lengthColumn, lengths, lineColumn, markBytes, marks, offsetColumn, pairColumn,
  pairs, roleColumn, shapeBytes, shapeOf, sizesBytes, table, tableSize, tallies, tallySize, timeColumn, times, toolColumn,
} from "./layout";
import { behind, putNumber, putSigned } from "./numbers";
import { exceptional, hasPair, hasTime, recordFlags, samePair } from "./shape";

/** Shapes found so far; they are written straight to their place behind the head. */
let shapes: u32 = 0;

/**
 * Turns the first `count` records of the columns into a segment's bytes; gives how many. `power`: time units per ms are 1000
 * to it. On the way it adds up what is known of each shape, and finds the extremes of lengths and times.
 */
export function encode(count: u32, power: u32): u32 {
  if (count > capacity) unreachable();
  shapes = 0;
  memory.fill(table, 0, tableSize * 2);
  let lengthsEnd = lengths;
  let timesEnd = times;
  let pairsEnd = pairs;
  let exceptionsEnd = exceptions;
  let expected = <i64>load<f64>(offsetColumn);
  let line = <i64>load<f64>(lineColumn);
  let time: i64 = 0;
  let pair: u32 = 0;
  let lastFacts: u64 = 0;
  let lastStep: u64 = 0;
  let shape: u32 = 0;
  // Records of one shape in a row are added up before they go to its tally.
  let runStart: u32 = 0;
  let runBytes: i64 = 0;
  let marksEnd = marks;
  let shortest = i64.MAX_VALUE;
  let longest: i64 = 0;
  let firstTime = NaN;
  let lastTime = NaN;
  for (let row: u32 = 0; row < count; row++) {
    if (row > 0 && row % blockRecords == 0) {
      store<i64>(marksEnd, expected);
      store<i64>(marksEnd + 8, line - <i64>load<f64>(lineColumn));
      store<i64>(marksEnd + 16, time);
      store<u32>(marksEnd + 24, pair);
      store<u32>(marksEnd + 28, <u32>(lengthsEnd - lengths));
      store<u32>(marksEnd + 32, <u32>(timesEnd - times));
      store<u32>(marksEnd + 36, <u32>(pairsEnd - pairs));
      store<u32>(marksEnd + 40, <u32>(exceptionsEnd - exceptions));
      store<u32>(marksEnd + 44, 0);
      marksEnd += markBytes;
    }
    const length = <i64>load<f64>(lengthColumn + row * 8);
    const offset = <i64>load<f64>(offsetColumn + row * 8);
    const thisLine = <i64>load<f64>(lineColumn + row * 8);
    let gap = <u64>(offset - expected);
    let step = <u64>(thisLine - line);
    expected = offset + length;
    if (length < shortest) shortest = length;
    if (length > longest) longest = length;
    line = thisLine;
    let flags: u64 = load<u8>(flagColumn + row) & recordFlags;
    const exact = load<f64>(timeColumn + row * 8);
    if (exact == exact) {
      flags |= hasTime;
      if (!(exact >= firstTime)) firstTime = exact;
      if (!(exact <= lastTime)) lastTime = exact;
      const units = power == 0 ? <i64>exact : unitsOf(exact);
      const later = units - time;
      time = units;
      // Most numbers are short: without the detour over `behind`.
      if (<u64>later < 64) store<u8>(timesEnd++, <u8>(later << 1));
      else {
        putSigned(timesEnd, later);
        timesEnd = behind;
      }
    }
    const thisPair = load<u32>(pairColumn + row * 4);
    if (thisPair != 0) {
      flags |= hasPair;
      if (thisPair == pair) flags |= samePair;
      else {
        store<u32>(pairsEnd, thisPair);
        pairsEnd += 4;
        pair = thisPair;
      }
    }
    if (gap >= exceptional) {
      putNumber(exceptionsEnd, gap);
      exceptionsEnd = behind;
      gap = exceptional;
    }
    if (step >= exceptional) {
      putNumber(exceptionsEnd, step);
      exceptionsEnd = behind;
      step = exceptional;
    }
    if (length < 0x4000) {
      // One byte or two, at random: no branch to guess wrong.
      const more: u32 = length < 0x80 ? 0 : 1;
      store<u16>(lengthsEnd, <u16>((length & 0x7f) | (more << 7) | ((length & 0x3f80) << 1)));
      lengthsEnd += 1 + more;
    } else {
      putNumber(lengthsEnd, length);
      lengthsEnd = behind;
    }
    const facts: u64 =
      <u64>load<u16>(kindColumn + row * 2) |
      (<u64>load<u16>(toolColumn + row * 2) << 16) |
      (<u64>load<u8>(roleColumn + row) << 32) |
      (flags << 40) |
      (gap << 48);
    if (facts != lastFacts || step != lastStep || row == 0) {
      addToTally(shape, row - runStart, runBytes);
      runStart = row;
      runBytes = 0;
      lastFacts = facts;
      lastStep = step;
      shape = numberOf(facts, <u32>step);
    }
    runBytes += length;
    store<u16>(shapeOf + row * 2, <u16>shape);
  }
  addToTally(shape, count - runStart, runBytes);
  store<f64>(extremes, <f64>shortest);
  store<f64>(extremes + 8, <f64>longest);
  store<f64>(extremes + 16, firstTime);
  store<f64>(extremes + 24, lastTime);
  const wide: u32 = shapes > 256 ? 2 : 1;
  store<u32>(bytes, count);
  store<u32>(bytes + 4, shapes);
  store<u32>(bytes + 8, wide | (power << 8));
  store<u32>(bytes + 12, 0);
  store<f64>(bytes + 16, load<f64>(offsetColumn));
  store<f64>(bytes + 24, load<f64>(lineColumn));
  const sizes: usize = bytes + headBytes + shapes * shapeBytes;
  store<u32>(sizes, <u32>(lengthsEnd - lengths));
  store<u32>(sizes + 4, <u32>(timesEnd - times));
  store<u32>(sizes + 8, <u32>(pairsEnd - pairs));
  store<u32>(sizes + 12, <u32>(exceptionsEnd - exceptions));
  let at = append(sizes + sizesBytes, marks, marksEnd);
  if (wide == 2) memory.copy(at, shapeOf, count * 2);
  else for (let row: u32 = 0; row < count; row++) store<u8>(at + row, load<u8>(shapeOf + row * 2));
  at += count * wide;
  at = append(at, lengths, lengthsEnd);
  at = append(at, times, timesEnd);
  at = append(at, pairs, pairsEnd);
  at = append(at, exceptions, exceptionsEnd);
  return <u32>(at - bytes);
}

/** A time in microseconds. The fraction by itself: that of the product would be rounded twice from the year 2109 on. */
// @ts-ignore: decorator
@inline
function unitsOf(time: f64): i64 {
  const whole = floor<f64>(time);
  return <i64>(whole * 1000) + <i64>floor<f64>((time - whole) * 1000 + 0.5);
}

// @ts-ignore: decorator
@inline
function addToTally(shape: u32, records: u32, length: i64): void {
  if (records == 0) return;
  const tally: usize = tallies + shape * tallySize;
  store<u32>(tally, load<u32>(tally) + records);
  store<f64>(tally + 8, load<f64>(tally + 8) + <f64>length);
}

function append(at: usize, from: usize, to: usize): usize {
  memory.copy(at, from, to - from);
  return at + (to - from);
}

/** The number of a shape, which may be new. */
function numberOf(facts: u64, step: u32): u32 {
  const mixed = (facts ^ (<u64>step << 56)) * 0x9e3779b97f4a7c15;
  let slot: u32 = <u32>(mixed >> 40) & (tableSize - 1);
  for (;;) {
    const known: u32 = load<u16>(table + slot * 2);
    if (known == 0) break;
    const at: usize = bytes + headBytes + (known - 1) * shapeBytes;
    if (load<u64>(at) == facts && load<u32>(at + 8) == step) return known - 1;
    slot = (slot + 1) & (tableSize - 1);
  }
  const at: usize = bytes + headBytes + shapes * shapeBytes;
  store<u64>(at, facts);
  store<u32>(at + 8, step);
  store<u16>(table + slot * 2, <u16>(shapes + 1));
  memory.fill(tallies + shapes * tallySize, 0, tallySize);
  return shapes++;
}

// Records that repeat known shapes (shapes.ts), one after the other.

import { addFields } from "./batch";
import { addMatched, timeOfText } from "./columns";
import { epochDigits, epochMilliseconds } from "./epoch";
import { tellsFailure } from "./failureProse";
import { hashBytes } from "./interner";
import { maxSlots, slotCapacity } from "./layout";
import { endMatched, line, lineStart, onLine, outputFull, readsFields } from "./lines";
import { offsetOf } from "./position";
import { repeated, setGaps, takeRepeated } from "./repeats";
import { beginRun, joinsRun, ran, takeRun } from "./runs";
import { endOfNumber, endOfPlainText, endOfText, holdsEscape } from "./shapeText";
import {
  blocksMatch, countRun, current, gapEnd, gapFieldText, gapId, gapNumber, gapProse, gapText, gapTimeText, idBlocks, idBytes, isTrying, known, pieceHead,
  setCurrent, shapeAt, shapeHead, storeBlocks,
} from "./shapes";
import { allSlots, capture, clearSlots, typeNumber, typeString } from "./slots";

/** What may be spent on comparing shapes with one record: a try costs 1, and 1 for each `triedBytes` that it found alike. */
const mostTries: u32 = 16;
const triedBytes: u32 = 256;

/** The time and the hash of the id of the record that matched last. */
let time: f64 = NaN;
let pair: u32 = 0;

/** A line begins at `p` whose record may be tried. */
// @ts-ignore: decorator
@inline
export function mayMatch(p: usize): bool {
  return isTrying() && onLine == 0 && offsetOf(p) == lineStart;
}

/** Takes records from the line's start at `from` on for as long as they repeat known shapes; gives where the first other one begins. */
export function takeMatching(from: usize, end: usize): usize {
  let p = from;
  let count: u32 = 0;
  while (known != 0 && p < end && !outputFull()) {
    let shape = current == 0 ? shapeAt(0) : <usize>load<u32>(current, 20);
    let q = matches(shape, p, end);
    if (q == 0) {
      shape = otherShape(shape, p, end);
      if (shape == 0) break;
      q = matchEnd;
      if (current != 0) store<u32>(current, <u32>shape, 20);
    }
    setCurrent(shape);
    const length = <f64>(q - p - load<u32>(shape, 16));
    if (readsFields) addMatchedFields(shape, p, q, length);
    else addMatched(shape, offsetOf(p), length, line, time, pair);
    endMatched(q, 1);
    count++;
    const start = p;
    p = q;
    if (!readsFields) {
      p = takeRepeated(shape, start, q, end, load<u32>(shape, 16), pair);
      if (repeated != 0) endMatched(p, repeated);
      count += repeated;
      continue;
    }
    p = takeRun(p, end, load<u32>(shape, 16));
    if (ran != 0) endMatched(p, ran);
    count += ran;
  }
  // What did not match may have left some.
  clearSlots(allSlots);
  countRun(count);
  return p;
}

/** Adds the values that were captured while the record at `p` was compared, and the one that is constant. */
// @ts-ignore: decorator
@inline
function addMatchedFields(shape: usize, p: usize, q: usize, length: f64): void {
  const slot = load<u32>(shape, 24) - 1;
  if (slot < maxSlots) {
    const at = p + load<u32>(shape, 28);
    const bytes = load<u32>(shape);
    capture(slot, offsetOf(at), <f64>bytes, at, bytes, typeString, load<u32>(shape, 8) != 0);
  }
  if (!joinsRun(shape, p, q, length)) {
    addFields(offsetOf(p), length, line, 0, slot, load<u32>(shape, 4));
    beginRun(shape, p, q, load<u32>(shape, 4));
  }
  clearSlots(allSlots);
}

let matchEnd: usize = 0;
/** How far the record was like the shape that it was compared with last. */
let reached: usize = 0;

/** A shape but `tried` that the record matches, which ends at `matchEnd`; 0: none. */
function otherShape(tried: usize, p: usize, end: usize): usize {
  const bytes = load<u64>(p, 16);
  let tries: u32 = 0;
  for (let place: u32 = 0; place < known && tries < mostTries; place++) {
    const shape = shapeAt(place);
    if (((bytes ^ load<u64>(shape, 32)) & load<u64>(shape, 40)) != 0 || shape == tried) continue;
    matchEnd = matches(shape, p, end);
    if (matchEnd != 0) return shape;
    tries += 1 + <u32>(reached - p) / triedBytes;
  }
  return 0;
}

/** Where the next line begins if the record at `p` matches; 0: it does not. */
function matches(shape: usize, p: usize, end: usize): usize {
  let q = p;
  let piece = shape + shapeHead;
  let textAt: usize = 0;
  let textEnd: usize = 0;
  let timeAt: usize = 0;
  /** It has other gaps than ids, one text and one time of thirteen digits. */
  let isOdd = false;
  time = NaN;
  pair = 0;
  clearSlots(allSlots);
  while (true) {
    reached = q;
    if (!blocksMatch(piece + pieceHead, load<u32>(piece, 8), q)) return 0;
    q += load<u32>(piece, 4);
    const gap = load<u32>(piece);
    // Behind `end` stand bytes of an earlier chunk, which may look like the rest of the record.
    if (gap == gapEnd) {
      setGaps(isOdd ? 0 : textAt, textEnd, timeAt);
      return q <= end ? q : 0;
    }
    if (gap == gapText) {
      isOdd = isOdd || textAt != 0;
      textAt = q;
      q = endOfText(q, end);
      textEnd = q;
    } else if (gap == gapId) q = behindId(piece, q, end);
    else if (gap == gapTimeText) {
      const at = q;
      isOdd = true;
      q = endOfPlainText(q, end);
      if (q == 0 || q - at > slotCapacity) return 0;
      time = timeOfText(at, <u32>(q - at));
    } else if (gap == gapProse) {
      const at = q;
      isOdd = true;
      q = endOfText(q, end);
      if (q == 0 || tellsFailure(at, <f64>(q - at))) return 0;
    } else if (gap >= gapFieldText) q = behindField(piece, q, end);
    else if (gap == gapNumber) {
      isOdd = true;
      q = endOfNumber(q, end);
    } else {
      timeAt = q;
      q = behindTime(q, end);
      isOdd = isOdd || q != timeAt + epochDigits;
    }
    if (q == 0) return 0;
    piece += load<u32>(piece, 12);
  }
}

/** Behind a text or number that is wanted in a slot. */
// @ts-ignore: decorator
@inline
function behindField(piece: usize, p: usize, end: usize): usize {
  const isText = load<u32>(piece) == gapFieldText;
  const q = isText ? endOfText(p, end) : endOfNumber(p, end);
  if (q == 0) return 0;
  const length = <u32>(q - p);
  capture(load<u32>(piece, 28), offsetOf(p), <f64>length, p, length, isText ? typeString : typeNumber, isText && holdsEscape(p, q));
  return q;
}

/** Behind a number that is the record's time. */
// @ts-ignore: decorator
@inline
function behindTime(p: usize, end: usize): usize {
  const epoch = epochMilliseconds(p);
  if (epoch >= 0) {
    time = <f64>epoch;
    // The constant that is compared next ends a number.
    return p + epochDigits;
  }
  const q = endOfNumber(p, end);
  if (q == 0 || q - p > slotCapacity) return 0;
  time = timeOfText(p, <u32>(q - p));
  return q;
}

// @ts-ignore: decorator
@inline
function keptId(piece: usize): usize {
  return piece + load<u32>(piece, 12) - idBytes;
}

/** Most ids are those of the record before; only a new one is hashed. Ids that are empty or escaped are left to the walk. */
// @ts-ignore: decorator
@inline
function behindId(piece: usize, p: usize, end: usize): usize {
  const length = load<u32>(piece, 16);
  if (length != 0 && blocksMatch(keptId(piece), load<u32>(piece, 24), p)) {
    pair = load<u32>(piece, 20);
    return p + length;
  }
  return behindNewId(piece, p, end);
}

function behindNewId(piece: usize, p: usize, end: usize): usize {
  const q = endOfPlainText(p, end);
  if (q == 0 || q == p || q - p > slotCapacity) return 0;
  const length = <u32>(q - p);
  pair = hashBytes(p, length);
  const blocks = (length >> 4) + 1; // with the quote behind it
  if (blocks > idBlocks) {
    store<u32>(piece, 0, 16);
    return q;
  }
  store<u32>(piece, length, 16);
  store<u32>(piece, pair, 20);
  store<u32>(piece, blocks, 24);
  storeBlocks(keptId(piece), p, length + 1);
  return q;
}

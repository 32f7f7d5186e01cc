// Learns the shape (shapes.ts) of a record that is known to be whole JSON.

import { hadFurther } from "./calls";
import { flagDeep, isInterned, lastFlags, lastId, lastLength, lastOffset } from "./batch";
import {
  flagGlued, flagMalformed, flagTorn, rows, useConstant, useNone, useOf, usePair, useProse, varyingSlots,
} from "./columns";
import { tellsFailure } from "./failureProse";
import { flagColumn, kindColumn, lengthColumn, offsetColumn, roleColumn, shapeBytes, slotCapacity, toolColumn } from "./layout";
import { emitted, readsFields } from "./lines";
import { offsetOf } from "./position";
import { isBlank, quote } from "./search";
import { endOfNumber, endOfText } from "./shapeText";
import {
  gapEnd, gapFieldNumber, gapFieldText, gapId, gapNumber, gapProse, gapText, gapTimeNumber, gapTimeText, idBytes, keepShape, pieceHead, roomForShape, shapeHead, storeBlocks,
} from "./shapes";
import { addressOf, isEscaped, lengthOf, typeNumber, typeOf, typeString } from "./slots";

/** Longer records are seldom worth it. */
const longestRecord: usize = 65536;

let shape: usize = 0;
let piece: usize = 0;
/** Where the bytes begin that are constant up to the next gap. */
let constant: usize = 0;
/** The slots whose values have been found; of the interned text in front of all gaps, the slot + 1, or 0. */
let found: u64 = 0;
let firstSlot: u32 = 0;

/** Learns from the line [at, next) if one record of one row is all of it, and nothing is wrong with it. */
export function learnLine(at: usize, next: usize): void {
  const row = rows - 1;
  const flags = readsFields ? lastFlags() : <u32>load<u8>(flagColumn + row);
  if (load<u8>(at) != 0x7b || (readsFields ? lastOffset() : load<f64>(offsetColumn + row * 8)) != offsetOf(at)) return;
  if ((flags & (flagMalformed | flagGlued | flagTorn)) != 0 || (readsFields && (flags & flagDeep) != 0)) return;
  // Which calls a list holds no shape tells.
  if (!readsFields && hadFurther) return;
  const end = at + <usize>(readsFields ? lastLength() : load<f64>(lengthColumn + row * 8));
  // Nothing else may stand on the line but a carriage return.
  if (end + 1 != next && (end + 2 != next || load<u8>(end) != 0x0d)) return;
  if (readsFields) {
    if (areBare(emitted)) learnShape(at, end, next, emitted, 0, 0, 0, 0);
    return;
  }
  const kind = <u32>load<u16>(kindColumn + row * 2);
  learnShape(at, end, next, emitted, kind, <u32>load<u8>(roleColumn + row), <u32>load<u16>(toolColumn + row * 2), flags);
}

/** The record [at, end) has the values `captured`; the next line begins at `next`. All of its bytes are in memory. */
function learnShape(at: usize, end: usize, next: usize, captured: u64, kind: u32, role: u32, tool: u32, flags: u32): void {
  if (end - at > longestRecord) return;
  shape = roomForShape();
  if (shape == 0) return;
  piece = shape + shapeHead;
  constant = at;
  found = 0;
  firstSlot = 0;
  let p = at;
  // The record is JSON: a string is a value unless a colon follows.
  while (p < end) {
    const byte = load<u8>(p);
    if (byte == quote) {
      const stop = endOfText(p + 1, end);
      if (stop == 0) return;
      if (!isKey(stop + 1) && !addGap(p + 1, stop, true, captured)) return;
      p = stop + 1;
    } else if (byte == 0x2d || <u32>byte - 0x30 < 10) {
      const stop = endOfNumber(p, end);
      if (stop == 0 || !addGap(p, stop, false, captured)) return;
      p = stop;
    } else p++;
  }
  if (!addPiece(gapEnd, next, 0)) return;
  // A match knows no id and no time but those in gaps, and `false`, for one, is no gap.
  if (((readsFields ? captured : <u64>varyingSlots(<u32>captured)) & ~found) != 0) return;
  store<u32>(shape, kind);
  store<u32>(shape, role, 4);
  store<u32>(shape, tool, 8);
  store<u32>(shape, flags, 12);
  store<u32>(shape, firstSlot, 24);
  if (firstSlot != 0) {
    const slot = firstSlot - 1;
    store<u32>(shape, <u32>lengthOf(slot));
    store<u32>(shape, lastId(slot), 4);
    store<u32>(shape, isEscaped(slot) ? 1 : 0, 8);
    store<u32>(shape, <u32>(addressOf(slot) - at), 28);
  }
  store<u32>(shape, <u32>(next - end), 16);
  const constants = load<u32>(shape + shapeHead, 4);
  const bytes = constants <= 16 ? 0 : min<u32>(constants - 16, 8);
  store<u64>(shape, load<u64>(at, 16), 32);
  store<u64>(shape, bytes == 0 ? 0 : u64.MAX_VALUE >> (64 - <u64>bytes * 8), 40);
  keepShape(shape);
}

/** A colon follows at or behind `from`. */
function isKey(from: usize): bool {
  let p = from;
  while (isBlank(load<u8>(p))) p++;
  return load<u8>(p) == 0x3a;
}

/** The value [from, to) is a gap, unless it decides what the record is. False: there is no shape. */
function addGap(from: usize, to: usize, isText: bool, captured: u64): bool {
  if (readsFields) return addField(from, to, isText, captured);
  let gap = isText ? gapText : gapNumber;
  for (let left = captured; left != 0; left &= left - 1) {
    const slot = <u32>ctz(left);
    if (addressOf(slot) != from) continue;
    const use = useOf(slot, <u32>captured);
    if (use == useNone) continue;
    if (use == useConstant || gap > gapNumber) return true;
    if (use == useProse) {
      if (!isText) continue;
      if (tellsFailure(from, <f64>(to - from))) return false;
      gap = gapProse;
      continue;
    }
    // A match gives hashes of texts only.
    if (use == usePair && !isText) return false;
    if (isEscaped(slot) || lengthOf(slot) > <f64>slotCapacity || from == to) return false;
    found |= <u64>1 << slot;
    gap = use == usePair ? gapId : isText ? gapTimeText : gapTimeNumber;
  }
  if (!addPiece(gap, from, 0)) return false;
  constant = to;
  return true;
}

/** The same for a value that may be wanted as a field: an interned text in front of all gaps is constant, since it tells what the record is. */
function addField(from: usize, to: usize, isText: bool, captured: u64): bool {
  for (let left = captured; left != 0; left &= left - 1) {
    const slot = <u32>ctz(left);
    if (addressOf(slot) != from) continue;
    found |= <u64>1 << slot;
    if (piece == shape + shapeHead && firstSlot == 0 && isText && isInterned(slot)) {
      firstSlot = slot + 1;
      return true;
    }
    if (!addPiece(isText ? gapFieldText : gapFieldNumber, from, slot)) return false;
    constant = to;
    return true;
  }
  if (!addPiece(isText ? gapText : gapNumber, from, 0)) return false;
  constant = to;
  return true;
}

/** All values are texts and numbers. */
function areBare(captured: u64): bool {
  for (let left = captured; left != 0; left &= left - 1) {
    const type = typeOf(<u32>ctz(left));
    if (type != typeString && type != typeNumber) return false;
  }
  return true;
}

/** Adds the constant bytes up to `to` and the gap behind them. False: there is no room. */
function addPiece(gap: u32, to: usize, slot: u32): bool {
  const length = <u32>(to - constant);
  const blocks = (length + 15) / 16;
  const size = pieceHead + <usize>blocks * 32 + (gap == gapId ? idBytes : 0);
  if (piece + size > shape + shapeBytes) return false;
  store<u32>(piece, gap);
  store<u32>(piece, length, 4);
  store<u32>(piece, blocks, 8);
  store<u32>(piece, <u32>size, 12);
  store<u32>(piece, 0, 16);
  store<u32>(piece, slot, 28);
  storeBlocks(piece + pieceHead, constant, length);
  piece += size;
  return true;
}

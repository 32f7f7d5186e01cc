// Learns the shape (shapes.ts) of a record that is known to be whole JSON.

import { flagGlued, flagMalformed, flagTorn, rows, useConstant, useNone, useOf, usePair } from "./columns";
import { flagColumn, kindColumn, lengthColumn, offsetColumn, roleColumn, shapeBytes, slotCapacity, toolColumn } from "./layout";
import { emitted } from "./lines";
import { offsetOf } from "./position";
import { isBlank, quote } from "./search";
import { endOfNumber, endOfText } from "./shapeText";
import {
  gapEnd, gapId, gapNumber, gapText, gapTimeNumber, gapTimeText, idBytes, keepShape, pieceHead, roomForShape, shapeHead, storeBlocks,
} from "./shapes";
import { addressOf, isEscaped, lengthOf } from "./slots";

/** Longer records are seldom worth it. */
const longestRecord: usize = 65536;

let shape: usize = 0;
let piece: usize = 0;
/** Where the bytes begin that are constant up to the next gap. */
let constant: usize = 0;

/** Learns from the line [at, next) if one record of one row is all of it, and nothing is wrong with it. */
export function learnLine(at: usize, next: usize): void {
  const row = rows - 1;
  const flags = <u32>load<u8>(flagColumn + row);
  if (load<u8>(at) != 0x7b || load<f64>(offsetColumn + row * 8) != offsetOf(at)) return;
  if ((flags & (flagMalformed | flagGlued | flagTorn)) != 0) return;
  const end = at + <usize>load<f64>(lengthColumn + row * 8);
  // Nothing else may stand on the line but a carriage return.
  if (end + 1 != next && (end + 2 != next || load<u8>(end) != 0x0d)) return;
  const kind = <u32>load<u16>(kindColumn + row * 2);
  learnShape(at, end, next, emitted, kind, <u32>load<u8>(roleColumn + row), <u32>load<u16>(toolColumn + row * 2), flags);
}

/** The record [at, end) has the values `captured`; the next line begins at `next`. All of its bytes are in memory. */
function learnShape(at: usize, end: usize, next: usize, captured: u32, kind: u32, role: u32, tool: u32, flags: u32): void {
  if (end - at > longestRecord) return;
  shape = roomForShape();
  if (shape == 0) return;
  piece = shape + shapeHead;
  constant = at;
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
  if (!addPiece(gapEnd, next)) return;
  store<u32>(shape, kind);
  store<u32>(shape, role, 4);
  store<u32>(shape, tool, 8);
  store<u32>(shape, flags, 12);
  store<u32>(shape, <u32>(next - end), 16);
  const first = load<u32>(shape + shapeHead, 4);
  const bytes = first <= 16 ? 0 : min<u32>(first - 16, 8);
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
function addGap(from: usize, to: usize, isText: bool, captured: u32): bool {
  let gap = isText ? gapText : gapNumber;
  for (let left = captured; left != 0; left &= left - 1) {
    const slot: u32 = ctz(left);
    if (addressOf(slot) != from) continue;
    const use = useOf(slot, captured);
    if (use == useNone) continue;
    if (use == useConstant || gap > gapNumber || (use == usePair && !isText)) return true;
    if (isEscaped(slot) || lengthOf(slot) > <f64>slotCapacity || from == to) return false;
    gap = use == usePair ? gapId : isText ? gapTimeText : gapTimeNumber;
  }
  if (!addPiece(gap, from)) return false;
  constant = to;
  return true;
}

/** Adds the constant bytes up to `to` and the gap behind them. False: there is no room. */
function addPiece(gap: u32, to: usize): bool {
  const length = <u32>(to - constant);
  const blocks = (length + 15) / 16;
  const size = pieceHead + <usize>blocks * 32 + (gap == gapId ? idBytes : 0);
  if (piece + size > shape + shapeBytes) return false;
  store<u32>(piece, gap);
  store<u32>(piece, length, 4);
  store<u32>(piece, blocks, 8);
  store<u32>(piece, <u32>size, 12);
  store<u32>(piece, 0, 16);
  storeBlocks(piece + pieceHead, constant, length);
  piece += size;
  return true;
}

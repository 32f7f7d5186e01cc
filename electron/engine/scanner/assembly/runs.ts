// Runs: records in a row that differ in nothing but a text and a time leave the scanner as one, with their texts joined. They
// repeat one shape, and follow each other without so much as a blank line. Their texts are plain (ASCII, nothing escaped), so what is
// true of each is true of all together; their times are milliseconds of thirteen digits that never go back.

import { ids, lastEntry } from "./batch";
import { epochDigits, epochMilliseconds } from "./epoch";
import { intern } from "./interner";
import { batchHeader, batchSlot, inputCapacity, joined, runKinds, runKindsCapacity } from "./layout";
import { offsetOf } from "./position";
import { addressOf, captured, isEscaped, lengthOf, typeNumber, typeOf, typeString } from "./slots";

/** Whether runs are wanted at all; which slots hold text, time and kind; which others a record of a run may have, as bits. */
let wanted: bool = false;
let textSlot: u32 = 0;
let timeSlot: u32 = 0;
let kindSlot: u32 = 0;
let others: u32 = 0;

/** The shape of the record that was added last, if more may join it; where the next one begins then. 0: none may. */
let shape: usize = 0;
let next: usize = 0;
let time: i64 = -1;
/** Where the texts of this batch end that have been joined. */
let joinedEnd: usize = joined;

/** From here on runs are wanted. */
export function joinRuns(text: u32, timeOf: u32, kind: u32, otherSlots: u32): void {
  wanted = true;
  textSlot = text;
  timeSlot = timeOf;
  kindSlot = kind;
  others = otherSlots;
}

export function joinNothing(): void {
  wanted = false;
}

/** Says of a kind, by its name, that its records may be runs. */
export function allowRuns(name: usize, length: u32): void {
  const kind = intern(ids, name, length) + 1; // as `idOf` numbers it
  if (kind < runKindsCapacity) store<u8>(runKinds + kind, 1);
}

export function forgetRunKinds(): void {
  wanted = false;
  memory.fill(runKinds, 0, runKindsCapacity);
}

/** Another record, or none, stands at the end of the batch. */
// @ts-ignore: decorator
@inline
export function endRun(): void {
  shape = 0;
}

/** The batch has been taken, with the texts that were joined for it. */
export function dropJoined(): void {
  shape = 0;
  joinedEnd = joined;
}

/** The record that was added last, of the shape `its`, may be the first of a run; the next line begins at `behind`. */
export function beginRun(its: usize, behind: usize, kind: u32): void {
  if (!wanted || kind >= runKindsCapacity || load<u8>(runKinds + kind) == 0) return;
  const known = (<u32>1 << textSlot) | (<u32>1 << kindSlot);
  const rest = captured & ~(<u32>1 << timeSlot);
  if ((rest & known) != known || (rest & ~known & ~others) != 0 || !hasPlainText()) return;
  time = timeNow();
  if (time == noTime) return;
  shape = its;
  next = behind;
}

/** Adds the record at `p` to the run; false: it is none of it. */
export function joinsRun(its: usize, p: usize, behind: usize, length: f64): bool {
  if (shape != its || shape == 0 || next != p || !hasPlainText()) return false;
  const now = timeNow();
  if (now < time || now == noTime) return false;
  const entry = lastEntry();
  for (let left = captured & others; left != 0; left &= left - 1) {
    const slot: u32 = ctz(left);
    const before = slotAt(entry, slot);
    const size = <u32>lengthOf(slot);
    if (<f64>size != load<f64>(before, 8) || !isSame(load<u32>(before, 20), addressOf(slot), size)) return false;
  }
  const text = slotAt(entry, textSlot);
  const size = <usize>lengthOf(textSlot);
  const have = <usize>load<f64>(text, 8);
  const isFirst = load<u32>(entry, 32) == 1;
  // Texts of one chunk always fit; what is written behind is room.
  if (joinedEnd + have + size > joined + inputCapacity) return false;
  if (isFirst) {
    memory.copy(joinedEnd, load<u32>(text, 20), have);
    store<u32>(text, <u32>joinedEnd, 20);
    joinedEnd += have;
  }
  memory.copy(joinedEnd, addressOf(textSlot), size);
  joinedEnd += size;
  store<f64>(text, <f64>(have + size), 8);
  store<f64>(entry, offsetOf(p) + length - load<f64>(entry), 8);
  store<u32>(entry, load<u32>(entry, 32) + 1, 32);
  store<f64>(entry, now < 0 ? 0 : <f64>now, 40);
  time = now;
  next = behind;
  return true;
}

/** Records without a time are before all others, so none of them joins one that has one, nor the other way round: shapes differ. */
const untimed: i64 = -1;
const noTime: i64 = -2;

function timeNow(): i64 {
  if (((captured >> timeSlot) & 1) == 0) return untimed;
  if (typeOf(timeSlot) != typeNumber || lengthOf(timeSlot) != <f64>epochDigits) return noTime;
  const said = epochMilliseconds(addressOf(timeSlot));
  return said < 0 ? noTime : said;
}

function hasPlainText(): bool {
  const length = <usize>lengthOf(textSlot);
  if (typeOf(textSlot) != typeString || isEscaped(textSlot) || length == 0) return false;
  const from = addressOf(textSlot);
  const end = from + length;
  let p = from;
  for (; p + 16 <= end; p += 16) if (i8x16.bitmask(v128.load(p)) != 0) return false;
  const left = <i32>(end - p);
  return left == 0 || (i8x16.bitmask(v128.load(p)) & ((1 << left) - 1)) == 0;
}

function slotAt(entry: usize, slot: u32): usize {
  return entry + batchHeader + slot * batchSlot;
}

function isSame(a: usize, b: usize, length: u32): bool {
  return a != 0 && memory.compare(a, b, length) == 0;
}

// Runs: records in a row that differ in nothing but a text and a time leave the scanner as one, with their texts joined. They
// repeat one shape, and follow each other without so much as a blank line. Their texts are UTF-8 each, so they are together; their
// times are milliseconds of thirteen digits that never go back.
//
// Most records of a run repeat the one before byte for byte but for those two. They are taken in one loop (`takeRun`), which compares,
// and copies the text while it looks for its end; whatever else there is, the shape tells.

import { ids, lastEntry } from "./batch";
import { epochDigits, epochMilliseconds } from "./epoch";
import { intern } from "./interner";
import { batchHeader, batchSlot, inputCapacity, joined, runKinds, runKindsCapacity } from "./layout";
import { offsetOf } from "./position";
import { isNotable } from "./shapeText";
import { addressOf, captured, isEscaped, lengthOf, typeNumber, typeOf, typeString } from "./slots";
import { isUtf8 } from "./utf8";

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
/** Where that record begins, and its text, and its time (0: it has none). */
let start: usize = 0;
let textAt: usize = 0;
let textEnd: usize = 0;
let timeAt: usize = 0;
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
export function beginRun(its: usize, p: usize, behind: usize, kind: u32): void {
  if (!wanted || kind >= runKindsCapacity || load<u8>(runKinds + kind) == 0) return;
  const known = (<u64>1 << textSlot) | (<u64>1 << kindSlot);
  const rest = captured & ~(<u64>1 << timeSlot);
  if ((rest & known) != known || (rest & ~known & ~<u64>others) != 0 || !hasWholeText()) return;
  time = timeNow();
  if (time == noTime) return;
  shape = its;
  setLast(p, behind);
}

function setLast(p: usize, behind: usize): void {
  start = p;
  next = behind;
  textAt = addressOf(textSlot);
  textEnd = textAt + <usize>lengthOf(textSlot);
  timeAt = time == untimed ? 0 : addressOf(timeSlot);
}

/** Adds the record at `p` to the run; false: it is none of it. */
export function joinsRun(its: usize, p: usize, behind: usize, length: f64): bool {
  if (shape != its || shape == 0 || next != p || !hasWholeText()) return false;
  const now = timeNow();
  if (now < time || now == noTime) return false;
  const entry = lastEntry();
  for (let left = captured & others; left != 0; left &= left - 1) {
    const slot = <u32>ctz(left);
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
    moveFirst(text, have);
  }
  memory.copy(joinedEnd, addressOf(textSlot), size);
  joinedEnd += size;
  store<f64>(text, <f64>(have + size), 8);
  if (isEscaped(textSlot)) store<u32>(text, 1, 28);
  time = now;
  setLast(p, behind);
  addToEntry(entry, 1, offsetOf(p) + length);
  return true;
}

/** The first text of a run goes in front of those that join it. */
function moveFirst(text: usize, length: usize): void {
  memory.copy(joinedEnd, load<u32>(text, 20), length);
  store<u32>(text, <u32>joinedEnd, 20);
  joinedEnd += length;
}

/** `count` records have joined the run, the last of which ends at `end` in the transcript. */
function addToEntry(entry: usize, count: u32, end: f64): void {
  store<f64>(entry, end - load<f64>(entry), 8);
  store<u32>(entry, load<u32>(entry, 32) + count, 32);
  store<f64>(entry, time < 0 ? 0 : <f64>time, 40);
}

/** Records that the last call of `takeRun` took. */
export let ran: u32 = 0;

/**
 * Adds the records at `p` that repeat the one before but for their texts and times; gives where the first other one begins. `blank`:
 * bytes between the end of such a record and the next.
 */
export function takeRun(p: usize, end: usize, blank: u32): usize {
  ran = 0;
  const isTimed = timeAt != 0;
  const entry = lastEntry();
  const text = slotAt(entry, textSlot);
  const have = <usize>load<f64>(text, 8);
  const isFirst = load<u32>(entry, 32) == 1;
  const begin = joinedEnd + (isFirst ? have : 0);
  if (shape == 0 || next != p || begin + (end - p) > joined + inputCapacity) return p;
  const isTimeFirst = isTimed && timeAt < textAt;
  const isTimeLast = isTimed && !isTimeFirst;
  const timeEnd = timeAt + epochDigits;
  const before = (isTimeFirst ? timeAt : textAt) - start;
  const between = isTimeFirst ? textAt - timeEnd : isTimeLast ? timeAt - textEnd : 0;
  const behind = isTimeLast ? timeEnd : textEnd;
  const after = next - behind;
  let from = p;
  let to = begin;
  while (from < end && repeats(from, start, before)) {
    let q = from + before;
    let now = time;
    if (isTimeFirst) {
      now = epochMilliseconds(q);
      if (now < time || !repeats(q + epochDigits, timeEnd, between)) break;
      q += epochDigits + between;
    }
    let at = to;
    let stops: i32 = 0;
    while (q < end) {
      const bytes = v128.load(q);
      v128.store(at, bytes);
      stops = i8x16.bitmask(v128.or(isNotable(bytes), bytes));
      if (stops != 0) break;
      q += 16;
      at += 16;
    }
    if (stops == 0) break;
    q += <usize>ctz(stops);
    at += <usize>ctz(stops);
    if (load<u8>(q) != 0x22 || at == to) break;
    if (isTimeLast) {
      now = epochMilliseconds(q + between);
      if (now < time || !repeats(q, textEnd, between)) break;
      q += between + epochDigits;
    }
    if (!repeats(q, behind, after)) break;
    q += after;
    // Behind `end` stand bytes of an earlier chunk, which may look like the rest of the record.
    if (q > end) break;
    time = now;
    to = at;
    from = q;
    ran++;
  }
  if (ran == 0) return p;
  if (isFirst) moveFirst(text, have);
  store<f64>(text, <f64>(have + (to - begin)), 8);
  joinedEnd = to;
  // All that is compared stays where it is, in the record that the run was at before.
  addToEntry(entry, ran, offsetOf(from - blank));
  next = from;
  return from;
}

/** Whether the bytes at `p` are those at `like`. */
// @ts-ignore: decorator
@inline
function repeats(p: usize, like: usize, length: usize): bool {
  if (length < 16) {
    for (let i: usize = 0; i < length; i++) if (load<u8>(p + i) != load<u8>(like + i)) return false;
    return true;
  }
  const last = length - 16;
  let differs = v128.xor(v128.load(p + last), v128.load(like + last));
  for (let i: usize = 0; i < last; i += 16) differs = v128.or(differs, v128.xor(v128.load(p + i), v128.load(like + i)));
  return !v128.any_true(differs);
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

/** A text that is not empty, and is UTF-8. */
function hasWholeText(): bool {
  const length = <usize>lengthOf(textSlot);
  if (typeOf(textSlot) != typeString || length == 0) return false;
  const from = addressOf(textSlot);
  return isUtf8(from, from + length);
}

function slotAt(entry: usize, slot: u32): usize {
  return entry + batchHeader + slot * batchSlot;
}

function isSame(a: usize, b: usize, length: u32): bool {
  return a != 0 && memory.compare(a, b, length) == 0;
}

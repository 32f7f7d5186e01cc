// What the index keeps of a record, written into the columns of the open segment: where it lies, its kind, time, the
// hash that pairs calls with results, role, tool, flags. Kinds, roles and tools are interned here, so that no string is
// made for a record.

import { addCalls, callFlags, firstPair, firstTool, found, markFurther, resetFurther } from "./calls";
import { decodeString } from "./decode";
import { epochMilliseconds } from "./epoch";
import { flagError, isErrorLevel, resetErrorLevels } from "./errorLevel";
import { resetFailureProse, tellsFailure } from "./failureProse";
import { Interner, createInterner, hashBytes, intern, overflow } from "./interner";
import {
  columnCapacity, decoded, flagColumn, kindColumn, lengthColumn, lineColumn, offsetColumn, pairColumn, roleColumn, scratch,
  slotCapacity, timeColumn, toolColumn,
} from "./layout";
import { addressOf, captured, isEscaped, lengthOf, typeFalse, typeOf, typeString, typeTrue } from "./slots";
import { parseTime } from "./time";

/** Kinds with fixed numbers, interned first. */
export const kindNone: u32 = 0;
export const kindMalformed: u32 = 1;
export const kindOther: u32 = 2;

/** Bits of a record's flags; sidechain is told here, the others by lines.ts. */
export const flagMalformed: u32 = 1;
export const flagGlued: u32 = 2;
export const flagTorn: u32 = 4;
const flagSidechain: u32 = 8;

export const maxKinds: u32 = 4096;
export const maxRoles: u32 = 255;
export const maxTools: u32 = 4096;

/** Which slots serve what; of several, the lowest captured one counts. Kinds have up to four parts, joined by "/". */
let kindParts: StaticArray<u32> = [0, 0, 0, 0];
let timeSlots: u32 = 0;
let pairSlots: u32 = 0;
let roleSlots: u32 = 0;
let toolSlots: u32 = 0;
let sidechainSlots: u32 = 0;
let levelSlots: u32 = 0;
let errorSlots: u32 = 0;
let denialSlots: u32 = 0;
let proseSlots: u32 = 0;

export let kinds: Interner = changetype<Interner>(0);
export let roles: Interner = changetype<Interner>(0);
export let tools: Interner = changetype<Interner>(0);

/** Records in the open segment. */
export let rows: u32 = 0;
export let kindsOverflowed: bool = false;
/** True when a role or tool found no room in its table. */
export let namesOverflowed: bool = false;
export let longest: f64 = 0;
export let earliest: f64 = Infinity;
export let latest: f64 = -Infinity;
/** Records whose time is before that of an earlier record. */
export let backwards: f64 = 0;
/** Time of the last record that has one. */
export let previousTime: f64 = -Infinity;
/** Times in the open segment that are no whole millisecond. */
export let fractions: u32 = 0;

export function resetColumns(): void {
  for (let i = 0; i < 4; i++) kindParts[i] = 0;
  timeSlots = 0;
  pairSlots = 0;
  roleSlots = 0;
  toolSlots = 0;
  sidechainSlots = 0;
  levelSlots = 0;
  errorSlots = 0;
  denialSlots = 0;
  proseSlots = 0;
  resetErrorLevels();
  resetFailureProse();
  kinds = createInterner(maxKinds);
  roles = createInterner(maxRoles);
  tools = createInterner(maxTools);
  internName(kinds, "(none)");
  internName(kinds, "(malformed)");
  internName(kinds, "(other)");
  internName(roles, ""); // number 0: no role
  internName(tools, ""); // number 0: no tool
  rows = 0;
  kindsOverflowed = false;
  namesOverflowed = false;
  longest = 0;
  earliest = Infinity;
  latest = -Infinity;
  backwards = 0;
  previousTime = -Infinity;
  fractions = 0;
  resetFurther();
}

function internName(interner: Interner, name: string): void {
  for (let i = 0; i < name.length; i++) store<u8>(scratch + i, <u8>name.charCodeAt(i));
  intern(interner, scratch, name.length);
}

/** Says what a slot is for: 0-3 that part of the kind, 4 time, 5 pairing id, 6 role, 7 tool, 8 sidechain, 9 level, 10 error, 11 denial, 12 prose. */
export function assignSlot(slot: u32, purpose: u32): void {
  const bit: u32 = <u32>1 << slot;
  if (purpose < 4) kindParts[purpose] = unchecked(kindParts[purpose]) | bit;
  else if (purpose == 4) timeSlots |= bit;
  else if (purpose == 5) pairSlots |= bit;
  else if (purpose == 6) roleSlots |= bit;
  else if (purpose == 7) toolSlots |= bit;
  else if (purpose == 8) sidechainSlots |= bit;
  else if (purpose == 9) levelSlots |= bit;
  else if (purpose == 10) errorSlots |= bit;
  else if (purpose == 11) denialSlots |= bit;
  else if (purpose == 12) proseSlots |= bit;
}

/** Goes on counting where an earlier scan stopped. */
export function resumeColumns(longestSoFar: f64, first: f64, last: f64, backwardsSoFar: f64, previous: f64): void {
  longest = longestSoFar;
  earliest = first;
  latest = last;
  backwards = backwardsSoFar;
  previousTime = previous;
}

/** Gives a name of an earlier scan its number again; names are given in order. 0 kinds, 1 roles, 2 tools. */
export function seedName(which: u32, at: usize, length: u32): void {
  intern(which == 0 ? kinds : which == 1 ? roles : tools, at, length);
}

export function takeRows(): void {
  rows = 0;
  fractions = 0;
  resetFurther();
}

/** A tool found no room. */
export function overflowNames(): void {
  namesOverflowed = true;
}

// The bytes of a slot's text, decoded when it must be; `textLength` is overflow for a text too long to keep.
let textAt: usize = 0;
let textLength: u32 = 0;

// @ts-ignore: decorator
@inline
function readSlot(slot: u32): void {
  const length = lengthOf(slot);
  if (length > <f64>slotCapacity) {
    textLength = overflow;
    return;
  }
  textAt = addressOf(slot);
  textLength = <u32>length;
  if (isEscaped(slot)) {
    textLength = decodeString(textAt, textLength, decoded);
    textAt = decoded;
  }
}

// @ts-ignore: decorator
@inline
function label(interner: Interner, slots: u32): u32 {
  const present = slots & <u32>captured;
  if (present == 0) return 0;
  readSlot(ctz(present));
  if (textLength == overflow) return 0;
  const number = intern(interner, textAt, textLength);
  if (number != overflow) return number;
  namesOverflowed = true;
  return 0;
}

/** The time that a text says; NaN: none. */
// @ts-ignore: decorator
@inline
export function timeOfText(at: usize, length: u32): f64 {
  const epoch = length == 13 ? epochMilliseconds(at) : -1;
  return epoch < 0 ? parseTime(at, length) : <f64>epoch;
}

function kindOf(): u32 {
  const first = unchecked(kindParts[0]) & <u32>captured;
  const rest = (unchecked(kindParts[1]) | unchecked(kindParts[2]) | unchecked(kindParts[3])) & <u32>captured;
  if (rest == 0) {
    if (first == 0) return kindNone;
    readSlot(ctz(first));
    if (textLength == overflow) return kindsFull();
  } else {
    let length: u32 = 0;
    for (let part = 0; part < 4; part++) {
      const present = unchecked(kindParts[part]) & <u32>captured;
      if (present == 0) continue;
      readSlot(ctz(present));
      if (textLength == overflow) return kindsFull();
      if (textLength == 0) continue;
      if (length > 0) {
        store<u8>(scratch + length, 0x2f);
        length++;
      }
      memory.copy(scratch + length, textAt, textLength);
      length += textLength;
    }
    textAt = scratch;
    textLength = length;
  }
  if (textLength == 0) return kindNone;
  const number = intern(kinds, textAt, textLength);
  return number == overflow ? kindsFull() : number;
}

function kindsFull(): u32 {
  kindsOverflowed = true;
  return kindOther;
}

/** The record's flag when the value that says so is `true`. */
// @ts-ignore: decorator
@inline
function sidechainFlag(): u32 {
  const present = sidechainSlots & <u32>captured;
  return present != 0 && typeOf(ctz(present)) == typeTrue ? flagSidechain : 0;
}

/** The record's flag when a member says so by `true` or `false`, one of its levels means an error, or one of its texts tells it. */
// @ts-ignore: decorator
@inline
function errorFlag(): u32 {
  for (let present = errorSlots & <u32>captured; present != 0; present &= present - 1) {
    if (typeOf(ctz(present)) == typeTrue) return flagError;
  }
  for (let present = denialSlots & <u32>captured; present != 0; present &= present - 1) {
    if (typeOf(ctz(present)) == typeFalse) return flagError;
  }
  for (let present = levelSlots & <u32>captured; present != 0; present &= present - 1) {
    const slot = ctz(present);
    readSlot(slot);
    if (textLength != overflow && isErrorLevel(slot, textAt, textLength)) return flagError;
  }
  for (let present = proseSlots & <u32>captured; present != 0; present &= present - 1) {
    if (isFailedProse(ctz(present))) return flagError;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function isFailedProse(slot: u32): bool {
  return typeOf(slot) == typeString && tellsFailure(addressOf(slot), lengthOf(slot));
}

/** True when the next record has no room: the segment must be taken first. */
// @ts-ignore: decorator
@inline
export function columnsFull(): bool {
  return rows >= columnCapacity;
}

// @ts-ignore: decorator
@inline
function addTime(row: u32, time: f64): void {
  store<f64>(timeColumn + row * 8, time);
  if (time != time) return;
  if (time != floor<f64>(time)) fractions++;
  if (time < earliest) earliest = time;
  if (time > latest) latest = time;
  if (time < previousTime) backwards++;
  previousTime = time;
}

/** Adds a record to the open segment that has a known shape, which begins with what is constant: kind, role, tool, flags. */
// @ts-ignore: decorator
@inline
export function addMatched(shape: usize, offset: f64, length: f64, line: f64, time: f64, pair: u32): void {
  const row = rows++;
  store<f64>(offsetColumn + row * 8, offset);
  store<f64>(lengthColumn + row * 8, length);
  store<f64>(lineColumn + row * 8, line);
  if (length > longest) longest = length;
  store<u16>(kindColumn + row * 2, load<u16>(shape));
  store<u8>(roleColumn + row, load<u8>(shape, 4));
  store<u16>(toolColumn + row * 2, load<u16>(shape, 8));
  store<u8>(flagColumn + row, load<u8>(shape, 12));
  addTime(row, time);
  store<u32>(pairColumn + row * 4, pair);
}

/** What a captured value is used for: nothing, since another one counts; for what a record *is*; for its pairing id, its time; for whether it failed. */
export const useNone: u32 = 0;
export const useConstant: u32 = 1;
export const usePair: u32 = 2;
export const useTime: u32 = 3;
export const useProse: u32 = 4;

/** The use of a slot in a record that has values in `present`. */
export function useOf(slot: u32, present: u32): u32 {
  const bit: u32 = <u32>1 << slot;
  let constants = roleSlots | toolSlots | sidechainSlots | levelSlots | errorSlots | denialSlots;
  for (let part = 0; part < 4; part++) constants |= unchecked(kindParts[part]);
  if ((constants & bit) != 0) return useConstant;
  const isPair = (pairSlots & bit) != 0 && ctz(pairSlots & present) == slot;
  const isTime = (timeSlots & bit) != 0 && ctz(timeSlots & present) == slot;
  if ((proseSlots & bit) != 0) return isPair || isTime ? useConstant : useProse;
  if (isPair && isTime) return useConstant;
  return isPair ? usePair : isTime ? useTime : useNone;
}

/** The slots of a record with values in `present` that give its pairing id and its time, of which a shape must have gaps. */
export function varyingSlots(present: u32): u32 {
  const pairs = pairSlots & present;
  const times = timeSlots & present;
  return (pairs & (0 - pairs)) | (times & (0 - times));
}

/** Adds the record to the open segment. */
export function addRow(offset: f64, length: f64, line: f64, flags: u32): void {
  const row = rows++;
  store<f64>(offsetColumn + row * 8, offset);
  store<f64>(lengthColumn + row * 8, length);
  store<f64>(lineColumn + row * 8, line);
  store<u8>(flagColumn + row, <u8>(flags | sidechainFlag() | errorFlag() | callFlags()));
  if (length > longest) longest = length;
  const kind = kindOf();
  // A record that is no JSON but whose brackets close may have a kind, and a time, all the same.
  store<u16>(kindColumn + row * 2, <u16>(kind == kindNone && (flags & flagMalformed) != 0 ? kindMalformed : kind));

  const times = timeSlots & <u32>captured;
  let time: f64 = NaN;
  if (times != 0) {
    readSlot(ctz(times));
    if (textLength != overflow) time = timeOfText(textAt, textLength);
  }
  addTime(row, time);

  const pairs = pairSlots & <u32>captured;
  let pair: u32 = 0;
  if (pairs != 0) {
    readSlot(ctz(pairs));
    if (textLength != overflow && textLength > 0) pair = hashBytes(textAt, textLength);
  }
  store<u8>(roleColumn + row, <u8>label(roles, roleSlots));
  let tool = label(tools, toolSlots);
  markFurther(found > 0);
  if (found > 0) {
    const isFirst = tool == 0 && pair == 0;
    addCalls(row, isFirst);
    if (isFirst) {
      tool = firstTool;
      pair = firstPair;
    }
  }
  store<u32>(pairColumn + row * 4, pair);
  store<u16>(toolColumn + row * 2, <u16>tool);
}

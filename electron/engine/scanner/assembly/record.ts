// The record that is being read, and damage in front of it that has not been handed over yet.

import { bringCallsBack, forgetCalls, setCallsAside } from "./calls";
import { flagMalformed } from "./columns";
import { leaveAllContainers } from "./containers";
import { check, resetEvents } from "./events";
import { forgetFirstKey } from "./firstKey";
import { leaveAllLevels } from "./levels";
import { beginRecord, emit, outputFull, recordStart } from "./lines";
import { offsetOf } from "./position";
import { allSlots, bringBack, clearSlots, setAside } from "./slots";
import { between, damage, whole } from "./states";

/** The record is no JSON, but its brackets may still close. */
export let odd: bool = false;
/** Damage stands in front of the record, which counts only if it is whole JSON. */
export let damaged: bool = false;
/** Where the damage begins. */
export let damageStart: f64 = 0;
/** Where a whole record ends that waits for room in the output. */
let wholeEnd: f64 = 0;
/** Where to look on in a state from `firstRaw` on. */
export let goOnAt: usize = 0;

export function resetRecord(): void {
  odd = false;
  damaged = false;
  resetEvents();
  check(true);
  leaveAllLevels();
  leaveAllContainers();
  clearSlots(allSlots);
  forgetCalls();
}

/** A record begins at `p`; behind damage, one that may turn out to be none. */
// @ts-ignore: decorator
@inline
export function startRecord(p: usize): void {
  beginRecord(offsetOf(p));
  forgetFirstKey();
  forgetCalls();
  odd = false;
}

/** What is being read is no JSON. It is read on, for its kind and time; only its brackets and quotes matter now. */
export function markOdd(): void {
  odd = true;
  check(false);
}

/** What is being read is damage up to the next record. Nothing of it is kept. */
export function beginDamage(): u32 {
  if (!damaged) {
    damaged = true;
    damageStart = recordStart;
  }
  resetEvents();
  check(true);
  leaveAllLevels();
  leaveAllContainers();
  clearSlots(allSlots);
  forgetCalls();
  return damage;
}

/** The damage ends in front of `offset`. */
export function endDamage(offset: f64, flags: u32): void {
  const start = recordStart;
  beginRecord(damageStart);
  clearSlots(allSlots);
  emit(offset, flagMalformed | flags);
  beginRecord(start);
  damaged = false;
}

/** The record ends in front of `p`: gives the state behind it. */
export function endRecord(p: usize): u32 {
  if (damaged) return endBehindDamage(p);
  emit(offsetOf(p), odd ? flagMalformed : 0);
  return between;
}

/** What comes next is looked at from `p` on, byte by byte. */
// @ts-ignore: decorator
@inline
export function goOn(p: usize): void {
  goOnAt = p;
}

/** The damage is handed over first; the record when there is room for it. */
function endBehindDamage(p: usize): u32 {
  const slots = setAside();
  const calls = setCallsAside();
  endDamage(recordStart, 0);
  bringBack(slots);
  bringCallsBack(calls);
  wholeEnd = offsetOf(p);
  resetEvents();
  goOn(p);
  return whole;
}

/** Hands over a record that waits for room, if there is some. */
export function endWhole(): bool {
  if (outputFull()) return false;
  emit(wholeEnd, 0);
  return true;
}

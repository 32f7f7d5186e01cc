// The values captured of the record being read. A value's bytes are left where they were read; only what a record still
// needs when its chunk ends is copied (`keepSlots`), and of one value at most `slotCapacity` bytes.

import { input, inputCapacity, lead, maxSlots, slotCapacity, slotData, slotEntry, slotTable } from "./layout";

/** Types of values; the numbers are part of the contract with the TypeScript side. */
export const typeString: u8 = 1;
export const typeNumber: u8 = 2;
export const typeObject: u8 = 3;
export const typeArray: u8 = 4;
export const typeTrue: u8 = 5;
export const typeFalse: u8 = 6;
export const typeNull: u8 = 7;

/** Of all slots. */
export const allSlots: u64 = u64.MAX_VALUE;

/** A bit per slot that holds a value of this record. */
export let captured: u64 = 0;

// A slot: start in the transcript (f64), raw length (f64), address of the bytes held, how many, type, escaped.
// @ts-ignore: decorator
@inline
function entryOf(slot: u32): usize {
  return slotTable + slot * slotEntry;
}

// @ts-ignore: decorator
@inline
export function startOf(slot: u32): f64 {
  return load<f64>(entryOf(slot));
}

// @ts-ignore: decorator
@inline
export function lengthOf(slot: u32): f64 {
  return load<f64>(entryOf(slot), 8);
}

// @ts-ignore: decorator
@inline
export function addressOf(slot: u32): usize {
  return load<u32>(entryOf(slot), 16);
}

// @ts-ignore: decorator
@inline
export function heldOf(slot: u32): u32 {
  return load<u32>(entryOf(slot), 20);
}

// @ts-ignore: decorator
@inline
export function typeOf(slot: u32): u8 {
  return load<u8>(entryOf(slot), 24);
}

// @ts-ignore: decorator
@inline
export function isEscaped(slot: u32): bool {
  return load<u8>(entryOf(slot), 25) != 0;
}

// @ts-ignore: decorator
@inline
export function clearSlots(mask: u64): void {
  captured &= ~mask;
}

/** Forgets the captured values for a while; gives what brings them back. */
export function setAside(): u64 {
  const slots = captured;
  captured = 0;
  return slots;
}

export function bringBack(slots: u64): void {
  captured = slots;
}

// @ts-ignore: decorator
@inline
export function capture(slot: u32, start: f64, length: f64, at: usize, held: u32, type: u8, escaped: bool): void {
  const entry = entryOf(slot);
  store<f64>(entry, start);
  store<f64>(entry, length, 8);
  store<u32>(entry, <u32>at, 16);
  store<u32>(entry, held, 20);
  store<u8>(entry, type, 24);
  store<u8>(entry, escaped ? 1 : 0, 25);
  captured |= <u64>1 << slot;
}

/** A container's length is known only when it ends. */
export function setLength(slot: u32, length: f64): void {
  store<f64>(entryOf(slot), length, 8);
}

/** Copies bytes that are about to be overwritten into the slot's own memory. */
export function hold(slot: u32): void {
  const entry = entryOf(slot);
  const held = min<u32>(heldOf(slot), slotCapacity);
  const own = slotData + slot * slotCapacity;
  memory.copy(own, addressOf(slot), held);
  store<u32>(entry, <u32>own, 16);
  store<u32>(entry, held, 20);
}

/** Before the next chunk is read over this one. */
export function keepSlots(): void {
  for (let slot: u32 = 0; slot < maxSlots; slot++) {
    if ((captured >> slot & 1) == 0) continue;
    const at = addressOf(slot);
    if (at >= input - lead && at < input + inputCapacity) hold(slot);
  }
}

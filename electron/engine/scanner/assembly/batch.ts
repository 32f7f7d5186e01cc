// The values of a record for a reader of fields (the snapshot), written as one entry of a batch. Bytes stay where they
// are in memory until the next chunk is read.

import { decodeString } from "./decode";
import { Interner, createInterner, intern, overflow } from "./interner";
import { batchCapacity, batchHeader, batchSlot, decoded, output, slotCapacity, usedSlots, wideBatchCapacity } from "./layout";
import { dropJoined, endRun } from "./runs";
import { addressOf, captured, heldOf, isEscaped, lengthOf, startOf, typeOf, typeString } from "./slots";

/** A bit of a record's flags beside those of columns.ts: it lies deeper than records are read. */
export const flagDeep: u32 = 16;

export let ids: Interner = changetype<Interner>(0);
/** Records in the batch. */
export let batched: u32 = 0;
let stride: u32 = 0;
let capacity: u32 = batchCapacity;
let internMask: u32 = 0;

export function resetBatch(slots: u32, interned: u32): void {
  stride = batchHeader + slots * batchSlot;
  capacity = slots > usedSlots ? wideBatchCapacity : batchCapacity;
  internMask = interned;
  ids = createInterner(u32.MAX_VALUE - 1);
  batched = 0;
  dropJoined();
}

export function takeBatch(): void {
  batched = 0;
  dropJoined();
}

// @ts-ignore: decorator
@inline
export function lastEntry(): usize {
  return output + (batched - 1) * stride;
}

// @ts-ignore: decorator
@inline
export function batchFull(): bool {
  return batched >= capacity;
}

/** 1 and up for a string; 0 for other values and for strings of more than `slotCapacity` raw bytes. */
function idOf(slot: u32): u32 {
  const length = lengthOf(slot);
  if (typeOf(slot) != typeString || length > <f64>slotCapacity) return 0;
  let at = addressOf(slot);
  let size = <u32>length;
  if (isEscaped(slot)) {
    size = decodeString(at, size, decoded);
    at = decoded;
  }
  const number = intern(ids, at, size);
  return number == overflow ? 0 : number + 1;
}

// Of the record that was added last.
export function lastOffset(): f64 {
  return load<f64>(output + (batched - 1) * stride);
}

export function lastLength(): f64 {
  return load<f64>(output + (batched - 1) * stride, 8);
}

export function lastFlags(): u32 {
  return load<u32>(output + (batched - 1) * stride, 24);
}

/** The number of the interned text in a slot. */
export function lastId(slot: u32): u32 {
  return load<u32>(output + (batched - 1) * stride + batchHeader + slot * batchSlot, 16);
}

// @ts-ignore: decorator
@inline
export function isInterned(slot: u32): bool {
  return slot < usedSlots && (internMask >> slot & 1) != 0;
}

/** Adds the values captured; the text in the slot `known` has the number `id`, if it is interned. */
export function addFields(offset: f64, length: f64, line: f64, flags: u32, known: u32, id: u32): void {
  const at = output + batched++ * stride;
  store<f64>(at, offset);
  store<f64>(at, length, 8);
  store<f64>(at, line, 16);
  store<u32>(at, flags, 24);
  store<u32>(at, <u32>captured, 28);
  store<u32>(at, 1, 32);
  store<u32>(at, <u32>(captured >> 32), 36);
  store<f64>(at, 0, 40);
  endRun();
  for (let left = captured; left != 0; left &= left - 1) {
    const slot = <u32>ctz(left);
    const entry = at + batchHeader + slot * batchSlot;
    const escaped: u32 = isEscaped(slot) ? 1 : 0;
    // All of the value is at its address only when it was not longer than what is kept across chunks.
    const address: u32 = lengthOf(slot) == <f64>heldOf(slot) ? <u32>addressOf(slot) : 0;
    store<f64>(entry, startOf(slot));
    store<f64>(entry, lengthOf(slot), 8);
    store<u32>(entry, slot == known ? id : isInterned(slot) ? idOf(slot) : 0, 16);
    store<u32>(entry, address, 20);
    store<u32>(entry, <u32>typeOf(slot), 24);
    store<u32>(entry, escaped, 28);
  }
}

// The shapes of the segment that is being encoded, each with the records that have it.

import { bytes, headBytes, shapeBytes, table, tableSize, tallies, tallySize } from "./layout";

/** Shapes found so far; they are written straight to their place behind the head. */
export let shapes: u32 = 0;

export function forgetShapes(): void {
  shapes = 0;
  memory.fill(table, 0, tableSize * 2);
}

/** The number of a shape, which may be new. */
export function numberOf(facts: u64, step: u32): u32 {
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

/** `length`: the bytes of all these records together. */
// @ts-ignore: decorator
@inline
export function addToTally(shape: u32, records: u32, length: f64): void {
  const tally: usize = tallies + shape * tallySize;
  store<u32>(tally, load<u32>(tally) + records);
  store<f64>(tally + 8, load<f64>(tally + 8) + length);
}

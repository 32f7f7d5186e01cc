// The segment that is read: opened once, and then asked for its records or searched for kinds.

import { blockRecords, bytes, capacity, foundRows, headBytes, markBytes, shapeBytes, sizesBytes } from "./layout";

export let count: u32 = 0;
export let shapes: u32 = 0;
export let shapeBytesEach: u32 = 0;
export let shapeColumn: usize = 0;

/** Makes the first `size` bytes the segment that is read; gives the number of its records, 0 when its parts do not fit the whole. */
export function open(size: u32): u32 {
  count = 0;
  if (size < headBytes + shapeBytes + sizesBytes) return 0;
  const records = load<u32>(bytes);
  shapes = load<u32>(bytes + 4);
  shapeBytesEach = load<u8>(bytes + 8);
  if (records > capacity || shapes > capacity || shapeBytesEach < 1 || shapeBytesEach > 2) return 0;
  const sizes: usize = bytes + headBytes + shapes * shapeBytes;
  shapeColumn = sizes + sizesBytes + (max(records, 1) - 1) / blockRecords * markBytes;
  // No sum of these can overflow 64 bits.
  const columns = <u64>load<u32>(sizes) + load<u32>(sizes + 4) + load<u32>(sizes + 8) + load<u32>(sizes + 12);
  if (<u64>(shapeColumn - bytes) + records * shapeBytesEach + columns != size) return 0;
  // What is read of a damaged segment lies in the memory, wherever it leads.
  if (greatestShape(records) >= shapes) return 0;
  count = records;
  return count;
}

// @ts-ignore: decorator
@inline
export function shapeAt(row: u32): u32 {
  return shapeBytesEach == 1 ? load<u8>(shapeColumn + row) : load<u16>(shapeColumn + row * 2);
}

/** The greatest of the shapes' numbers that records have. */
function greatestShape(records: u32): u32 {
  let greatest: u32 = 0;
  let row: u32 = 0;
  if (shapeBytesEach == 1) {
    let most = i8x16.splat(0);
    for (; row + 16 <= records; row += 16) most = i8x16.max_u(most, v128.load(shapeColumn + row));
    v128.store(foundRows, most);
    for (let lane: u32 = 0; lane < 16; lane++) greatest = max(greatest, <u32>load<u8>(foundRows + lane));
  }
  for (; row < records; row++) greatest = max(greatest, shapeAt(row));
  return greatest;
}

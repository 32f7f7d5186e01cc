// Columns to bytes and back. See segmentCodec.ts for what the bytes are and why.

import { acceptedKinds, bytes, bytesCapacity, end, extremes, foundRows, offsetColumn, tallies } from "./layout";

export { decode } from "./decode";
export { encode } from "./encode";
export { findKinds } from "./findKinds";
export { open } from "./opened";

/** Where the first of the columns lies that are decoded; the others follow as in layout.ts. Called first. */
export function columnsAddress(): usize {
  if (__heap_base > offsetColumn || end > <usize>memory.size() << 16) unreachable();
  return offsetColumn;
}

export function bytesAddress(): usize {
  return bytes;
}

export function acceptedKindsAddress(): usize {
  return acceptedKinds;
}

export function foundRowsAddress(): usize {
  return foundRows;
}

export function talliesAddress(): usize {
  return tallies;
}

export function extremesAddress(): usize {
  return extremes;
}

export function capacityOfBytes(): u32 {
  return bytesCapacity;
}

// Finds the records of some kinds without decoding a segment.

import { acceptedKinds, acceptedShapes, bytes, foundRows, headBytes, kindLimit, shapeBytes } from "./layout";
import { count, shapeAt, shapeBytesEach, shapeColumn, shapes } from "./opened";
import { hasTime, malformed } from "./shape";

/** Of a kind only the records that are JSON and have no time are wanted. */
const timeless: u8 = 2;

/**
 * Finds the records whose kind is accepted by the table of `acceptedKinds`, all but the first `skip` and at most `most` of
 * them; gives how many, and their rows as u16 in `foundRows`.
 */
export function findKinds(skip: u32, most: u32): u32 {
  let accepted: u32 = 0;
  let only: u32 = 0;
  for (let shape: u32 = 0; shape < shapes; shape++) {
    const facts = load<u64>(bytes + headBytes + shape * shapeBytes);
    let accepts = load<u8>(acceptedKinds + (<u32>facts & (kindLimit - 1)));
    if (accepts == timeless && ((facts >> 40) & (hasTime | malformed)) != 0) accepts = 0;
    store<u8>(acceptedShapes + shape, accepts);
    if (accepts == 0) continue;
    accepted++;
    only = shape;
  }
  if (accepted == 0) return 0;
  // Records of a rare kind are mostly of one shape, and far apart.
  const isSparse = accepted == 1 && shapeBytesEach == 1;
  let found: u32 = 0;
  for (let row: u32 = 0; row < count && found < most; row++) {
    if (isSparse) row = nextOf(only, row);
    if (row >= count) break;
    if (load<u8>(acceptedShapes + shapeAt(row)) == 0) continue;
    if (skip > 0) skip--;
    else store<u16>(foundRows + found++ * 2, <u16>row);
  }
  return found;
}

/** A row at or behind `row` before which there is none of a shape. */
function nextOf(shape: u32, row: u32): u32 {
  const wanted = i8x16.splat(<i8>shape);
  while (row + 16 <= count) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(shapeColumn + row), wanted));
    if (hits != 0) return row + ctz(hits);
    row += 16;
  }
  return row;
}

// What a segment is put together of in the end.

import {
  bytes, exceptions, extremes, headBytes, lengths, linesBehind, marks, pairs, shapeBytes, shapeOf, sizesBytes, times,
} from "./layout";
import { shapes } from "./shapeTable";

/** The least and greatest length and time. */
export function keepExtremes(shortest: f64, longest: f64, first: f64, last: f64): void {
  store<f64>(extremes, shortest);
  store<f64>(extremes + 8, longest);
  store<f64>(extremes + 16, first);
  store<f64>(extremes + 24, last);
}

/** Puts head, shapes, marks and columns behind each other, given where the parts end; gives the size of the whole. */
export function assemble(
  columns: usize, count: u32, power: u32, marksEnd: usize, lengthsEnd: usize, timesEnd: usize, pairsEnd: usize, exceptionsEnd: usize,
): u32 {
  const wide: u32 = shapes > 256 ? 2 : 1;
  store<u32>(bytes, count);
  store<u32>(bytes + 4, shapes);
  store<u32>(bytes + 8, wide | (power << 8));
  store<u32>(bytes + 12, 0);
  store<f64>(bytes + 16, load<f64>(columns));
  store<f64>(bytes + 24, load<f64>(columns + linesBehind));
  const sizes: usize = bytes + headBytes + shapes * shapeBytes;
  store<u32>(sizes, <u32>(lengthsEnd - lengths));
  store<u32>(sizes + 4, <u32>(timesEnd - times));
  store<u32>(sizes + 8, <u32>(pairsEnd - pairs));
  store<u32>(sizes + 12, <u32>(exceptionsEnd - exceptions));
  let at = append(sizes + sizesBytes, marks, marksEnd);
  if (wide == 2) memory.copy(at, shapeOf, count * 2);
  else narrow(at, count);
  at += count * wide;
  at = append(at, lengths, lengthsEnd);
  at = append(at, times, timesEnd);
  at = append(at, pairs, pairsEnd);
  at = append(at, exceptions, exceptionsEnd);
  return <u32>(at - bytes);
}

function append(at: usize, from: usize, to: usize): usize {
  memory.copy(at, from, to - from);
  return at + (to - from);
}

/** The shapes' numbers in a byte each. What is written behind the last one is written over by the column that follows. */
function narrow(at: usize, count: u32): void {
  for (let row: u32 = 0; row < count; row += 16) {
    const from: usize = shapeOf + row * 2;
    v128.store(at + row, i8x16.narrow_i16x8_u(v128.load(from), v128.load(from, 16)));
  }
}

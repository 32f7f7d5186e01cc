import {
  acceptedKinds, acceptedShapes, blockRecords, bytes, capacity, flagColumn, foundRows, headBytes, kindColumn, kindLimit, lengthColumn, lineColumn, markBytes, offsetColumn, pairColumn,
  roleColumn, shapeBytes, sizesBytes, timeColumn, toolColumn,
} from "./layout";
import { behind, takeNumber, takeSigned } from "./numbers";
import { exceptional, hasPair, hasTime, recordFlags, samePair } from "./shape";

// Of the segment that was opened last.
let count: u32 = 0;
let shapes: u32 = 0;
let shapeBytesEach: u32 = 0;
let shapeColumn: usize = 0;

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
  for (let row: u32 = 0; row < records; row++) if (shapeAt(row) >= shapes) return 0;
  count = records;
  return count;
}

// @ts-ignore: decorator
@inline
function shapeAt(row: u32): u32 {
  return shapeBytesEach == 1 ? load<u8>(shapeColumn + row) : load<u16>(shapeColumn + row * 2);
}

/**
 * Finds the records whose kind has a 1 in the table of `acceptedKinds`, all but the first `skip` and at most `most` of
 * them; gives how many, and their rows as u16 in `foundRows`.
 */
export function findKinds(skip: u32, most: u32): u32 {
  for (let shape: u32 = 0; shape < shapes; shape++) {
    const kind = load<u16>(bytes + headBytes + shape * shapeBytes) & (kindLimit - 1);
    store<u8>(acceptedShapes + shape, load<u8>(acceptedKinds + kind));
  }
  let found: u32 = 0;
  for (let row: u32 = 0; row < count && found < most; row++) {
    if (load<u8>(acceptedShapes + shapeAt(row)) == 0) continue;
    if (skip > 0) skip--;
    else store<u16>(foundRows + found++ * 2, <u16>row);
  }
  return found;
}

/** Fills the columns with the records of one block. */
export function decode(block: u32): void {
  const unit: f64 = load<u8>(bytes + 9) == 0 ? 1 : 1000;
  const sizes: usize = bytes + headBytes + shapes * shapeBytes;
  let lengthAt: usize = shapeColumn + count * shapeBytesEach;
  let timeAt: usize = lengthAt + load<u32>(sizes);
  let pairAt: usize = timeAt + load<u32>(sizes + 4);
  let exceptionAt: usize = pairAt + load<u32>(sizes + 8);
  const last: usize = exceptionAt + load<u32>(sizes + 12);

  let offset = <i64>load<f64>(bytes + 16);
  let line = <i64>load<f64>(bytes + 24);
  let time: i64 = 0;
  let pair: u32 = 0;
  if (block > 0) {
    const mark: usize = sizes + sizesBytes + (block - 1) * markBytes;
    offset = load<i64>(mark);
    line += load<i64>(mark + 8);
    time = load<i64>(mark + 16);
    pair = load<u32>(mark + 24);
    lengthAt += load<u32>(mark + 28);
    timeAt += load<u32>(mark + 32);
    pairAt += load<u32>(mark + 36);
    exceptionAt += load<u32>(mark + 40);
  }
  const until = min((block + 1) * blockRecords, count);
  for (let row = block * blockRecords; row < until; row++) {
    // A damaged column is read no further than into the next one.
    if (lengthAt > last || timeAt > last || pairAt > last || exceptionAt > last) return;
    const at: usize = bytes + headBytes + shapeAt(row) * shapeBytes;
    const facts = load<u64>(at);
    const flags = facts >> 40;
    let gap: u64 = (facts >> 48) & 0xff;
    let step: u64 = load<u32>(at + 8);
    if (gap == exceptional) {
      gap = takeNumber(exceptionAt);
      exceptionAt = behind;
    }
    if (step == exceptional) {
      step = takeNumber(exceptionAt);
      exceptionAt = behind;
    }
    // Most lengths take one byte or two, at random: no branch to guess wrong, and no detour over `behind`.
    const two: u64 = load<u16>(lengthAt);
    let length: u64;
    if ((two & 0x8080) != 0x8080) {
      const more: u64 = (two >> 7) & 1;
      length = (two & 0x7f) | ((two >> 1) & 0x3f80 & (0 - more));
      lengthAt += 1 + <usize>more;
    } else {
      length = takeNumber(lengthAt);
      lengthAt = behind;
    }
    offset += gap;
    line += step;
    store<f64>(offsetColumn + row * 8, <f64>offset);
    store<f64>(lengthColumn + row * 8, <f64>(<i64>length));
    store<f64>(lineColumn + row * 8, <f64>line);
    offset += length;
    store<u16>(kindColumn + row * 2, <u16>facts);
    store<u16>(toolColumn + row * 2, <u16>(facts >> 16));
    store<u8>(roleColumn + row, <u8>(facts >> 32));
    store<u8>(flagColumn + row, <u8>(flags & recordFlags));
    let exact: f64 = NaN;
    if (flags & hasTime) {
      const first: u64 = load<u8>(timeAt);
      if (first < 0x80) {
        const sign: i64 = 0 - <i64>(first & 1);
        time += (<i64>(first >> 1) ^ sign) - sign;
        timeAt++;
      } else {
        time += takeSigned(timeAt);
        timeAt = behind;
      }
      exact = <f64>time / unit;
    }
    store<f64>(timeColumn + row * 8, exact);
    if ((flags & (hasPair | samePair)) == hasPair) {
      pair = load<u32>(pairAt);
      pairAt += 4;
    }
    store<u32>(pairColumn + row * 4, flags & hasPair ? pair : 0);
  }
}

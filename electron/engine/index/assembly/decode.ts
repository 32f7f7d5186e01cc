import {
  blockRecords, bytes, flagColumn, headBytes, kindColumn, lengthColumn, lineColumn, markBytes, offsetColumn, pairColumn, roleColumn, shapeBytes, sizesBytes, timeColumn,
  toolColumn,
} from "./layout";
import { behind, takeNumber, takeSigned } from "./numbers";
import { count, shapeAt, shapeBytesEach, shapeColumn, shapes } from "./opened";
import { exceptional, hasPair, hasTime, recordFlags, samePair } from "./shape";

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

// Records in a row that repeat the one before byte for byte but for one text and one time, as the pieces of a text do: they are
// compared with it in one loop, without going through the gaps of its shape. Whatever else there is, the shape tells.

import { addMatched, columnsFull } from "./columns";
import { epochDigits, epochMilliseconds } from "./epoch";
import { line } from "./lines";
import { offsetOf } from "./position";
import { endOfText } from "./shapeText";

/** Of the record that matched last: where its text and its time lie. 0: it has no such text, or other gaps as well; it has no time. */
let textAt: usize = 0;
let textEnd: usize = 0;
let timeAt: usize = 0;

/** Records that the last call of `takeRepeated` took. */
export let repeated: u32 = 0;

// @ts-ignore: decorator
@inline
export function setGaps(text: usize, endOf: usize, timeOf: usize): void {
  textAt = text;
  textEnd = endOf;
  timeAt = timeOf;
}

/**
 * Adds the records from `next` on that repeat the one at `start`, which matched last, is of that shape and has that id; gives where the
 * first other one begins. `blank`: bytes between the end of such a record and the next.
 */
export function takeRepeated(shape: usize, start: usize, next: usize, end: usize, blank: u32, pair: u32): usize {
  repeated = 0;
  if (textAt == 0) return next;
  const isTimed = timeAt != 0;
  const isTimeFirst = isTimed && timeAt < textAt;
  const isTimeLast = isTimed && !isTimeFirst;
  const timeEnd = timeAt + epochDigits;
  const before = <u32>((isTimeFirst ? timeAt : textAt) - start);
  const middle = isTimeFirst ? timeEnd : textEnd;
  const between = <u32>(isTimeFirst ? textAt - timeEnd : isTimeLast ? timeAt - textEnd : 0);
  const behind = isTimeLast ? timeEnd : textEnd;
  const after = <u32>(next - behind);
  const beforeMask = maskOfLast(before);
  const betweenMask = maskOfLast(between);
  const afterMask = maskOfLast(after);
  let p = next;
  let time: f64 = NaN;
  while (p < end && !columnsFull()) {
    if (!isSame(p, start, before, beforeMask)) break;
    let q = p + before;
    if (isTimeFirst) {
      const epoch = epochMilliseconds(q);
      if (epoch < 0 || !isSame(q + epochDigits, middle, between, betweenMask)) break;
      time = <f64>epoch;
      q += epochDigits + between;
    }
    q = endOfText(q, end);
    if (q == 0) break;
    if (isTimeLast) {
      const epoch = epochMilliseconds(q + between);
      if (epoch < 0 || !isSame(q, middle, between, betweenMask)) break;
      time = <f64>epoch;
      q += between + epochDigits;
    }
    if (!isSame(q, behind, after, afterMask)) break;
    q += after;
    // Behind `end` stand bytes of an earlier chunk, which may look like the rest of the record.
    if (q > end) break;
    addMatched(shape, offsetOf(p), <f64>(q - p - blank), line + <f64>repeated, time, pair);
    repeated++;
    p = q;
  }
  return p;
}

/** Of the last sixteen bytes or less of so many. */
// @ts-ignore: decorator
@inline
function maskOfLast(length: u32): v128 {
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  return i8x16.lt_u(lanes, i8x16.splat(<i8>(length == 0 ? 0 : ((length - 1) & 15) + 1)));
}

/** Whether the bytes at `p` are those at `like`; `last` is the mask of the last ones. */
// @ts-ignore: decorator
@inline
function isSame(p: usize, like: usize, length: u32, last: v128): bool {
  let i: u32 = 0;
  let differs = i64x2.splat(0);
  for (; i + 16 < length; i += 16) differs = v128.or(differs, v128.xor(v128.load(p + i), v128.load(like + i)));
  return !v128.any_true(v128.or(differs, v128.and(v128.xor(v128.load(p + i), v128.load(like + i)), last)));
}

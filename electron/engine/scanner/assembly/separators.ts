// What stands between the records of a transcript and is neither white space nor a record: commas, the brackets of an array
// around records, NUL bytes, record separators (RFC 7464) and byte order marks. All are counted. Anything else is damage.
//
// So are the names of the fields of server-sent events, what of these events holds no record, and the mark at the end of a
// stream (eventStream.ts).
//
// In a log of objects a `[` before a line's records separates when a record or the line's end follows, a `]` when the line's
// end follows. In a transcript of other values (`takesValues`) both belong to arrays, and words, numbers and texts are
// records as well.

import { check, resetEvents } from "./events";
import { beginEndMark, beginField, endMarkBytes, goOnEndMark, goOnField, hasEndMark } from "./eventStream";
import { countComma, countPadding, endLine, lineStart, onLine, outputFull, recordStart } from "./lines";
import { offsetOf } from "./position";
import { beginDamage, startRecord } from "./record";
import { isBlank, newline } from "./search";
import {
  between, closing, comment, damage, endMark, field, mark, opening, passed, separators, value,
} from "./states";
import { aimAtRoot } from "./values";

const openArray: u8 = 0x5b;
const closeArray: u8 = 0x5d;
const openObject: u8 = 0x7b;
const comma: u8 = 0x2c;
const recordSeparator: u8 = 0x1e;
/** The bytes of a byte order mark, the first one lowest. */
const byteOrderMark: u32 = 0xbfbbef;

/** Records may be any values, and not objects alone. */
export let takesValues: bool = false;
/** The state behind `separate`, and whether it stopped since the output has no room. */
export let next: u32 = separators;
export let lacksRoom: bool = false;
/** Bytes of a byte order mark that have been read. */
let marked: u32 = 0;

export function takeValues(all: bool): void {
  takesValues = all;
}

/** Goes through what separates records; gives where it ends. `now` is a state of this file. */
export function separate(from: usize, end: usize, now: u32): usize {
  next = now;
  lacksRoom = false;
  let p = from;
  while (p < end && next >= separators && next <= endMark && !lacksRoom) {
    const byte = load<u8>(p);
    if (next == separators) {
      if (byte == newline) {
        endLine(p);
        next = between;
      } else if (byte == comma) countComma();
      else if (byte == 0 || byte == recordSeparator) {
        const zeros = byte == 0 ? zerosFrom(p, end) : 1;
        countPadding(<f64>zeros);
        p += zeros - 1;
      }
      else if (!isBlank(byte)) {
        if (byte == openObject || (takesValues && byte == openArray)) {
          next = between;
          return p;
        }
        if (outputFull()) {
          lacksRoom = true;
          return p;
        }
        next = beginOther(p, byte);
        if (next == value) return p;
      }
    } else if (next == mark) {
      if (byte != <u8>(byteOrderMark >> (marked * 8))) next = beginDamage();
      else if (++marked == 3) {
        countPadding(3);
        next = separators;
      }
    } else if (next == field) {
      next = goOnField(byte);
      if (next == separators) countPadding(offsetOf(p + 1) - recordStart);
      else if (next == damage) beginDamage();
    } else if (next == comment || next == passed) {
      // A comment's colon stands apart from what follows: JSON that lost its beginning is none.
      if (byte == newline) {
        countPadding(offsetOf(p) - recordStart);
        endLine(p);
        next = between;
      } else if (next == comment) next = isBlank(byte) ? passed : beginDamage();
    } else if (next == endMark) {
      if (byte == newline && hasEndMark()) {
        countPadding(endMarkBytes);
        endLine(p);
        next = between;
      } else if (!goOnEndMark(byte)) next = beginDamage();
    } else if (byte == newline) {
      countComma();
      endLine(p);
      next = between;
    } else if (next == opening && byte == openObject) {
      countComma();
      next = between;
      return p;
    } else if (next == opening && beginEndMark(byte)) next = endMark;
    else if (!isBlank(byte)) next = beginDamage();
    if (next == damage) return p;
    p++;
  }
  return p;
}

/** How many NUL bytes stand from `from` on: files that lost their blocks hold very many. */
function zerosFrom(from: usize, end: usize): usize {
  let p = from;
  while (p + 16 <= end && !v128.any_true(v128.load(p))) p += 16;
  while (p < end && load<u8>(p) == 0) p++;
  return p - from;
}

/** Something begins at `p` that is no object. */
function beginOther(p: usize, byte: u8): u32 {
  startRecord(p);
  if (byte == 0xef) {
    marked = 1;
    return mark;
  }
  if (takesValues) {
    if (byte == closeArray || byte == 0x7d || byte == 0x3a || byte == 0x5c) return beginDamage();
    resetEvents();
    check(true);
    aimAtRoot();
    return value;
  }
  if (onLine == 0 && recordStart == lineStart) {
    const begun = beginField(byte);
    if (begun != damage) return begun;
  }
  if (byte == openArray && onLine == 0) return opening;
  return byte == closeArray ? closing : beginDamage();
}

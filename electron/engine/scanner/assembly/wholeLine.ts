// A line that is one record and whole JSON, as most are: taken from event to event (positions.ts) without a state for each. What
// is anything else is left to the walk, which then begins with the line as if nothing had been tried.

import { depth, inObject } from "./containers";
import { resetEvents } from "./events";
import { positions } from "./layout";
import { endLine, lineStart, onLine, outputFull } from "./lines";
import { endOfWholeLiteral } from "./literals";
import { offsetOf } from "./position";
import { findPositions } from "./positions";
import { resetRecord, startRecord } from "./record";
import { newline, quote } from "./search";
import { takesShortcuts } from "./shapes";
import { holdsEscape } from "./shapeText";
import {
  aimAtElement, aimAtNothing, aimAtRoot, closeContainer, isWanted, leadsOn, openContainer, takeContainer, takeKey, takeString, takeWholeLiteral,
} from "./values";
import { byteAt, closingOf, passContainer } from "./wholeContainer";

/** A line that was tried in vain costs what is saved by a few others. */
const vainCost: i32 = 3;
const mostCredit: i32 = 16;
let credit: i32 = mostCredit;
/** Lines that are not tried once the credit is spent: twice as many each time. */
const longestPause: u32 = 64;
let pause: u32 = 0;
let pauseLength: u32 = 1;

/** Lines that were taken. */
export let taken: f64 = 0;

export function resetWholeLines(): void {
  credit = mostCredit;
  pause = 0;
  pauseLength = 1;
  taken = 0;
}

/** A line begins at `p`, and the record may be all of it. */
// @ts-ignore: decorator
@inline
export function mayBeWhole(p: usize): bool {
  if (!takesShortcuts || onLine != 0 || offsetOf(p) != lineStart || load<u8>(p) != 0x7b) return false;
  if (pause == 0) return true;
  pause--;
  return false;
}

/** Takes the line at `from` if it ends before `end`. Gives where the next line begins, or `from`: it is left to the walk. */
export function takeWholeLine(from: usize, end: usize): usize {
  if (from >= end || outputFull()) return from;
  const next = findPositions(from, end) ? takeRecord(from) : 0;
  resetEvents();
  if (next != 0) {
    if (credit < mostCredit) credit++;
    else pauseLength = 1;
    taken++;
    return next;
  }
  resetRecord();
  credit -= vainCost;
  if (credit < 0) {
    credit = 0;
    pause = pauseLength;
    pauseLength = min<u32>(pauseLength * 2, longestPause);
  }
  return from;
}

/** Where the next line begins; 0: the line is not one whole record. */
function takeRecord(from: usize): usize {
  startRecord(from);
  aimAtRoot();
  let at = positions + 4;
  const isWalked = leadsOn(true);
  openContainer(from, true);
  if (!isWalked) {
    at = passContainer(at, true);
    return at == 0 ? 0 : endRecordAndLine(at - 4);
  }
  let isEmpty = byteAt(at) == closingOf(true);
  while (true) {
    if (!isEmpty) {
      if (inObject) {
        const key = <usize>load<u32>(at);
        const keyEnd = <usize>load<u32>(at, 4);
        if (load<u8>(key) != quote || load<u8>(keyEnd) != quote || byteAt(at + 8) != 0x3a) return 0;
        takeKey(key + 1, <u32>(keyEnd - key - 1), holdsEscape(key + 1, keyEnd));
        at += 12;
      }
      const value = <usize>load<u32>(at);
      const byte = load<u8>(value);
      at += 4;
      if (byte == quote) {
        const stop = <usize>load<u32>(at);
        if (load<u8>(stop) != quote) return 0;
        if (isWanted()) takeString(value + 1, stop, holdsEscape(value + 1, stop));
        at += 4;
      } else if ((byte | 0x20) == 0x7b) {
        const object = byte == 0x7b;
        if (leadsOn(object)) {
          openContainer(value, object);
          isEmpty = byteAt(at) == closingOf(object);
          continue;
        }
        at = passContainer(at, object);
        if (at == 0) return 0;
        takeContainer(value, <usize>load<u32>(at - 4) + 1, object);
      } else {
        const stop = endOfWholeLiteral(value, load<u32>(at));
        if (stop == 0) return 0;
        takeWholeLiteral(value, stop);
      }
    }
    isEmpty = false;
    while (true) {
      const byte = byteAt(at);
      if (byte == 0x2c) break;
      if (byte != closingOf(inObject)) return 0;
      if (depth == 1) return endRecordAndLine(at);
      closeContainer(<usize>load<u32>(at) + 1);
      at += 4;
    }
    at += 4;
    if (inObject) aimAtNothing();
    else aimAtElement();
  }
}

/** The record's last bracket is the event at `at`. Gives where the next line begins; 0: something else follows on the line. */
function endRecordAndLine(at: usize): usize {
  const lineEnd = <usize>load<u32>(at, 4);
  if (load<u8>(lineEnd) != newline) return 0;
  closeContainer(<usize>load<u32>(at) + 1);
  endLine(lineEnd);
  return lineEnd + 1;
}

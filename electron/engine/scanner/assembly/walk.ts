// Records, event by event: the machine that knows what JSON allows next. It can be left and resumed at any byte.

import { depth, inObject, roomForContainer } from "./containers";
import { unitGoesOn, unitLeft } from "./escapes";
import { backslashes, check, checking, dropBackslashes, eventsOf, resetEvents, skipText } from "./events";
import { awaitsFirstKey, takeFirstKey } from "./firstKey";
import { countComma, endLine, outputFull } from "./lines";
import { beginLiteral, isLiteral, takeLiteral } from "./literals";
import { oddInString, oddLiteral, oddToken } from "./oddities";
import { damaged, goOn, goOnAt, startRecord } from "./record";
import { endOpenLine, giveUp } from "./resync";
import { backslash, newline, quote } from "./search";
import { takesValues } from "./separators";
import {
  afterValue, between, colon, firstRaw, inKey, inLiteral, inString, key, keyOrEnd, separators, value, valueOrEnd,
} from "./states";
import { beginText, endText, markEscaped, textAt, textEscaped, textLength } from "./text";
import {
  aimAtElement, aimAtNothing, aimAtRoot, closeContainer, endValue, isWanted, openContainer, takeKey, takeLiteralText, takeString, takeText,
} from "./values";

/** The state behind `walk`, and whether it stopped since the output has no room. */
export let walked: u32 = between;
export let stopped: bool = false;
/** Whether it stopped behind a line, since the next one may be taken at once. */
export let lineEnded: bool = false;

/** Goes through records from `from` on in state `now`; gives where it stopped. Sets `walked`. */
export function walk(from: usize, end: usize, begin: u32): usize {
  let now = begin;
  stopped = false;
  lineEnded = false;
  goOn(from);
  if (unitLeft != 0 && !unitGoesOn(from, end)) now = oddInString(from, now);
  if (now == inLiteral) {
    const p = takeLiteral(from, end);
    if (p >= end) {
      walked = now;
      return end;
    }
    now = endLiteral(p);
  }
  if (now >= firstRaw) {
    walked = now;
    return goOnAt;
  }
  let block = from;
  let bits = eventsOf(from, end);
  while (true) {
    while (bits == 0) {
      if (backslashes != 0 && (now == inKey || now == inString)) markEscaped();
      block += 64;
      if (now == inString && block + 64 <= end) {
        block = skipText(block, end);
        if (backslashes != 0) markEscaped();
      }
      if (block >= end) {
        walked = now;
        return end;
      }
      bits = eventsOf(block, end);
    }
    const at = ctz(bits);
    const p = block + <usize>at;
    const byte = load<u8>(p);
    bits &= bits - 1;
    if (now == keyOrEnd || now == key) {
      if (byte == quote) {
        // The string's end is looked for here: through the state it would take longer.
        let slashes: u64 = 0;
        let from = at;
        while (bits == 0 && block + 64 < end) {
          slashes |= backslashes >> from;
          from = 0;
          block += 64;
          bits = eventsOf(block, end);
        }
        const closed = block + <usize>ctz(bits);
        if (bits != 0 && load<u8>(closed) == quote) {
          slashes |= (backslashes >> from) & beforeBit(ctz(bits) - from);
          bits &= bits - 1;
          now = endKey(p + 1, closed - p - 1, slashes != 0, closed + 1);
          if (now == colon && bits != 0 && block + <usize>ctz(bits) == closed + 1 && load<u8>(closed + 1) == 0x3a) {
            bits &= bits - 1;
            now = value;
          }
        } else {
          beginText(p + 1);
          if (slashes != 0) markEscaped();
          if (p >= block) dropBackslashes(at);
          now = inKey;
        }
      } else if (byte == 0x7d && now == keyOrEnd && !(damaged && depth == 1)) now = closeContainer(p + 1);
      else if (byte == newline) now = endOpenLine(p, now);
      else now = oddTokenAt(p, byte, now, at);
    } else if (now == value || now == valueOrEnd) {
      if (byte == quote) {
        let slashes: u64 = 0;
        let from = at;
        let isLong = false;
        while (bits == 0 && block + 64 < end) {
          slashes |= backslashes >> from;
          from = 0;
          block += 64;
          if (isLong) {
            block = skipText(block, end);
            slashes |= backslashes;
          }
          isLong = true;
          if (block < end) bits = eventsOf(block, end);
        }
        const closed = block + <usize>ctz(bits);
        if (bits != 0 && load<u8>(closed) == quote) {
          slashes |= (backslashes >> from) & beforeBit(ctz(bits) - from);
          bits &= bits - 1;
          takeString(p + 1, closed, slashes != 0);
          now = endValue(closed + 1);
          if (now == afterValue && inObject && bits != 0 && load<u8>(block + <usize>ctz(bits)) == 0x2c) {
            bits &= bits - 1;
            now = key;
          }
        } else {
          beginText(p + 1);
          if (slashes != 0) markEscaped();
          if (p >= block) dropBackslashes(at);
          now = inString;
        }
      } else if ((byte | 0x20) == 0x7b) now = roomForContainer() ? openContainer(p, byte == 0x7b) : giveUp(p);
      else if (byte == 0x5d && now == valueOrEnd) now = closeContainer(p + 1);
      else if (byte == newline) now = endOpenLine(p, now);
      else if (byte == 0x2c || byte == 0x3a || byte == backslash || (byte | 0x20) == 0x7d) now = oddTokenAt(p, byte, now, at);
      else {
        beginLiteral(byte);
        const q = takeLiteral(p + 1, end);
        if (q >= end || isWanted()) beginText(p);
        now = q >= end ? inLiteral : endLiteral(q);
      }
    } else if (now == afterValue) {
      if (byte == 0x2c) {
        if (inObject) {
          aimAtNothing();
          now = key;
        } else {
          aimAtElement();
          now = value;
        }
      } else if (byte == (inObject ? 0x7d : 0x5d)) now = closeContainer(p + 1);
      else if (byte == newline) now = endOpenLine(p, now);
      else now = oddTokenAt(p, byte, now, at);
    } else if (now == between) {
      if (byte == newline) {
        endLine(p);
        // What begins a record may be taken at once.
        if (load<u8>(p + 1) == 0x7b) {
          resetEvents();
          check(true);
          lineEnded = true;
          walked = now;
          return p + 1;
        }
      } else if (byte == 0x7b || (takesValues && byte == 0x5b)) {
        stopped = outputFull();
        if (stopped || !checking) {
          // The block's events were found unchecked.
          resetEvents();
          check(true);
          walked = now;
          return p;
        }
        startRecord(p);
        aimAtRoot();
        now = openContainer(p, byte == 0x7b);
      } else if (byte == 0x2c) countComma();
      else {
        resetEvents();
        goOn(p);
        now = separators;
      }
    } else if (now == colon) {
      if (byte == 0x3a) now = value;
      else if (byte == newline) now = endOpenLine(p, now);
      else now = oddTokenAt(p, byte, now, at);
    } else if (byte == quote) {
      if ((backslashes & beforeBit(at)) != 0) markEscaped();
      if (now == inKey) {
        endText(p);
        now = endKey(textAt, <usize>min<f64>(textLength, 0xffffffff), textEscaped, p + 1);
      } else {
        takeText(p);
        now = endValue(p + 1);
      }
    } else now = byte == newline ? endOpenLine(p, now) : oddInString(p, now);
    if (now >= firstRaw) {
      walked = now;
      return goOnAt;
    }
  }
}

/** Ones below a bit. */
// @ts-ignore: decorator
@inline
function beforeBit(bit: u64): u64 {
  return (<u64>1 << bit) - 1;
}

/** A key has ended in front of `p`. */
// @ts-ignore: decorator
@inline
function endKey(at: usize, length: usize, escaped: bool, p: usize): u32 {
  takeKey(at, <u32>length, escaped);
  if (depth == 1 && awaitsFirstKey() && !takeFirstKey(at, <u32>length)) return giveUp(p);
  return colon;
}

/** A number or word has ended in front of `p`. */
// @ts-ignore: decorator
@inline
function endLiteral(p: usize): u32 {
  if (!isLiteral()) return oddLiteral(p);
  if (isWanted()) takeLiteralText(p);
  return endValue(p);
}

/** Text may begin with the token. */
function oddTokenAt(p: usize, byte: u8, now: u32, at: u64): u32 {
  const next = oddToken(p, byte, now);
  if (next == inKey || next == inString) {
    beginText(p + 1);
    dropBackslashes(at);
  }
  return next;
}

// The scanner: bytes in, records out, resumable at every byte with a small fixed state.
//
// A line is cut into JSON values; each value is a record, and what is left that begins no value is one malformed record
// up to the line's end. A newline ends the line wherever it stands. "Malformed" is a claim about structure only: the
// record does not begin as JSON does, a string or container is still open at the line's end, or a bare word is none of
// JSON's. Commas, colons, numbers inside and the sort of a closing bracket are checked when a record is shown.
//
// Containers on a wanted path are walked key by key (`levels`); all others are skipped by counting brackets outside
// strings. Both look for the few bytes that matter 16 at a time. A later duplicate of a key clears what an earlier one
// captured, so the last one wins, as with JSON.parse.

import { resetBatch } from "./batch";
import { depth, escaped, inString, metBackslash, skipContainerBlocks, skipStringBlocks } from "./blocks";
import { resetColumns } from "./columns";
import { decodeString } from "./decode";
import { resetInterners } from "./interner";
import { decoded, input, slotCapacity } from "./layout";
import { enterLevel, inArray, leaveAllLevels, leaveLevel, level, node, roomForLevel } from "./levels";
import {
  beginRecord, emit, endLine, flagMalformed, flagTorn, lineStart, outputFull, readFields, readsFields, recordStart, restartLines,
} from "./lines";
import { isNumber, literalType } from "./literals";
import { childOf, firstElementOf, hasKeys, none, resetPaths, slotOf, slotsBelow } from "./paths";
import { offsetOf, setBase } from "./position";
import { endsToken, findInString, findNewline, findStructure, isBlank, newline, quote } from "./search";
import {
  capture, clearSlots, hold, keepSlots, setLength, startOf, typeArray, typeNull, typeNumber, typeObject, typeString,
} from "./slots";
import { between, colon, key, ofKey, ofSkipped, ofTop, ofValue, rest, skip, string, token, topToken, value } from "./states";
import {
  beginText, endText, keepText, markEscaped, textAt, textBefore, textEscaped, textHeld, textLength, textStart,
} from "./text";

export { columnAddress, inputAddress, internedCount, internedDirectory, scratchAddress } from "./addresses";
export { blank, glued, line, lineStart, malformed, onLine, resumeCounts, takeOutput } from "./lines";
export { addFirstElement, addKey, finishPaths, setSlot } from "./paths";
export {
  assignSlot, backwards, earliest, fractions, kindsOverflowed, latest, longest, namesOverflowed, previousTime, resumeColumns, rows, seedName,
} from "./columns";
export { batched } from "./batch";

/** Bytes left from which on whole blocks are tried. */
const blocksWorthIt: usize = 64;

let state: u32 = between;
/** The last byte of the chunk before. */
let previousByte: u8 = 0;

/** Where the value that comes next stands in the trie of paths. */
let target: i32 = none;
let skipped: u64 = 0;
let skipSlot: i32 = none;
/** The skipped elements are those behind the first of a walked array: its end is theirs. */
let skipPops: bool = false;

let stringIs: u32 = ofSkipped;
let escapeOpen: bool = false;
/** Prepares for a transcript (or range): no paths, no records. `slots` and `interned` matter when fields are read. */
export function reset(fields: bool, slots: u32, interned: u32): void {
  if (__heap_base > input) unreachable();
  readFields(fields);
  resetPaths();
  resetInterners();
  if (fields) resetBatch(slots, interned);
  else resetColumns();
  restart(0, 1);
}

/** Begins at a line's start, with the paths and interned strings as they are. */
export function restart(offset: f64, firstLine: f64): void {
  state = between;
  restartLines(offset, firstLine);
  leaveAllLevels();
  escapeOpen = false;
  previousByte = 0;
  clearSlots(0xffffffff);
}

/** Keeps what is still needed of the chunk that ends at `end` before the next one, from transcript offset `next` on, is read over it. */
export function nextChunk(end: u32, next: f64): void {
  if (end > 0) {
    previousByte = load<u8>(input + end - 1);
    if (state != between) keepSlots();
    if (state == token || state == topToken || (state == string && stringIs != ofSkipped)) keepText(input + end);
  }
  setBase(next);
}

/** A value has ended in front of `p`: gives the state behind it. */
// @ts-ignore: decorator
@inline
function afterValue(p: usize): u32 {
  if (level == 0) {
    emit(offsetOf(p), 0);
    return between;
  }
  if (!inArray) return key;
  skipped = 1;
  skipSlot = none;
  skipPops = true;
  return skip;
}

/** The innermost walked container ends in front of `p`. */
// @ts-ignore: decorator
@inline
function closeLevel(p: usize): u32 {
  const slot = leaveLevel();
  if (slot != none) setLength(slot, offsetOf(p) - startOf(slot));
  return afterValue(p);
}

/** A container begins at `p` as the value of `target`: walk it when a wanted path leads into it, else skip it. */
function openContainer(p: usize, opening: u8): u32 {
  const array = opening == 0x5b;
  let slot = none;
  if (target != none && readsFields) {
    slot = slotOf(target);
    if (slot != none) capture(slot, offsetOf(p), 0, p, 0, array ? typeArray : typeObject, false);
  }
  if (target != none && roomForLevel() && (array ? firstElementOf(target) != none : hasKeys(target))) {
    enterLevel(target, array, slot);
    if (!array) return key;
    target = firstElementOf(node);
    return value;
  }
  skipped = 1;
  skipSlot = slot;
  skipPops = false;
  return skip;
}

function captureText(type: u8): void {
  const slot = target == none ? none : slotOf(target);
  if (slot == none) return;
  const inInput = textBefore == 0;
  capture(slot, textStart, textLength, textAt, inInput ? <u32>textLength : textHeld, type, textEscaped);
  if (!inInput) hold(slot);
}

/** A string that needed more than one look ends at the quote at `p`: gives the state behind it. */
function endString(p: usize): u32 {
  if (stringIs == ofSkipped) return skip;
  if (stringIs == ofTop) {
    emit(offsetOf(p + 1), 0);
    return between;
  }
  endText(p);
  if (stringIs == ofValue) {
    captureText(typeString);
    return afterValue(p + 1);
  }
  target = none;
  if (textLength <= <f64>slotCapacity) {
    let length = <u32>textLength;
    if (textEscaped) {
      length = decodeString(textAt, length, decoded);
      target = childOf(node, decoded, length);
    } else target = childOf(node, textAt, length);
    if (target != none) clearSlots(slotsBelow(target));
  }
  return colon;
}

/** A number or word on a wanted level ends in front of `p`. */
function endToken(p: usize): u32 {
  endText(p);
  if (target != none && slotOf(target) != none) {
    const type = literalType(textAt, textLength);
    // For the index, null is no value.
    if (type != typeNull || readsFields) captureText(type);
  }
  return afterValue(p);
}

/** A bare word at the top ends in front of `p`: a record of its own, or the begin of a malformed one. */
function endTopToken(p: usize): u32 {
  endText(p);
  const whole = textLength <= <f64>slotCapacity; // a number of over 1,024 digits is judged by its first ones
  const length = whole ? <u32>textLength : slotCapacity;
  if (literalType(textAt, textLength) == typeNumber && !isNumber(textAt, length)) return rest;
  emit(offsetOf(p), 0);
  return between;
}

/** The malformed rest of a line ends at the newline at `p` (or at the end of the transcript); a carriage return is not part of it. */
function endRest(p: usize, flags: u32): void {
  leaveAllLevels();
  const last = p > input ? load<u8>(p - 1) : previousByte;
  const end = offsetOf(p);
  emit(last == 0x0d && end - 1 > recordStart ? end - 1 : end, flagMalformed | flags);
}

/** Scans input[from, to); gives where it stopped: at `to`, or before a record for which the output has no room. */
export function scan(from: u32, to: u32): u32 {
  let p: usize = input + from;
  const end: usize = input + to;
  let now = state;
  let tryBlocksFrom: usize = p;
  while (p < end) {
    if (now == key) {
      let byte = load<u8>(p);
      if (byte == 0x2c) {
        if (++p >= end) break;
        byte = load<u8>(p);
      }
      if (byte == quote) {
        const start = p + 1;
        p = findInString(start, end);
        if (p < end && load<u8>(p) == quote) {
          target = childOf(node, start, <u32>(p - start));
          if (target != none) clearSlots(slotsBelow(target));
          p++;
          now = colon;
          if (p < end && load<u8>(p) == 0x3a) {
            p++;
            now = value;
          }
        } else {
          if (p > end) p = end;
          beginText(start);
          stringIs = ofKey;
          now = string;
        }
      } else if ((byte | 0x20) == 0x7d) {
        p++;
        now = closeLevel(p);
      } else if ((byte | 0x20) == 0x7b) {
        target = none;
        now = openContainer(p, byte);
        p++;
      } else if (byte == newline) now = rest;
      else p++;
    } else if (now == value) {
      const byte = load<u8>(p);
      if (byte == quote) {
        const start = p + 1;
        p = findInString(start, end);
        if (p < end && load<u8>(p) == quote) {
          if (target != none) {
            const slot = slotOf(target);
            const length = p - start;
            if (slot != none) capture(slot, offsetOf(start), <f64>length, start, <u32>length, typeString, false);
          }
          p++;
          now = afterValue(p);
        } else {
          if (p > end) p = end;
          beginText(start);
          stringIs = ofValue;
          now = string;
        }
      } else if ((byte | 0x20) == 0x7b) {
        now = openContainer(p, byte);
        p++;
      } else if (isBlank(byte)) p++;
      else if (byte == newline) now = rest;
      else if ((byte | 0x20) == 0x7d) {
        p++;
        now = closeLevel(p);
      } else if (byte == 0x2c) {
        p++;
        now = afterValue(p);
      } else {
        beginText(p);
        now = token;
      }
    } else if (now == string) {
      if (escapeOpen) {
        escapeOpen = false;
        if (load<u8>(p) != newline) p++;
      }
      if (p + blocksWorthIt <= end) {
        p = skipStringBlocks(p, end);
        if (metBackslash) markEscaped();
        if (escaped) {
          escapeOpen = true;
          continue;
        }
      }
      while (true) {
        p = findInString(p, end);
        if (p >= end) {
          p = end;
          break;
        }
        const byte = load<u8>(p);
        if (byte == quote) {
          now = endString(p);
          p++;
          break;
        }
        if (byte == newline) {
          now = rest;
          break;
        }
        markEscaped();
        p++;
        if (p >= end) {
          escapeOpen = true;
          break;
        }
        if (load<u8>(p) != newline) p++;
      }
    } else if (now == skip) {
      if (p >= tryBlocksFrom && p + blocksWorthIt <= end) {
        p = skipContainerBlocks(p, end, skipped);
        skipped = depth;
        tryBlocksFrom = p + 64; // a block that holds the end is not worth another look at each of its quotes
        if (inString) {
          stringIs = ofSkipped;
          escapeOpen = escaped;
          now = string;
          continue;
        }
      }
      p = findStructure(p, end);
      if (p >= end) {
        p = end;
        break;
      }
      const byte = load<u8>(p);
      if (byte == quote) {
        p++;
        stringIs = ofSkipped;
        now = string;
      } else if (byte == newline) now = rest;
      else if ((byte | 0x20) == 0x7b) {
        skipped++;
        p++;
      } else {
        p++;
        if (--skipped == 0) {
          if (skipPops) now = closeLevel(p);
          else {
            if (skipSlot != none) setLength(skipSlot, offsetOf(p) - startOf(skipSlot));
            now = afterValue(p);
          }
        }
      }
    } else if (now == between) {
      const byte = load<u8>(p);
      if (byte == newline) {
        endLine(p);
        p++;
      } else if (isBlank(byte)) p++;
      else {
        if (outputFull()) break;
        beginRecord(offsetOf(p));
        if (byte == 0x7b || byte == 0x5b) {
          target = 0;
          now = openContainer(p, byte);
          p++;
        } else if (byte == quote) {
          p++;
          stringIs = ofTop;
          now = string;
        } else if (endsToken(byte)) now = rest;
        else {
          beginText(p);
          now = topToken;
        }
      }
    } else if (now == colon) {
      const byte = load<u8>(p);
      if (byte == 0x3a) {
        p++;
        now = value;
      } else if (isBlank(byte)) p++;
      else now = key;
    } else if (now == rest) {
      p = findNewline(p, end);
      if (p < end) {
        endRest(p, 0);
        now = between;
      } else p = end;
    } else {
      while (p < end && !endsToken(load<u8>(p))) p++;
      if (p < end) now = now == token ? endToken(p) : endTopToken(p);
    }
  }
  state = now;
  return <u32>(p - input);
}

/** The transcript ends at input[to]: what is still open becomes the last record. Needs room for one record. */
export function finish(to: u32): void {
  const p: usize = input + to;
  if (state == topToken) state = endTopToken(p);
  if (state != between) {
    endRest(p, flagTorn);
    state = between;
  }
  if (offsetOf(p) > lineStart) endLine(p);
}

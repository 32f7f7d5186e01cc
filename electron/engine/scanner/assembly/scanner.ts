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

import { addFields, batchFull, ids, resetBatch, takeBatch } from "./batch";
import { depth, escaped, inString, metBackslash, skipContainerBlocks, skipStringBlocks } from "./blocks";
import { addRow, columnsFull, kinds, resetColumns, roles, takeRows, tools } from "./columns";
import { decodeString } from "./decode";
import { resetInterners } from "./interner";
import {
  decoded, flagColumn, input, kindColumn, lengthColumn, levels, levelSize, lineColumn, maxLevels, offsetColumn, pairColumn, pending,
  roleColumn, scratch, slotCapacity, timeColumn, toolColumn,
} from "./layout";
import { childOf, firstElementOf, hasKeys, none, resetPaths, slotOf, slotsBelow } from "./paths";
import {
  capture, captured, clearSlots, hold, keepSlots, setLength, startOf, typeArray, typeFalse, typeNull, typeNumber, typeObject,
  typeString, typeTrue,
} from "./slots";

export { addFirstElement, addKey, finishPaths, setSlot } from "./paths";
export {
  assignSlot, backwards, earliest, fractions, kindsOverflowed, latest, longest, namesOverflowed, previousTime, resumeColumns, rows, seedName,
} from "./columns";
export { batched } from "./batch";

// Between two values of a line; before a key; before its colon; before a value; inside a skipped container, a string,
// a number or word, a bare word at the top; in the rest of a malformed line.
const between: u32 = 0;
const key: u32 = 1;
const colon: u32 = 2;
const value: u32 = 3;
const skip: u32 = 4;
const string: u32 = 5;
const token: u32 = 6;
const topToken: u32 = 7;
const rest: u32 = 8;

// What the open string is.
const ofSkipped: u32 = 0;
const ofKey: u32 = 1;
const ofValue: u32 = 2;
const ofTop: u32 = 3;

const flagMalformed: u32 = 1;
const flagGlued: u32 = 2;
const flagTorn: u32 = 4;

const newline: u8 = 0x0a;
const quote: u8 = 0x22;
const backslash: u8 = 0x5c;

/** Bytes left from which on whole blocks are tried. */
const blocksWorthIt: usize = 64;

let readsFields: bool = false;
let state: u32 = between;
/** Transcript offset of the first byte of the input region. */
let base: f64 = 0;
export let line: f64 = 1;
export let blank: f64 = 0;
export let glued: f64 = 0;
export let malformed: f64 = 0;
/** Where the current line begins. */
export let lineStart: f64 = 0;
/** Records that have ended on the current line. */
export let onLine: f64 = 0;
let recordStart: f64 = 0;
let previousByte: u8 = 0;

let level: u32 = 0;
let node: i32 = none;
let inArray: bool = false;
let target: i32 = none;
let skipped: u64 = 0;
let skipSlot: i32 = none;
/** The skipped elements are those behind the first of a walked array: its end is theirs. */
let skipPops: bool = false;

let stringIs: u32 = ofSkipped;
let escapeOpen: bool = false;
let textEscaped: bool = false;
/** The open key or value: where its bytes in this chunk begin, and what earlier chunks held of it. */
let textFrom: usize = 0;
let textStart: f64 = 0;
let textBefore: f64 = 0;
let textHeld: u32 = 0;

/** Prepares for a transcript (or range): no paths, no records. `slots` and `interned` matter when fields are read. */
export function reset(fields: bool, slots: u32, interned: u32): void {
  if (__heap_base > input) unreachable();
  readsFields = fields;
  resetPaths();
  resetInterners();
  if (fields) resetBatch(slots, interned);
  else resetColumns();
  restart(0, 1);
}

/** Goes on counting where an earlier scan stopped; after `restart`. */
export function resumeCounts(blankSoFar: f64, gluedSoFar: f64, malformedSoFar: f64): void {
  blank = blankSoFar;
  glued = gluedSoFar;
  malformed = malformedSoFar;
}

/** Begins at a line's start, with the paths and interned strings as they are. */
export function restart(offset: f64, firstLine: f64): void {
  state = between;
  line = firstLine;
  lineStart = offset;
  blank = 0;
  glued = 0;
  malformed = 0;
  onLine = 0;
  level = 0;
  escapeOpen = false;
  previousByte = 0;
  clearSlots(0xffffffff);
}

export function inputAddress(): usize {
  return input;
}

export function scratchAddress(): usize {
  return scratch;
}

/** Addresses of an interner's directory: 0 kinds, 1 roles, 2 tools, 3 ids. */
export function internedDirectory(which: u32): usize {
  return (which == 0 ? kinds : which == 1 ? roles : which == 2 ? tools : ids).directory;
}

export function internedCount(which: u32): u32 {
  return (which == 0 ? kinds : which == 1 ? roles : which == 2 ? tools : ids).count;
}

/** Empties the output: its records have been read. */
export function takeOutput(): void {
  if (readsFields) takeBatch();
  else takeRows();
}

/** Keeps what is still needed of the chunk that ends at `end` before the next one, from transcript offset `next` on, is read over it. */
export function nextChunk(end: u32, next: f64): void {
  if (end > 0) {
    previousByte = load<u8>(input + end - 1);
    if (state != between) keepSlots();
    if (state == token || state == topToken || (state == string && stringIs != ofSkipped)) keepText(input + end);
  }
  base = next;
}

function keepText(to: usize): void {
  const length = <u32>(to - textFrom);
  const room = slotCapacity - textHeld;
  const copied = min<u32>(length, room);
  memory.copy(pending + textHeld, textFrom, copied);
  textHeld += copied;
  textBefore += <f64>length;
  textFrom = input;
}

// @ts-ignore: decorator
@inline
function offsetOf(p: usize): f64 {
  return base + <f64>(p - input);
}

// @ts-ignore: decorator
@inline
function beginText(p: usize): void {
  textFrom = p;
  textStart = offsetOf(p);
  textBefore = 0;
  textHeld = 0;
  textEscaped = false;
}

/** First quote, backslash or newline at or behind `p`; anything from `end` on means none. */
// @ts-ignore: decorator
@inline
function findInString(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    const hits = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(<i8>quote)), i8x16.eq(bytes, i8x16.splat(<i8>backslash))),
        i8x16.eq(bytes, i8x16.splat(<i8>newline)),
      ),
    );
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

/** First bracket, quote or newline at or behind `p`. Setting bit 0x20 makes [ and { the same, and ] and }. */
// @ts-ignore: decorator
@inline
function findStructure(p: usize, end: usize): usize {
  while (p < end) {
    const bytes = v128.load(p);
    const folded = v128.or(bytes, i8x16.splat(0x20));
    const hits = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(folded, i8x16.splat(0x7b)), i8x16.eq(folded, i8x16.splat(0x7d))),
        v128.or(i8x16.eq(bytes, i8x16.splat(<i8>quote)), i8x16.eq(bytes, i8x16.splat(<i8>newline))),
      ),
    );
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

function findNewline(p: usize, end: usize): usize {
  while (p < end) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(<i8>newline)));
    if (hits != 0) return p + ctz(hits);
    p += 16;
  }
  return end;
}

// @ts-ignore: decorator
@inline
function isBlank(byte: u8): bool {
  return byte == 0x20 || byte == 0x09 || byte == 0x0d;
}

/** Bytes that end a number or a word. */
function endsToken(byte: u8): bool {
  return byte <= 0x20
    ? byte == newline || isBlank(byte)
    : byte == 0x2c || byte == quote || (byte | 0x20) == 0x7b || (byte | 0x20) == 0x7d;
}

// @ts-ignore: decorator
@inline
function emit(end: f64, flags: u32): void {
  if (onLine > 0) {
    flags |= flagGlued;
    glued++;
  }
  onLine++;
  if (flags & flagMalformed) {
    malformed++;
    clearSlots(0xffffffff);
  }
  if (readsFields) addFields(recordStart, end - recordStart, line, flags);
  else addRow(recordStart, end - recordStart, line, flags);
  clearSlots(0xffffffff);
}

// @ts-ignore: decorator
@inline
function endLine(p: usize): void {
  if (onLine == 0) blank++;
  onLine = 0;
  line++;
  lineStart = offsetOf(p + 1);
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

// @ts-ignore: decorator
@inline
function levelAt(index: u32): usize {
  return levels + index * levelSize;
}

/** The innermost walked container ends in front of `p`. */
// @ts-ignore: decorator
@inline
function closeLevel(p: usize): u32 {
  level--;
  const slot = load<i32>(levelAt(level), 8);
  if (slot != none) setLength(slot, offsetOf(p) - startOf(slot));
  if (level > 0) {
    node = load<i32>(levelAt(level - 1));
    inArray = load<i32>(levelAt(level - 1), 4) != 0;
  }
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
  if (target != none && level < maxLevels && (array ? firstElementOf(target) != none : hasKeys(target))) {
    const at = levelAt(level++);
    store<i32>(at, target);
    store<i32>(at, array ? 1 : 0, 4);
    store<i32>(at, slot, 8);
    node = target;
    inArray = array;
    if (!array) return key;
    target = firstElementOf(node);
    return value;
  }
  skipped = 1;
  skipSlot = slot;
  skipPops = false;
  return skip;
}

// The bytes of the key or value that ended.
let textAt: usize = 0;
let textLength: f64 = 0;

function endText(to: usize): void {
  textLength = textBefore + <f64>(to - textFrom);
  if (textBefore == 0) {
    textAt = textFrom;
    return;
  }
  const copied = min<u32>(<u32>(to - textFrom), slotCapacity - textHeld);
  memory.copy(pending + textHeld, textFrom, copied);
  textHeld += copied;
  textAt = pending;
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
      textAt = decoded;
    }
    target = childOf(node, textAt, length);
    if (target != none) clearSlots(slotsBelow(target));
  }
  return colon;
}

function isWord(at: usize, length: f64, a: u32, last: u8): bool {
  return load<u32>(at) == a && (last == 0 ? length == 4 : length == 5 && load<u8>(at, 4) == last);
}

// "true", "fals" + "e", "null" as little-endian words.
const wordTrue: u32 = 0x65757274;
const wordFals: u32 = 0x736c6166;
const wordNull: u32 = 0x6c6c756e;

/** A number or word on a wanted level ends in front of `p`. */
function endToken(p: usize): u32 {
  endText(p);
  if (target != none && slotOf(target) != none) {
    let type = typeNumber;
    if (isWord(textAt, textLength, wordTrue, 0)) type = typeTrue;
    else if (isWord(textAt, textLength, wordFals, 0x65)) type = typeFalse;
    else if (isWord(textAt, textLength, wordNull, 0)) type = typeNull;
    // For the index, null is no value.
    if (type != typeNull || readsFields) captureText(type);
  }
  return afterValue(p);
}

function isNumber(at: usize, length: u32): bool {
  let p = at;
  const end = at + length;
  if (p < end && load<u8>(p) == 0x2d) p++;
  const integer = p;
  while (p < end && <u32>load<u8>(p) - 0x30 < 10) p++;
  if (p == integer || (p > integer + 1 && load<u8>(integer) == 0x30)) return false;
  if (p < end && load<u8>(p) == 0x2e) {
    const fraction = ++p;
    while (p < end && <u32>load<u8>(p) - 0x30 < 10) p++;
    if (p == fraction) return false;
  }
  if (p < end && (load<u8>(p) | 0x20) == 0x65) {
    p++;
    if (p < end && (load<u8>(p) == 0x2b || load<u8>(p) == 0x2d)) p++;
    const exponent = p;
    while (p < end && <u32>load<u8>(p) - 0x30 < 10) p++;
    if (p == exponent) return false;
  }
  return p == end;
}

/** A bare word at the top ends in front of `p`: a record of its own, or the begin of a malformed one. */
function endTopToken(p: usize): u32 {
  endText(p);
  const whole = textLength <= <f64>slotCapacity; // a number of over 1,024 digits is judged by its first ones
  const length = whole ? <u32>textLength : slotCapacity;
  const valid =
    isWord(textAt, textLength, wordTrue, 0) ||
    isWord(textAt, textLength, wordFals, 0x65) ||
    isWord(textAt, textLength, wordNull, 0) ||
    isNumber(textAt, length);
  if (!valid) return rest;
  emit(offsetOf(p), 0);
  return between;
}

/** The malformed rest of a line ends at the newline at `p` (or at the end of the transcript); a carriage return is not part of it. */
function endRest(p: usize, flags: u32): void {
  level = 0;
  const last = p > input ? load<u8>(p - 1) : previousByte;
  const end = offsetOf(p);
  emit(last == 0x0d && end - 1 > recordStart ? end - 1 : end, flagMalformed | flags);
}

// @ts-ignore: decorator
@inline
function outputFull(): bool {
  return readsFields ? batchFull() : columnsFull();
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
        if (metBackslash) textEscaped = true;
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
        textEscaped = true;
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
        recordStart = offsetOf(p);
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

/** Addresses of the output: 0 offsets (or the batch), 1 lengths, 2 lines, 3 times, 4 pair hashes, 5 kinds, 6 tools, 7 roles, 8 flags. */
export function columnAddress(column: u32): usize {
  if (column == 0) return offsetColumn;
  if (column == 1) return lengthColumn;
  if (column == 2) return lineColumn;
  if (column == 3) return timeColumn;
  if (column == 4) return pairColumn;
  if (column == 5) return kindColumn;
  if (column == 6) return toolColumn;
  if (column == 7) return roleColumn;
  return flagColumn;
}

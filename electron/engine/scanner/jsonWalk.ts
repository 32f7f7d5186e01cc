// Walks the members of a JSON object or array where they lie in a source, one at a time and without parsing: a value is
// skipped by finding its end, through a window of 64 KiB, so neither its length nor its depth costs memory. A walk can be
// stopped after any member and resumed from its cursor. What is not JSON ends the walk with a `problem`; nothing throws.
//
// Only the walked container itself is checked. What lies inside a skipped value is seen when that value is walked.

import type { ValueType } from "../../../shared/rows.ts";
import type { ByteRange, ByteWindow } from "./byteWindow.ts";
import { backslash, closeArray, closeObject, colon, comma, openArray, openObject, quote } from "./jsonBytes.ts";
import { NumberText } from "./numberText.ts";
import { decodeStringText } from "./stringText.ts";

/** Where a walk goes on: behind the member `index - 1`, or behind the opening bracket. */
export interface WalkCursor {
  readonly offset: number;
  readonly index: number;
}

export interface WalkLimits {
  /** The most raw bytes of a key that are decoded (default 1024); of a longer one `key` is the begin and `keyCut` is true. */
  readonly keyBytes?: number;
  /** After so many bytes of one value `next` pauses, so that the caller can let others work. By default it does not. */
  readonly sliceBytes?: number;
}

/** One member of an object or array. */
export interface Member {
  /** The name, undefined in an array. */
  readonly key: string | undefined;
  readonly keyCut: boolean;
  /** Position in the container, from 0. */
  readonly index: number;
  readonly type: ValueType;
  /** The value's text in the source; of a string, with its quotes. */
  readonly offset: number;
  readonly length: number;
  /** Where the walk goes on behind this member. */
  readonly next: WalkCursor;
}

/** Where the bytes stop being JSON, and what is wrong there. */
export interface WalkProblem {
  readonly offset: number;
  readonly reason: string;
}

const none = -1;

const defaultKeyBytes = 1024;
const keywords: Readonly<Record<string, ValueType>> = { true: "boolean", false: "boolean", null: "null" };
const longestKeyword = 5;
/** Bytes of a number that are looked at at once. */
const numberBytes = 1024;
/** Bytes of a string that are looked at one by one before the search for its end pays. */
const shortString = 64;

/** Walks the container whose text is `range` (leading white space is fine), from its begin or from a cursor. */
export function walkMembers(
  window: ByteWindow,
  range: ByteRange,
  cursor?: WalkCursor,
  limits: WalkLimits = {},
): MemberWalk {
  return new MemberWalk(window, range, cursor, limits);
}

/** A walk under way. Iterate over it, or call `next`; afterwards look at `problem`. Several walks may share a window. */
class MemberWalk implements Iterable<Member> {
  /** Set when the bytes are not JSON from some place on; the members before are as they should be. */
  problem: WalkProblem | undefined;
  /** Offset behind the container's closing bracket, once it has been reached. */
  end: number | undefined;
  /** True when `next` gave nothing because a slice was over: call it again to go on. */
  paused = false;
  readonly #window: ByteWindow;
  readonly #limit: number;
  readonly #keyBytes: number;
  readonly #sliceBytes: number;
  readonly #close: number;
  readonly #skip = new ValueSkip();
  #cursor: WalkCursor;
  /** The key and the begin of the value that is being skipped. */
  #key: string | undefined;
  #keyCut = false;
  #value = 0;

  constructor(window: ByteWindow, range: ByteRange, cursor: WalkCursor | undefined, limits: WalkLimits) {
    this.#window = window;
    this.#limit = range.offset + range.length;
    this.#keyBytes = limits.keyBytes ?? defaultKeyBytes;
    this.#sliceBytes = limits.sliceBytes ?? Number.POSITIVE_INFINITY;
    const open = skipBlank(window, range.offset, this.#limit);
    const bracket = window.byteAt(open, this.#limit);
    this.#close = bracket === openObject ? closeObject : closeArray;
    this.#cursor = cursor ?? { offset: open + 1, index: 0 };
    if (bracket !== openObject && bracket !== openArray) this.#fail(open, "this is no object and no array");
  }

  /** For walks that do not pause. */
  *[Symbol.iterator](): Iterator<Member> {
    for (let member = this.next(); member !== undefined; member = this.next()) yield member;
  }

  /** The next member; undefined at the container's end, where a problem is, or at a pause. */
  next(): Member | undefined {
    if (this.problem !== undefined || this.end !== undefined) return undefined;
    if (this.paused) return this.#member();
    const { index } = this.#cursor;
    let at = this.#skipBlank(this.#cursor.offset);
    if (this.#byteAt(at) === this.#close) {
      this.end = at + 1;
      return undefined;
    }
    if (index > 0) {
      if (this.#byteAt(at) !== comma) return this.#fail(at, "a comma or the closing bracket is missing");
      at = this.#skipBlank(at + 1);
    }
    this.#value = at;
    if (this.#close === closeObject && !this.#takeKey(at)) return undefined;
    this.#skip.begin(this.#window, this.#value, this.#limit);
    return this.#member();
  }

  #takeKey(at: number): boolean {
    if (this.#byteAt(at) !== quote) return this.#fail(at, "a key in quotes is missing") ?? false;
    const end = skipString(this.#window, at + 1, this.#limit);
    if (end === none) return this.#fail(at, "the text ends inside a key") ?? false;
    const raw = end - at - 2;
    const held = Math.min(raw, this.#keyBytes);
    this.#key = decodeStringText(this.#window.view(at + 1, held));
    this.#keyCut = held < raw;
    const behindKey = this.#skipBlank(end);
    if (this.#byteAt(behindKey) !== colon) return this.#fail(behindKey, "a colon is missing") ?? false;
    this.#value = this.#skipBlank(behindKey + 1);
    return true;
  }

  #member(): Member | undefined {
    const offset = this.#value;
    const end = this.#skip.run(this.#sliceBytes);
    this.paused = end === undefined;
    if (end === undefined) return undefined;
    if (end === none) return this.#fail(offset, "the text ends inside a value");
    if (end === offset) return this.#fail(offset, "a value is missing");
    const length = end - offset;
    const type = typeOf(this.#window, offset, length);
    const { index } = this.#cursor;
    this.#cursor = { offset: end, index: index + 1 };
    return { key: this.#key, keyCut: this.#keyCut, index, type, offset, length, next: this.#cursor };
  }

  #skipBlank(position: number): number {
    return skipBlank(this.#window, position, this.#limit);
  }

  #byteAt(position: number): number {
    return this.#window.byteAt(position, this.#limit);
  }

  #fail(offset: number, reason: string): undefined {
    this.problem = { offset, reason: offset < this.#limit ? reason : "the text ends too early" };
  }
}

/** The type of the value at `offset`, by its first byte; a bare word or number is looked at in full. */
export function typeOf(window: ByteWindow, offset: number, length: number): ValueType {
  switch (window.byteAt(offset, offset + length)) {
    case quote:
      return "string";
    case openObject:
      return "object";
    case openArray:
      return "array";
    default: {
      const word = length <= longestKeyword ? keywords[window.view(offset, length).toString("latin1")] : undefined;
      return word ?? (isNumber(window, offset, length) ? "number" : "invalid");
    }
  }
}

function isNumber(window: ByteWindow, offset: number, length: number): boolean {
  const text = new NumberText();
  for (let at = 0; at < length; at += numberBytes) {
    text.take(window.view(offset + at, Math.min(numberBytes, length - at)));
  }
  return text.isWhole;
}

/** Offset of the first byte from `position` on that is no white space; at most `limit`. */
export function skipBlank(window: ByteWindow, position: number, limit: number): number {
  let at = position;
  while (isBlank(window.byteAt(at, limit))) at++;
  return at;
}

/** Offset behind the closing quote of the string whose text begins at `position`, or -1 when it has none before `limit`. */
export function skipString(window: ByteWindow, position: number, limit: number): number {
  return Math.max(none, findQuote(window, position, limit));
}

/** Finds the end of one value, in as many runs as the caller likes. */
class ValueSkip {
  #window: ByteWindow | undefined;
  #limit = 0;
  #at = 0;
  #depth = 0;
  #inString = false;
  #isWord = false;

  begin(window: ByteWindow, position: number, limit: number): void {
    const first = window.byteAt(position, limit);
    this.#window = window;
    this.#limit = limit;
    this.#depth = 0;
    this.#inString = first === quote;
    this.#isWord = first !== quote && first !== openObject && first !== openArray;
    this.#at = this.#inString ? position + 1 : position;
  }

  /** Offset behind the value; -1: it does not end before the limit; undefined: it goes on behind this slice. */
  run(sliceBytes: number): number | undefined {
    const window = this.#window;
    if (window === undefined) return none;
    if (this.#isWord) return skipWord(window, this.#at, this.#limit);
    const limit = Math.min(this.#limit, this.#at + sliceBytes);
    while (this.#at < limit) {
      if (this.#inString) {
        const end = findQuote(window, this.#at, limit);
        this.#inString = end < 0;
        this.#at = Math.abs(end);
        if (end === 0) return none;
        if (!this.#inString && this.#depth === 0) return end;
      } else if (!window.load(this.#at, limit)) return none;
      else if (this.#skipStructure(window, limit)) return this.#at;
    }
    return limit === this.#limit ? none : undefined;
  }

  /** Goes through the window up to a string or the value's end; true: this is the end. */
  #skipStructure(window: ByteWindow, limit: number): boolean {
    const { bytes, start } = window;
    const to = Math.min(window.end, limit) - start;
    let i = this.#at - start;
    for (; i < to; i++) {
      const byte = bytes[i];
      if (byte === quote) {
        this.#inString = true;
        i++;
        break;
      }
      if (byte === openObject || byte === openArray) this.#depth++;
      else if ((byte === closeObject || byte === closeArray) && --this.#depth === 0) {
        this.#at = start + i + 1;
        return true;
      }
    }
    this.#at = start + i;
    return false;
  }
}

/**
 * Offset behind the next quote that ends a string whose text goes on at `position`. When there is none before `limit`:
 * minus the offset where to look on; 0 when the source has no more bytes.
 */
function findQuote(window: ByteWindow, position: number, limit: number): number {
  let at = position;
  while (at < limit) {
    if (!window.load(at, limit)) return 0;
    const { bytes, start } = window;
    const to = Math.min(window.end, limit) - start;
    let i = at - start;
    const near = Math.min(to, i + shortString);
    while (i < near) {
      const byte = bytes[i];
      if (byte === quote) return start + i + 1;
      i += byte === backslash ? 2 : 1;
    }
    while (i < to) {
      const hit = bytes.indexOf(quote, i);
      const end = hit === none ? to : Math.min(hit, to);
      // Looked at backwards: whoever looks ahead for a backslash in text without any goes through the whole window each time.
      const isEscaped = isOdd(backslashesBefore(bytes, end, i));
      if (end < to && !isEscaped) return start + end + 1;
      i = isEscaped ? end + 1 : end;
    }
    at = start + i;
  }
  return -at;
}

/** How many backslashes stand in a row before `end`, from `from` on. */
function backslashesBefore(bytes: Uint8Array, end: number, from: number): number {
  let at = end;
  while (at > from && bytes[at - 1] === backslash) at--;
  return end - at;
}

function isOdd(count: number): boolean {
  return (count & 1) === 1;
}

function skipWord(window: ByteWindow, position: number, limit: number): number {
  let at = position;
  while (!endsWord(window.byteAt(at, limit))) at++;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function endsWord(byte: number): boolean {
  return (
    byte === none ||
    isBlank(byte) ||
    byte === comma ||
    byte === colon ||
    byte === quote ||
    byte === openArray ||
    byte === closeArray ||
    byte === openObject ||
    byte === closeObject
  );
}

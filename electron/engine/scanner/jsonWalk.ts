// Walks the members of a JSON object or array where they lie in a source, one at a time and without parsing: a value is
// skipped by finding its end, through a window of 64 KiB, so neither its length nor its depth costs memory. A walk can be
// stopped after any member and resumed from its cursor. What is not JSON ends the walk with a `problem`; nothing throws.
//
// Only the walked container itself is checked. What lies inside a skipped value is seen when that value is walked.

import type { ValueType } from "../../../shared/rows.ts";
import type { ByteRange, ByteWindow } from "./byteWindow.ts";
import { decodeStringText } from "./stringText.ts";

/** Where a walk goes on: behind the member `index - 1`, or behind the opening bracket. */
export interface WalkCursor {
  readonly offset: number;
  readonly index: number;
}

export interface WalkLimits {
  /** The most raw bytes of a key that are decoded; of a longer one `key` is the begin and `keyCut` is true. */
  readonly keyBytes: number;
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

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const none = -1;

const defaultLimits: WalkLimits = { keyBytes: 1024 };
const keywords: Readonly<Record<string, ValueType>> = { true: "boolean", false: "boolean", null: "null" };
const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** A number with more digits is taken for one by its first ones. */
const checkedNumberBytes = 1024;
/** Bytes of a string that are looked at one by one before the search for its end pays. */
const shortString = 64;

/** Walks the container whose text is `range` (leading white space is fine), from its begin or from a cursor. */
export function walkMembers(
  window: ByteWindow,
  range: ByteRange,
  cursor?: WalkCursor,
  limits: WalkLimits = defaultLimits,
): MemberWalk {
  return new MemberWalk(window, range, cursor, limits);
}

/** A walk under way. Iterate over it, or call `next`; afterwards look at `problem`. Several walks may share a window. */
export class MemberWalk implements Iterable<Member> {
  /** Set when the bytes are not JSON from some place on; the members before are as they should be. */
  problem: WalkProblem | undefined;
  /** Offset behind the container's closing bracket, once it has been reached. */
  end: number | undefined;
  readonly #window: ByteWindow;
  readonly #limit: number;
  readonly #limits: WalkLimits;
  readonly #close: number;
  #cursor: WalkCursor;

  constructor(window: ByteWindow, range: ByteRange, cursor: WalkCursor | undefined, limits: WalkLimits) {
    this.#window = window;
    this.#limit = range.offset + range.length;
    this.#limits = limits;
    const open = skipBlank(window, range.offset, this.#limit);
    const bracket = window.byteAt(open, this.#limit);
    this.#close = bracket === openObject ? closeObject : closeArray;
    this.#cursor = cursor ?? { offset: open + 1, index: 0 };
    if (bracket !== openObject && bracket !== openArray) this.#fail(open, "this is no object and no array");
  }

  *[Symbol.iterator](): Iterator<Member> {
    for (let member = this.next(); member !== undefined; member = this.next()) yield member;
  }

  /** The next member; undefined at the container's end, or where a problem is. */
  next(): Member | undefined {
    if (this.problem !== undefined || this.end !== undefined) return undefined;
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
    return this.#close === closeObject ? this.#namedMember(at, index) : this.#member(at, index, undefined, false);
  }

  #namedMember(at: number, index: number): Member | undefined {
    if (this.#byteAt(at) !== quote) return this.#fail(at, "a key in quotes is missing");
    const end = skipString(this.#window, at + 1, this.#limit);
    if (end === none) return this.#fail(at, "the text ends inside a key");
    const raw = end - at - 2;
    const held = Math.min(raw, this.#limits.keyBytes);
    const key = decodeStringText(this.#window.view(at + 1, held));
    const behindKey = this.#skipBlank(end);
    if (this.#byteAt(behindKey) !== colon) return this.#fail(behindKey, "a colon is missing");
    return this.#member(this.#skipBlank(behindKey + 1), index, key, held < raw);
  }

  #member(offset: number, index: number, key: string | undefined, keyCut: boolean): Member | undefined {
    const end = skipValue(this.#window, offset, this.#limit);
    if (end === none) return this.#fail(offset, "the text ends inside a value");
    if (end === offset) return this.#fail(offset, "a value is missing");
    const length = end - offset;
    const type = typeOf(this.#window, offset, length);
    this.#cursor = { offset: end, index: index + 1 };
    return { key, keyCut, index, type, offset, length, next: this.#cursor };
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
      const text = window.view(offset, Math.min(length, checkedNumberBytes)).toString("latin1");
      return keywords[text] ?? (numberText.test(text) ? "number" : "invalid");
    }
  }
}

/** Offset of the first byte from `position` on that is no white space; at most `limit`. */
export function skipBlank(window: ByteWindow, position: number, limit: number): number {
  let at = position;
  while (isBlank(window.byteAt(at, limit))) at++;
  return at;
}

/** Offset behind the value that begins at `position`, or -1 when it does not end before `limit`. */
export function skipValue(window: ByteWindow, position: number, limit: number): number {
  const first = window.byteAt(position, limit);
  if (first === quote) return skipString(window, position + 1, limit);
  if (first === openObject || first === openArray) return skipContainer(window, position, limit);
  let at = position;
  while (!endsWord(window.byteAt(at, limit))) at++;
  return at;
}

/** Offset behind the closing quote of the string whose text begins at `position`, or -1. */
export function skipString(window: ByteWindow, position: number, limit: number): number {
  let at = position;
  while (window.load(at, limit)) {
    const { bytes, start } = window;
    const to = Math.min(window.end, limit) - start;
    let i = at - start;
    const near = Math.min(to, i + shortString);
    while (i < near) {
      const byte = bytes[i];
      if (byte === quote) return start + i + 1;
      i += byte === backslash ? 2 : 1;
    }
    let nextEscape = none;
    while (i < to) {
      let hit = bytes.indexOf(quote, i);
      if (hit === none || hit > to) hit = to;
      if (nextEscape < i) {
        nextEscape = bytes.indexOf(backslash, i);
        if (nextEscape === none) nextEscape = to;
      }
      if (hit < nextEscape && hit < to) return start + hit + 1;
      i = nextEscape < hit ? nextEscape + 2 : hit;
    }
    at = start + i;
  }
  return none;
}

function skipContainer(window: ByteWindow, position: number, limit: number): number {
  let at = position;
  let depth = 0;
  while (window.load(at, limit)) {
    const { bytes, start } = window;
    const to = Math.min(window.end, limit) - start;
    for (let i = at - start; ; i++) {
      if (i >= to) {
        at = start + i;
        break;
      }
      const byte = bytes[i];
      if (byte === quote) {
        at = skipString(window, start + i + 1, limit);
        if (at === none) return none;
        break;
      }
      if (byte === openObject || byte === openArray) depth++;
      else if ((byte === closeObject || byte === closeArray) && --depth === 0) return start + i + 1;
    }
  }
  return none;
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

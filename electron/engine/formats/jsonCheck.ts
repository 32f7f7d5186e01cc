// Whether bytes are JSON, strictly (RFC 8259): what is copied into another document unread has to be checked first. Values
// that fit into memory are left to JSON.parse, which is faster; others go through a machine that takes them chunk by chunk
// and remembers one bit per level of depth.

import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";

/** Containers inside each other that are followed; deeper JSON counts as none. */
const deepest = 1_000_000;

/** Checks a value; yields between chunks, so that the caller can pause. */
export function* isJson(window: ByteWindow, range: ByteRange): Generator<undefined, boolean> {
  if (range.length <= window.bytes.length) return parses(window.view(range.offset, range.length));
  const check = new JsonCheck();
  const limit = range.offset + range.length;
  for (let at = range.offset; window.load(at, limit); at = Math.min(window.end, limit)) {
    if (!check.push(window.bytes.subarray(at - window.start, Math.min(window.end, limit) - window.start))) return false;
    yield;
  }
  return check.isWhole();
}

/** For bytes in memory: [from, to). As Latin-1, since what is no ASCII may stand in strings only, whatever it says there. */
export function parses(bytes: Buffer, from = 0, to = bytes.length): boolean {
  try {
    JSON.parse(bytes.toString("latin1", from, to));
    return true;
  } catch {
    return false;
  }
}

// What comes next. Up to `afterValue` white space may stand in front of it.
const value = 0;
const valueOrEnd = 1;
const keyOrEnd = 2;
const key = 3;
const colon = 4;
const afterValue = 5;
const inString = 6;
const inEscape = 7;
/** The four digits of an escape, counted down. */
const inUnit = 8;
const inWord = 9;
const afterMinus = 10;
const afterZero = 11;
const inInteger = 12;
const afterPoint = 13;
const inFraction = 14;
const afterExponent = 15;
const afterSign = 16;
const inExponent = 17;
const broken = 18;

const words: Readonly<Record<number, string>> = { 116: "true", 102: "false", 110: "null" };

export class JsonCheck {
  #state = value;
  #isKey = false;
  #digits = 0;
  #word = "";
  #matched = 0;
  #depth = 0;
  /** Whether the innermost container is an object. */
  #inObject = false;
  /** A bit per level outside of it: set for an object. */
  #outer = new Uint8Array(128);

  /** False as soon as the bytes so far begin no JSON text. */
  push(bytes: Uint8Array): boolean {
    // The state is kept in a variable: this loop is most of the work.
    let state = this.#state;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      if (state === inString) {
        while (i < bytes.length && isPlain[bytes[i] ?? 0] === 1) i++;
        if (i >= bytes.length) break;
        const special = bytes[i];
        if (special === 0x22) state = this.#isKey ? colon : afterValue;
        else state = special === 0x5c ? inEscape : broken;
      } else if (state <= afterValue) {
        if (isBlank(byte)) continue;
        if (state === afterValue && byte === 0x2c && this.#depth > 0) state = this.#inObject ? key : value;
        else if (state === colon && byte === 0x3a) state = value;
        else state = this.#structure(state, byte);
      } else if (state === inInteger && byte >= 0x30 && byte <= 0x39) continue;
      else state = this.#inside(state, byte);
      if (state === broken) break;
    }
    this.#state = state;
    return state !== broken;
  }

  /** Whether the bytes so far are a whole JSON text. */
  isWhole(): boolean {
    return this.#depth === 0 && (this.#state === afterValue || endsNumber(this.#state));
  }

  /** The state behind a byte of an escape, a word or a number. */
  #inside(state: number, byte: number): number {
    switch (state) {
      case inEscape:
        this.#digits = 4;
        if (byte === 0x75) return inUnit;
        return '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? inString : broken;
      case inUnit:
        if (!isHex(byte)) return broken;
        return --this.#digits === 0 ? inString : inUnit;
      case inWord:
        if (this.#word.charCodeAt(this.#matched++) !== byte) return broken;
        return this.#matched === this.#word.length ? afterValue : inWord;
      default:
        return this.#number(state, byte);
    }
  }

  #number(state: number, byte: number): number {
    const isDigit = byte >= 0x30 && byte <= 0x39;
    const isExponent = byte === 0x65 || byte === 0x45;
    if (isDigit && state === afterMinus) return byte === 0x30 ? afterZero : inInteger;
    if (isDigit && state === inInteger) return inInteger;
    if (isDigit && (state === afterPoint || state === inFraction)) return inFraction;
    if (isDigit && state >= afterExponent) return inExponent;
    if (byte === 0x2e && (state === afterZero || state === inInteger)) return afterPoint;
    if (isExponent && (state === afterZero || state === inInteger || state === inFraction)) return afterExponent;
    if ((byte === 0x2b || byte === 0x2d) && state === afterExponent) return afterSign;
    if (!endsNumber(state)) return broken;
    if (isBlank(byte)) return afterValue;
    if (byte === 0x2c && this.#depth > 0) return this.#inObject ? key : value;
    return this.#structure(afterValue, byte);
  }

  #structure(state: number, byte: number): number {
    switch (state) {
      case valueOrEnd:
        return byte === 0x5d ? this.#close(false) : this.#value(byte);
      case value:
        return this.#value(byte);
      case keyOrEnd:
        return byte === 0x7d ? this.#close(true) : this.#structure(key, byte);
      case key:
        this.#isKey = true;
        return byte === 0x22 ? inString : broken;
      case afterValue:
        if (byte === 0x7d) return this.#close(true);
        return byte === 0x5d ? this.#close(false) : broken;
      default:
        return broken;
    }
  }

  #value(byte: number): number {
    if (byte === 0x22) {
      this.#isKey = false;
      return inString;
    }
    if (byte === 0x7b) return this.#open(true);
    if (byte === 0x5b) return this.#open(false);
    if (byte === 0x2d) return afterMinus;
    if (byte >= 0x30 && byte <= 0x39) return byte === 0x30 ? afterZero : inInteger;
    const word = words[byte];
    if (word === undefined) return broken;
    this.#word = word;
    this.#matched = 1;
    return inWord;
  }

  #open(object: boolean): number {
    if (this.#depth >= deepest) return broken;
    if (this.#depth >= this.#outer.length * 8) {
      const larger = new Uint8Array(this.#outer.length * 2);
      larger.set(this.#outer);
      this.#outer = larger;
    }
    const at = this.#depth >>> 3;
    const bit = 1 << (this.#depth & 7);
    this.#outer[at] = this.#inObject ? (this.#outer[at] ?? 0) | bit : (this.#outer[at] ?? 0) & ~bit;
    this.#inObject = object;
    this.#depth++;
    return object ? keyOrEnd : valueOrEnd;
  }

  #close(object: boolean): number {
    if (this.#depth === 0 || this.#inObject !== object) return broken;
    this.#depth--;
    this.#inObject = (((this.#outer[this.#depth >>> 3] ?? 0) >>> (this.#depth & 7)) & 1) === 1;
    return afterValue;
  }
}

/** Bytes of a string that neither end it nor begin an escape nor are forbidden. */
const isPlain = new Uint8Array(256).fill(1, 0x20);
isPlain[0x22] = 0;
isPlain[0x5c] = 0;

function endsNumber(state: number): boolean {
  return state === afterZero || state === inInteger || state === inFraction || state === inExponent;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

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

// What comes next.
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
  /** A bit per level: set in an object. */
  #objects = new Uint8Array(128);

  /** False as soon as the bytes so far begin no JSON text. */
  push(bytes: Uint8Array): boolean {
    for (let i = 0; i < bytes.length; i++) {
      if (this.#state === inString) {
        while (i < bytes.length && isPlain[bytes[i] ?? 0] === 1) i++;
        if (i >= bytes.length) break;
      }
      this.#step(bytes[i] ?? 0);
      if (this.#state === broken) return false;
    }
    return true;
  }

  /** Whether the bytes so far are a whole JSON text. */
  isWhole(): boolean {
    if (this.#depth !== 0) return false;
    return this.#state === afterValue || endsNumber(this.#state);
  }

  #step(byte: number): void {
    switch (this.#state) {
      case inString:
        if (byte === 0x22) this.#state = this.#isKey ? colon : afterValue;
        else this.#state = byte === 0x5c ? inEscape : broken;
        return;
      case inEscape:
        if (byte === 0x75) {
          this.#state = inUnit;
          this.#digits = 4;
        } else this.#state = '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? inString : broken;
        return;
      case inUnit:
        if (!isHex(byte)) this.#state = broken;
        else if (--this.#digits === 0) this.#state = inString;
        return;
      case inWord:
        if (this.#word.charCodeAt(this.#matched++) !== byte) this.#state = broken;
        else if (this.#matched === this.#word.length) this.#state = afterValue;
        return;
      default:
        if (this.#state >= afterMinus) this.#number(byte);
        else if (!isBlank(byte)) this.#structure(byte);
    }
  }

  #number(byte: number): void {
    const state = this.#state;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    const isExponent = byte === 0x65 || byte === 0x45;
    if (state === afterMinus && isDigit) this.#state = byte === 0x30 ? afterZero : inInteger;
    else if (isDigit && state === inInteger) return;
    else if (isDigit && (state === afterPoint || state === inFraction)) this.#state = inFraction;
    else if (isDigit && state >= afterExponent) this.#state = inExponent;
    else if (byte === 0x2e && (state === afterZero || state === inInteger)) this.#state = afterPoint;
    else if (isExponent && (state === afterZero || state === inInteger || state === inFraction)) {
      this.#state = afterExponent;
    } else if ((byte === 0x2b || byte === 0x2d) && state === afterExponent) this.#state = afterSign;
    else if (endsNumber(state)) {
      this.#state = afterValue;
      if (!isBlank(byte)) this.#structure(byte);
    } else this.#state = broken;
  }

  #structure(byte: number): void {
    switch (this.#state) {
      case value:
      case valueOrEnd:
        if (byte === 0x5d && this.#state === valueOrEnd) this.#close(false);
        else this.#value(byte);
        return;
      case keyOrEnd:
      case key:
        if (byte === 0x22) this.#string(true);
        else if (byte === 0x7d && this.#state === keyOrEnd) this.#close(true);
        else this.#state = broken;
        return;
      case colon:
        this.#state = byte === 0x3a ? value : broken;
        return;
      default:
        if (byte === 0x2c && this.#depth > 0) this.#state = this.#isInObject() ? key : value;
        else if (byte === 0x7d) this.#close(true);
        else if (byte === 0x5d) this.#close(false);
        else this.#state = broken;
    }
  }

  #value(byte: number): void {
    const word = words[byte];
    if (byte === 0x22) this.#string(false);
    else if (byte === 0x7b) this.#open(true);
    else if (byte === 0x5b) this.#open(false);
    else if (byte === 0x2d) this.#state = afterMinus;
    else if (byte === 0x30) this.#state = afterZero;
    else if (byte >= 0x31 && byte <= 0x39) this.#state = inInteger;
    else if (word !== undefined) {
      this.#word = word;
      this.#matched = 1;
      this.#state = inWord;
    } else this.#state = broken;
  }

  #string(isKey: boolean): void {
    this.#isKey = isKey;
    this.#state = inString;
  }

  #open(object: boolean): void {
    if (this.#depth >= deepest) {
      this.#state = broken;
      return;
    }
    if (this.#depth >= this.#objects.length * 8) {
      const larger = new Uint8Array(this.#objects.length * 2);
      larger.set(this.#objects);
      this.#objects = larger;
    }
    const at = this.#depth >>> 3;
    const bit = 1 << (this.#depth & 7);
    this.#objects[at] = object ? (this.#objects[at] ?? 0) | bit : (this.#objects[at] ?? 0) & ~bit;
    this.#depth++;
    this.#state = object ? keyOrEnd : valueOrEnd;
  }

  #close(object: boolean): void {
    if (this.#depth === 0 || this.#isInObject() !== object) this.#state = broken;
    else {
      this.#depth--;
      this.#state = afterValue;
    }
  }

  #isInObject(): boolean {
    const level = this.#depth - 1;
    return (((this.#objects[level >>> 3] ?? 0) >>> (level & 7)) & 1) === 1;
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

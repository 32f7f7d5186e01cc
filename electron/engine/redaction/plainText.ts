// Bytes of a transcript without their escapes, and where each of them stands. A key behind a line break is written `\nAKIA…`, in
// arguments that are JSON inside of JSON `\\nAKIA…`, and any character may be `\u0041`: so a run of backslashes and what it
// escapes become the one character that is meant, however deep. What is found in the plain text is a range of whole escapes in
// the file, so it can be written over without breaking any.

import { backslash, quote } from "../scanner/jsonBytes.ts";

/** A stretch of the file. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
  /** What it says, a byte per character. */
  readonly text: string;
  /** The same with the letters that it is a part of a word with, such as `false` for `als`. */
  readonly words: string;
}

const lineFeed = 0x0a;
const letterU = 0x75;
const controls: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x2f, 0x2f],
]);
/** Four bytes of UTF-8 for a character, and the backslash and letters of an escape that is none. */
const mostAtOnce = 8;
/** Of JSON: `false`. */
const longestWord = 5;

/**
 * Holds up to `size` characters, a byte each: what lies beyond Latin-1 is its UTF-8 bytes. Sizes and places in it are
 * its own; `stretches` leads back to the file.
 */
export class PlainText {
  readonly bytes: Buffer;
  length = 0;
  // Where the text does not go on as the file does: from this character on, at this place; and how long the first one is there.
  readonly #at: Int32Array;
  readonly #offset: Float64Array;
  readonly #length: Float64Array;
  #breaks = 0;
  /** Where the next byte would stand, if it goes on. */
  #expected = -1;
  // Backslashes that wait for what they escape, and the hexadecimal digits of a character that is spelled out.
  #run = 0;
  #runAt = 0;
  #digits = -1;
  #code = 0;
  // The first half of a pair of escapes that make one character.
  #high = 0;
  #highAt = -1;
  #highEnd = -1;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
    this.#at = new Int32Array(size + 1);
    this.#offset = new Float64Array(size + 1);
    this.#length = new Float64Array(size + 1);
  }

  /** Takes bytes that stand at `offset` in the file, as many as there is room for: gives how many. */
  append(raw: Uint8Array, offset: number): number {
    const most = this.bytes.length - mostAtOnce;
    let at = 0;
    while (at < raw.length && this.length < most) {
      if (this.#run === 0) {
        const end = Math.min(raw.length, at + most - this.length);
        const found = raw.indexOf(backslash, at);
        const to = found < 0 || found > end ? end : found;
        if (to > at) this.#copy(raw.subarray(at, to), offset + at);
        at = to;
        if (at === found && at < end) {
          this.#runAt = offset + at++;
          this.#run = 1;
        }
        continue;
      }
      const byte = raw[at] ?? 0;
      if (this.#digits >= 0) {
        const digit = hexDigit(byte);
        if (digit < 0) this.settle();
        else {
          this.#code = this.#code * 16 + digit;
          at++;
          if (++this.#digits === 4) this.#putCode();
        }
      } else if (byte === backslash) {
        this.#run++;
        at++;
      } else if (byte === letterU) {
        this.#digits = 0;
        this.#code = 0;
        at++;
      } else {
        const meant = byte === quote && this.#run % 2 === 1 ? quote : controls.get(byte);
        if (meant === undefined) this.settle();
        else {
          this.#put(meant, this.#runAt, this.#run + 1);
          this.#run = 0;
          at++;
        }
      }
    }
    return at;
  }

  /** Ends what is not whole: what follows stands elsewhere, or nothing follows. */
  settle(): void {
    if (this.#run === 0) return;
    const [at, run, digits, code] = [this.#runAt, this.#run, this.#digits, this.#code];
    this.#run = 0;
    this.#digits = -1;
    this.#put(backslash, at, run);
    if (digits < 0) return;
    const spelled = digits === 0 ? "u" : `u${code.toString(16).padStart(digits, "0")}`;
    for (const [index, byte] of Buffer.from(spelled).entries()) this.#put(byte, at + run + index, 1);
  }

  /** What the characters [from, to) are in the file: between quotes and line breaks of the file itself, which are no part of them. */
  stretches(from: number, to: number): readonly Stretch[] {
    const found: { offset: number; length: number; text: string; words: string }[] = [];
    const add = (at: number, end: number, offset: number, length: number): void => {
      const text = this.bytes.toString("latin1", at, end);
      const last = found.at(-1);
      const lastEnd = last === undefined ? -1 : last.offset + last.length;
      if (last === undefined || offset < last.offset || offset > lastEnd)
        found.push({ offset, length, text, words: this.#wordsAround(at, end) });
      else {
        // Several bytes of one character have one escape.
        last.length = Math.max(last.length, offset + length - last.offset);
        last.text += text;
        last.words += text;
      }
    };
    for (let index = this.#breakOf(from); index < this.#breaks; index++) {
      const begin = this.#at[index] ?? 0;
      const offset = this.#offset[index] ?? 0;
      if (begin >= to) break;
      const end = Math.min(to, index + 1 < this.#breaks ? (this.#at[index + 1] ?? 0) : this.length);
      if (end <= from) continue;
      if ((this.#length[index] ?? 1) !== 1) {
        add(begin, end, offset, this.#length[index] ?? 1);
        continue;
      }
      let start = Math.max(from, begin);
      for (let at = start; at <= end; at++) {
        const byte = this.bytes[at];
        if (at < end && byte !== quote && byte !== lineFeed) continue;
        if (at > start) add(start, at, offset + start - begin, at - start);
        start = at + 1;
      }
    }
    return found;
  }

  /** Forgets the first `count` characters. */
  drop(count: number): void {
    if (count <= 0) return;
    const first = this.#breakOf(count);
    if (first < this.#breaks) {
      const begin = this.#at[first] ?? 0;
      if (begin < count && this.#length[first] === 1) this.#offset[first] = (this.#offset[first] ?? 0) + count - begin;
    }
    this.bytes.copyWithin(0, count, this.length);
    this.length -= count;
    this.#at.copyWithin(0, first, this.#breaks);
    this.#offset.copyWithin(0, first, this.#breaks);
    this.#length.copyWithin(0, first, this.#breaks);
    this.#breaks -= first;
    for (let index = 0; index < this.#breaks; index++) this.#at[index] = Math.max(0, (this.#at[index] ?? 0) - count);
  }

  clear(): void {
    this.length = 0;
    this.#breaks = 0;
    this.#expected = -1;
    this.#run = 0;
    this.#digits = -1;
    this.#highEnd = -1;
  }

  #wordsAround(from: number, to: number): string {
    let [begin, end] = [from, to];
    while (begin > 0 && from - begin < longestWord && isSmallLetter(this.bytes[begin - 1])) begin--;
    while (end < this.length && end - to < longestWord && isSmallLetter(this.bytes[end])) end++;
    return this.bytes.toString("latin1", begin, end);
  }

  #copy(raw: Uint8Array, offset: number): void {
    if (offset !== this.#expected) this.#break(offset, 1);
    this.bytes.set(raw, this.length);
    this.length += raw.length;
    this.#expected = offset + raw.length;
  }

  #put(byte: number, offset: number, length: number): void {
    if (length !== 1 || offset !== this.#expected) this.#break(offset, length);
    this.bytes[this.length++] = byte;
    // Behind an escape comes a break.
    this.#expected = length === 1 ? offset + 1 : -1;
  }

  #putCode(): void {
    const [code, at, length] = [this.#code, this.#runAt, this.#run + 5];
    this.#run = 0;
    this.#digits = -1;
    const isLow = code >= 0xdc00 && code < 0xe000;
    if (isLow && this.#highEnd === at && this.length >= 3) {
      this.length -= 3;
      this.#breaks -= 3;
      const whole = 0x10000 + (this.#high - 0xd800) * 0x400 + (code - 0xdc00);
      for (const byte of Buffer.from(String.fromCodePoint(whole)))
        this.#put(byte, this.#highAt, at + length - this.#highAt);
      return;
    }
    if (code >= 0xd800 && code < 0xe000) {
      [this.#high, this.#highAt, this.#highEnd] = [code, at, isLow ? -1 : at + length];
      // As UTF-8 would be, if it could hold one half.
      for (const byte of [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)])
        this.#put(byte, at, length);
      return;
    }
    for (const byte of Buffer.from(String.fromCodePoint(code))) this.#put(byte, at, length);
  }

  #break(offset: number, length: number): void {
    this.#at[this.#breaks] = this.length;
    this.#offset[this.#breaks] = offset;
    this.#length[this.#breaks] = length;
    this.#breaks++;
  }

  /** The last break up to a character. */
  #breakOf(at: number): number {
    let low = 0;
    let high = this.#breaks - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#at[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function isSmallLetter(byte = 0): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

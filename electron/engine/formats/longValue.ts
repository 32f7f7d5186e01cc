// Makes the value of a long JSON text part by part: the text as a whole never becomes a string, which of a list of a hundred
// thousand messages would take as much memory as the value, and once more while that of the list before is not collected.
//
// The text is as the condenser writes it: without blanks between its parts.

import type { ByteRange } from "../scanner/byteWindow.ts";
import {
  backslash,
  closeArray,
  closeObject,
  colon,
  comma,
  openArray,
  openObject,
  quote,
} from "../scanner/jsonBytes.ts";

/** Bytes of elements that are made into values at once. */
const usualPart = 64 * 1024;

/** The same as JSON.parse: it throws when the text is no JSON. */
export function parseLong(text: Buffer, part = usualPart): unknown {
  return new LongText(text, part).valueOf({ offset: 0, length: text.length });
}

class LongText {
  readonly #text: Buffer;
  readonly #part: number;

  constructor(text: Buffer, part: number) {
    this.#text = text;
    this.#part = part;
  }

  valueOf({ offset, length }: ByteRange): unknown {
    const end = offset + length;
    const isLong = length > this.#part;
    if (isLong && this.#text[offset] === openArray && this.#text[end - 1] === closeArray) {
      return this.#listOf(offset + 1, end - 1);
    }
    if (isLong && this.#text[offset] === openObject && this.#text[end - 1] === closeObject) {
      return this.#objectOf(offset + 1, end - 1);
    }
    return JSON.parse(this.#text.toString("utf8", offset, end));
  }

  #objectOf(from: number, to: number): unknown {
    const members: [string, unknown][] = [];
    for (let at = from; at < to; ) {
      const behindKey = this.#text[at] === quote ? this.#endOfString(at, to) : at;
      if (this.#text[behindKey] !== colon) throw new SyntaxError("A key is missing.");
      const key: unknown = JSON.parse(this.#text.toString("utf8", at, behindKey));
      const value = this.#elementAt(behindKey + 1, to);
      members.push([String(key), this.valueOf(value)]);
      at = this.#next(value.offset + value.length, to);
    }
    return Object.fromEntries(members);
  }

  #listOf(from: number, to: number): readonly unknown[] {
    const list: unknown[] = [];
    /** Elements from here on up to the one that is looked at are made together. */
    let begin = from;
    for (let at = from; at < to; ) {
      const element = this.#elementAt(at, to);
      const end = element.offset + element.length;
      const next = this.#next(end, to);
      if (element.length > this.#part) {
        this.#takeElements(list, begin, at);
        list.push(this.valueOf(element));
        begin = next;
      } else if (end - begin >= this.#part) {
        this.#takeElements(list, begin, next);
        begin = next;
      }
      at = next;
    }
    this.#takeElements(list, begin, to);
    return list;
  }

  /** `to` is where the next element begins, or the list ends. */
  #takeElements(list: unknown[], from: number, to: number): void {
    if (from >= to) return;
    const end = this.#text[to - 1] === comma ? to - 1 : to;
    const elements: unknown = JSON.parse(`[${this.#text.toString("utf8", from, end)}]`);
    if (Array.isArray(elements)) for (const element of elements) list.push(element);
  }

  /** The value that begins at a place. */
  #elementAt(at: number, to: number): ByteRange {
    const end = this.#endOfValue(at, to);
    if (end === at) throw new SyntaxError("A value is missing.");
    return { offset: at, length: end - at };
  }

  /** Where the value behind the one that ends here begins. */
  #next(end: number, to: number): number {
    if (end >= to) return to;
    if (this.#text[end] !== comma || end + 1 === to) throw new SyntaxError("A comma or a value is missing.");
    return end + 1;
  }

  /** Behind the value: what lies in it is judged when it is made. */
  #endOfValue(from: number, to: number): number {
    let depth = 0;
    for (let at = from; at < to; at++) {
      switch (this.#text[at]) {
        case quote:
          at = this.#endOfString(at, to) - 1;
          break;
        case openArray:
        case openObject:
          depth++;
          break;
        case closeArray:
        case closeObject:
          depth--;
          break;
        case comma:
          if (depth <= 0) return at;
          break;
        default:
          break;
      }
    }
    return to;
  }

  #endOfString(from: number, to: number): number {
    let at = from + 1;
    while (at < to && this.#text[at] !== quote) at += this.#text[at] === backslash ? 2 : 1;
    return Math.min(at + 1, to);
  }
}

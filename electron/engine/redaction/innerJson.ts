// Objects that a text holds as JSON: the whole text, or some of its lines, as those of server-sent events. A path leads into one of them by
// a step that no list and no object has, and what lies there is found in the file behind all of its escapes.

import { runNow } from "../conversation/pacer.ts";
import { findValue } from "../conversation/pieceValue.ts";
import type { JsonObject, ValuePath } from "../formats/condensedValue.ts";
import { isObject } from "../formats/condensedValue.ts";
import { readLoosely } from "../formats/looseJson.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { createMemorySource } from "../source/memorySource.ts";

/** Bytes: of longer texts the beginning is looked into; all of one is looked through by itself (longTexts.ts). */
export const longestOuter = 16 * 1024;
const lineFeed = 0x0a;

export interface InnerObject {
  /** Its line in the text, counted down from -1. */
  readonly step: number;
  readonly object: JsonObject;
}

/** Whether a step leads into a text. */
export function isInner(step: string | number | undefined): step is number {
  return typeof step === "number" && step < 0;
}

/**
 * The objects that a text consists of, beside the names of fields of server-sent events; none of other texts.
 * @param mayBeTorn The text may be the beginning of one.
 */
export function innerObjects(text: string, mayBeTorn = text.length > longestOuter): readonly InnerObject[] {
  const beginning = text.slice(0, longestOuter);
  if (!beginning.includes("{") || !(mayBeTorn || beginning.includes("}"))) return [];
  const lines = beginning.split("\n");
  return lines.flatMap((line, number) => {
    const isTorn = mayBeTorn && number === lines.length - 1;
    const object = objectIn(line.slice(jsonAt(line)), isTorn);
    return object === undefined ? [] : [{ step: -1 - number, object }];
  });
}

/** Whether a text of which this is the beginning may consist of objects. */
export function mayHoldObjects(beginning: string): boolean {
  const end = beginning.indexOf("\n");
  // One that is longer than its beginning may be an object all the same.
  return end < 0 ? beginning.startsWith("{", jsonAt(beginning)) : innerObjects(beginning).length > 0;
}

/** Where the value of a field begins. */
function jsonAt(line: string): number {
  return /^\s*(?:data:\s*)?/.exec(line)?.[0].length ?? 0;
}

function objectIn(text: string, isTorn: boolean): JsonObject | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const value: unknown = isTorn ? readLoosely(text, 0, false).value : JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes of a text without its escapes, and of each where it stands in the file; of the end, too. */
interface Plain {
  readonly bytes: Buffer;
  readonly at: Float64Array;
}

/** Finds texts inside of texts of a file. Those of one text are mostly asked for one after the other: it is read once for all of them. */
export class InnerTexts {
  readonly #window: ByteWindow;
  #last: { readonly text: ByteRange; readonly plain: Plain } | undefined;

  constructor(window: ByteWindow) {
    this.#window = window;
  }

  /** Where in the file the text of a string lies that is found in an outer one, without its quotes, by a path from an inner step on. */
  rangeOf(outer: ByteRange, path: ValuePath): ByteRange | undefined {
    let text = this.#plainOf(outer);
    for (let at = 0; text !== undefined; ) {
      const line = lineOf(text, path[at]);
      const next = path.findIndex((step, place) => place > at && isInner(step));
      const until = next < 0 ? path.length : next;
      const found = line === undefined ? undefined : stringAt(text, line, path.slice(at + 1, until));
      if (found === undefined || next < 0) return found === undefined ? undefined : rangeIn(found);
      text = withoutEscapes(found);
      at = until;
    }
    return undefined;
  }

  #plainOf(text: ByteRange): Plain | undefined {
    const last = this.#last;
    if (last?.text.offset === text.offset && last.text.length === text.length) return last.plain;
    const bytes = bytesOf(this.#window, text);
    if (bytes === undefined) return undefined;
    const at = Float64Array.from({ length: text.length + 1 }, (_, n) => text.offset + n);
    const plain = withoutEscapes({ bytes, at });
    this.#last = { text, plain };
    return plain;
  }
}

function bytesOf(window: ByteWindow, { offset, length }: ByteRange): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const read = window.view(offset + at, length - at);
    if (read.length === 0) return undefined;
    bytes.set(read, at);
    at += read.length;
  }
  return bytes;
}

function rangeIn({ at }: Plain): ByteRange | undefined {
  const [from, to] = [at[0], at.at(-1)];
  return from === undefined || to === undefined ? undefined : { offset: from, length: to - from };
}

function part({ bytes, at }: Plain, from: number, to: number): Plain {
  return { bytes: bytes.subarray(from, to), at: at.subarray(from, to + 1) };
}

/** The JSON on a line. */
function lineOf({ bytes }: Plain, step: string | number | undefined): ByteRange | undefined {
  if (!isInner(step)) return undefined;
  let from = 0;
  for (let number = 0; number < -1 - step; number++) {
    const end = bytes.indexOf(lineFeed, from);
    if (end < 0) return undefined;
    from = end + 1;
  }
  const end = bytes.indexOf(lineFeed, from);
  const to = end < 0 ? bytes.length : end;
  const begin = from + jsonAt(bytes.toString("latin1", from, to));
  return { offset: begin, length: to - begin };
}

function stringAt(text: Plain, line: ByteRange, path: ValuePath): Plain | undefined {
  const value = runNow(findValue(new ByteWindow(createMemorySource(text.bytes), text.bytes.length), line, path));
  return value?.type === "string" ? part(text, value.offset + 1, value.offset + value.length - 1) : undefined;
}

const backslash = 0x5c;
const letterU = 0x75;
const escapes: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }).map(([letter, meant]) => [
    letter.charCodeAt(0),
    meant.charCodeAt(0),
  ]),
);

function withoutEscapes({ bytes, at }: Plain): Plain {
  const plain = unescaped(bytes);
  return { bytes: plain.bytes, at: Float64Array.from(plain.from, (place) => at[place] ?? 0) };
}

/** Bytes of a text without its escapes, and where each of them begins in the text; where that ends, too. */
export interface Unescaped {
  readonly bytes: Buffer;
  readonly from: Uint32Array;
}

export function unescaped(bytes: Uint8Array): Unescaped {
  // No escape is shorter than what it stands for.
  const plain = Buffer.allocUnsafeSlow(bytes.length);
  const places = new Uint32Array(bytes.length + 1);
  let length = 0;
  for (let from = 0; from < bytes.length; ) {
    const byte = bytes[from] ?? 0;
    const letter = byte === backslash ? bytes[from + 1] : undefined;
    if (letter === letterU) {
      for (const end = length + plain.write(codeAt(bytes, from + 2), length); length < end; length++) {
        places[length] = from;
      }
      from += 6;
      continue;
    }
    plain[length] = letter === undefined ? byte : (escapes.get(letter) ?? letter);
    places[length++] = from;
    from += letter === undefined ? 1 : 2;
  }
  places[length] = bytes.length;
  return { bytes: plain.subarray(0, length), from: places.subarray(0, length + 1) };
}

function codeAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(Number.parseInt(String.fromCharCode(...bytes.subarray(at, at + 4)), 16));
}

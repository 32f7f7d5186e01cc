// Objects that a text holds as JSON: the whole text, or some of its lines, as those of server-sent events. A path leads into one of them by
// a step that no list and no object has, and what lies there is found in the file behind all of its escapes.

import { findValue } from "../conversation/pieceValue.ts";
import type { JsonObject, ValuePath } from "../formats/condensedValue.ts";
import { isObject } from "../formats/condensedValue.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { createMemorySource } from "../source/memorySource.ts";

/** Longer texts are not looked into, and of others so many lines. */
const longest = 64 * 1024;
const mostLines = 64;
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

/** The objects that a text consists of, beside the names of fields of server-sent events; none of other texts. */
export function innerObjects(text: string): readonly InnerObject[] {
  if (text.length > longest || !text.includes("{") || !text.includes("}")) return [];
  const lines = text.split("\n");
  if (lines.length > mostLines) return [];
  return lines.flatMap((line, number) => {
    const object = objectIn(line.slice(jsonAt(line)));
    return object === undefined ? [] : [{ step: -1 - number, object }];
  });
}

/** Where the value of a field begins. */
function jsonAt(line: string): number {
  return /^\s*(?:data:\s*)?/.exec(line)?.[0].length ?? 0;
}

function objectIn(text: string): JsonObject | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes of a text without its escapes, and of each where it stands in the file; of the end, too. */
interface Plain {
  readonly bytes: Buffer;
  readonly at: readonly number[];
}

/** Where in the file the text of a string lies that is found by a path from an inner step on; `raw` are the bytes of the outer text. */
export function innerRange(raw: Uint8Array, offset: number, path: ValuePath): ByteRange | undefined {
  let plain: Plain = { bytes: Buffer.from(raw), at: Array.from({ length: raw.length + 1 }, (_, n) => offset + n) };
  for (let at = 0; at < path.length; ) {
    const text = withoutEscapes(plain);
    const line = lineOf(text, path[at]);
    const next = path.findIndex((step, place) => place > at && isInner(step));
    const until = next < 0 ? path.length : next;
    const found = line === undefined ? undefined : stringAt(text, line, path.slice(at + 1, until));
    if (found === undefined) return undefined;
    plain = found;
    at = until;
  }
  const [from, to] = [plain.at[0], plain.at.at(-1)];
  return from === undefined || to === undefined ? undefined : { offset: from, length: to - from };
}

function part({ bytes, at }: Plain, from: number, to: number): Plain {
  return { bytes: bytes.subarray(from, to), at: at.slice(from, to + 1) };
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
  const find = findValue(new ByteWindow(createMemorySource(text.bytes), text.bytes.length), line, path);
  let step = find.next();
  while (step.done !== true) step = find.next();
  const value = step.value;
  return value?.type === "string" ? part(text, value.offset + 1, value.offset + value.length - 1) : undefined;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function withoutEscapes({ bytes, at }: Plain): Plain {
  const parts: Buffer[] = [];
  const places: number[] = [];
  const spelled = /\\(?:u([0-9a-fA-F]{4})|(.))|[^\\]+/gs;
  const text = bytes.toString("latin1");
  for (const { 0: all, 1: code, 2: letter, index } of text.matchAll(spelled)) {
    const plain =
      code !== undefined
        ? Buffer.from(String.fromCharCode(Number.parseInt(code, 16)))
        : Buffer.from(letter === undefined ? all : (escapes[letter] ?? letter), "latin1");
    parts.push(plain);
    for (let n = 0; n < plain.length; n++) places.push(at[index + (all.length === plain.length ? n : 0)] ?? 0);
  }
  return { bytes: Buffer.concat(parts), at: [...places, at[bytes.length] ?? 0] };
}

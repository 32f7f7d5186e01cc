// JSON in memory that loses no digit. JavaScript's numbers round (9007199254740993, 1e400) and forget how they were
// written (1.10, -0); here such a number is held as its text, marked as none, and written back as it stood. All others,
// which are nearly all, are plain numbers.
//
// Keys of one escape are held apart while the text is parsed: behind an object with a key of one backslash, JSON.parse of
// V8 14.8 (Node 24.15, Electron 42) takes the key of another object at the same place for that one. It is right in 11.3.
//
// The mark is a NUL in front, which a string of the document that begins so gets once more. A marked number is a plain
// string to the code that patches documents, so that it may be moved, copied and cloned.

import { backslash, closeArray, closeObject, colon, openArray, openObject, quote } from "../../scanner/jsonBytes.ts";

const mark = "\u0000";
/** As it stands in JSON text, where a NUL must be escaped. */
const escapedMark = "\\u0000";

const minus = 0x2d;

/**
 * `value` is plain JSON but for numbers that JavaScript would change, and some keys: to be written by this file alone.
 * `depth` is 0 for what is no container.
 */
export interface ExactJson {
  readonly value: unknown;
  /** Containers inside each other, at most. */
  readonly depth: number;
}

/** In front of a key that is held apart, as it stands in JSON text and as a value. */
const escapedKeyMark = `${escapedMark}k`;
const keyMark = `${mark}k`;
/** Of deeper values, which nobody holds, keys stay marked: whoever walks them would run out of stack. */
const deepestRenamed = 1000;

/** Parses JSON text. */
export function parseExactly(text: string): ExactJson {
  const { marked, depth } = markNumbers(text);
  const { text: apart } = rewrite(marked, kept, kept, apartKey);
  const value: unknown = JSON.parse(apart);
  return { value: apart === marked || depth > deepestRenamed ? value : withOwnKeys(value), depth };
}

function kept(token: string): string {
  return token;
}

/** Keys that begin with NUL are marked as well, so that every marked key is one of ours. */
function apartKey(key: string): string {
  return /^"\\(?:u[0-9a-fA-F]{4}|.)"$/.test(key) || key.startsWith(escapedMark, 1)
    ? `"${escapedKeyMark}${key.slice(1)}`
    : key;
}

function withOwnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOwnKeys);
  if (typeof value !== "object" || value === null) return value;
  const own = (key: string): string => (key.startsWith(keyMark) ? key.slice(keyMark.length) : key);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [own(key), withOwnKeys(member)]));
}

/** The JSON text of what `parseExactly` gave. The value must not be deep: a few thousand levels are too many. */
export function writeExactly(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.includes(escapedMark) ? rewrite(text, unmark, (number) => number).text : text;
}

/** Whether a value is held in another way than JavaScript has it. */
export function isMarked(value: unknown): boolean {
  return typeof value === "string" && value.startsWith(mark);
}

/** The value as JavaScript has it, numbers rounded: for comparing as the official client does. */
export function plainOf(value: unknown): unknown {
  if (typeof value === "string" && isMarked(value)) {
    const text = value.slice(mark.length);
    return text.startsWith(mark) ? text : Number(text);
  }
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainOf(member)]));
}

/** JSON text in which every number that JavaScript would not keep stands as a marked string; and its depth. */
export function markNumbers(text: string): { readonly marked: string; readonly depth: number } {
  const { text: marked, depth } = rewrite(
    text,
    (string) => (string.startsWith(escapedMark, 1) ? `"${escapedMark}${string.slice(1)}` : string),
    (number) => (isKept(number) ? number : `"${escapedMark}${number}"`),
  );
  return { marked, depth };
}

function unmark(string: string): string {
  if (!string.startsWith(escapedMark, 1)) return string;
  const text = string.slice(1 + escapedMark.length);
  return text.startsWith(escapedMark) ? `"${text}` : text.slice(0, -1);
}

function isKept(number: string): boolean {
  return String(Number(number)) === number;
}

interface Rewritten {
  readonly text: string;
  readonly depth: number;
}

/** Replaces the strings (quotes included), the numbers and the keys of JSON text. Of strings and keys only those that begin with an escape. */
function rewrite(
  text: string,
  ofString: (token: string) => string,
  ofNumber: (token: string) => string,
  ofKey: (token: string) => string = kept,
): Rewritten {
  const parts: string[] = [];
  let copied = 0;
  let depth = 0;
  let deepest = 0;
  const replace = (from: number, to: number, turn: (token: string) => string): void => {
    const token = text.slice(from, to);
    const turned = turn(token);
    if (turned === token) return;
    parts.push(text.slice(copied, from), turned);
    copied = to;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const from = at;
    if (code === quote) {
      at = endOfString(text, at);
      // Only what begins with an escape may be marked.
      if (text.charCodeAt(from + 1) === backslash) replace(from, at, isKeyEnd(text, at) ? ofKey : ofString);
    } else if (code === minus || isDigit(code)) {
      at++;
      while (isOfNumber(text.charCodeAt(at))) at++;
      replace(from, at, ofNumber);
    } else {
      if (code === openObject || code === openArray) deepest = Math.max(deepest, ++depth);
      else if (code === closeObject || code === closeArray) depth--;
      at++;
    }
  }
  parts.push(text.slice(copied));
  return { text: parts.length === 1 ? text : parts.join(""), depth: deepest };
}

/** Behind the closing quote of the string that begins at `at`. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === backslash) before--;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return text.length;
}

function isKeyEnd(text: string, at: number): boolean {
  let next = at;
  while (text.charCodeAt(next) <= 0x20) next++;
  return text.charCodeAt(next) === colon;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** A digit, a sign, a point, an exponent. */
function isOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2b || code === minus || code === 0x2e || (code | 0x20) === 0x65;
}

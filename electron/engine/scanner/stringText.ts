// Reads a JSON string's text piece by piece: a slice begins and ends between characters, so never inside an escape, a
// surrogate pair or a UTF-8 sequence. The cost is that of the slice, whatever the length of the string.

import type { TextSlice } from "../../../shared/rows.ts";
import type { ByteRange, ByteWindow } from "./byteWindow.ts";
import { backslash, quote } from "./jsonBytes.ts";

const letterU = 0x75;
/** The longest character: a surrogate pair of two escapes. */
const longestCharacter = 12;
/** Backslashes in a row that are looked back at. In a longer row a cut may fall inside an escape. */
const lookBack = 4096;
const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * The text of the string value `range` (quotes included) from the source's byte `from` on, about `length` raw bytes of
 * it, at most what the window holds. All offsets, those in the result too, are bytes from the start of the source.
 */
export function readStringText(window: ByteWindow, range: ByteRange, from: number, length: number): TextSlice {
  const begin = range.offset + 1;
  const last = range.offset + range.length - 1;
  const closed = range.length > 1 && window.byteAt(last, last + 1) === quote;
  const end = closed ? last : Math.max(begin, last + 1);
  const start = clamp(nextCharacter(window, clamp(from, begin, end), begin, end), begin, end);
  const room = Math.max(2 * longestCharacter, Math.min(length, window.bytes.length - lookBack));
  const wanted = Math.min(end, start + room);
  const next = wanted === end ? end : characterStart(window, wanted, start);
  return { text: decodeStringText(window.view(start, next - start)), from: start, next, end };
}

/** The same of a text that is at hand: offsets are bytes from its start. */
export function sliceOfText(text: string, from: number, length: number): TextSlice {
  const bytes = Buffer.from(text);
  let start = clamp(from, 0, bytes.length);
  while (start < bytes.length && isContinuation(bytes[start] ?? 0)) start++;
  let next = clamp(start + Math.max(longestCharacter, length), start, bytes.length);
  while (next < bytes.length && isContinuation(bytes[next] ?? 0)) next--;
  return { text: bytes.toString("utf8", start, next), from: start, next, end: bytes.length };
}

/** What the raw text of a JSON string says. Escapes that JSON does not know stay as they are. */
export function decodeStringText(raw: Buffer): string {
  const text = raw.toString("utf8");
  if (!text.includes("\\")) return text;
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    if (typeof value === "string") return value;
  } catch {
    // A wrong escape, or a control character as it is.
  }
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (all, unit: string | undefined, letter: string | undefined) =>
    unit === undefined ? (simpleEscapes[letter ?? ""] ?? all) : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** `position`, or the end of the character it lies inside of. */
function nextCharacter(window: ByteWindow, position: number, begin: number, end: number): number {
  const inside = escapeAround(window, position, begin);
  let at = inside?.end ?? position;
  while (at < end && isContinuation(window.byteAt(at, end))) at++;
  const isSecondHalf = isSurrogate(window, at, end, 0xdc) && isSurrogate(window, at - 6, end, 0xd8);
  return isSecondHalf && at - 6 >= begin ? at + 6 : at;
}

/** `position`, or the start of the character it lies inside of; never before `begin`. */
function characterStart(window: ByteWindow, position: number, begin: number): number {
  let at = escapeAround(window, position, begin)?.start ?? position;
  for (let back = 0; back < 3 && isContinuation(window.byteAt(at, at + 1)); back++) at--;
  const isSecondHalf = isSurrogate(window, at, at + 6, 0xdc) && isSurrogate(window, at - 6, at, 0xd8);
  if (isSecondHalf && at - 6 > begin) return at - 6;
  return at > begin ? at : position;
}

/** The escape that begins before `position` and ends behind it. */
function escapeAround(window: ByteWindow, position: number, begin: number): { start: number; end: number } | undefined {
  const from = Math.max(begin, position - lookBack);
  const bytes = window.view(from, position + longestCharacter - from);
  for (let back = 1; back <= 5 && position - back >= from; back++) {
    const at = position - back - from;
    if (bytes[at] !== backslash || backslashesUpTo(bytes, at) % 2 === 0) continue;
    const length = bytes[at + 1] === letterU ? 6 : 2;
    return back < length ? { start: from + at, end: from + at + length } : undefined;
  }
  return undefined;
}

function backslashesUpTo(bytes: Buffer, at: number): number {
  let count = 0;
  while (bytes[at - count] === backslash) count++;
  return count;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** Whether a `\uXXXX` escape stands at `position` whose first byte is `high` to `high` + 3: a surrogate of one sort. */
function isSurrogate(window: ByteWindow, position: number, limit: number, high: number): boolean {
  if (position < 0 || position + 6 > limit) return false;
  const text = window.view(position, 6).toString("latin1");
  if (!/^\\u[0-9a-fA-F]{4}$/.test(text)) return false;
  return (Number.parseInt(text.slice(2, 4), 16) & 0xfc) === high;
}

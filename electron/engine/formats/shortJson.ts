// Where members and elements lie in a short value that is known to be JSON, in memory from end to end: one loop over its bytes, in
// place of a walk that may be stopped anywhere and sees what is wrong.

import { backslash, closeArray, closeObject, comma, openArray, openObject, quote } from "../scanner/jsonBytes.ts";

/** Bytes of a value, as places in the memory that holds it. */
export interface ShortRange {
  readonly from: number;
  readonly to: number;
}

/** `escaped`: a key is written with escapes, so the walk has to tell. */
export type ShortMember = ShortRange | "none" | "escaped";

/** The value of the last member of that name (of ASCII) in the object that begins at `at`. */
export function shortMember(bytes: Uint8Array, at: number, name: string): ShortMember {
  let found: ShortMember = "none";
  let next = behindBlank(bytes, at + 1);
  while (bytes[next] === quote) {
    const key = next + 1;
    const behind = behindString(bytes, next);
    if (holdsEscape(bytes, key, behind - 1)) return "escaped";
    // Behind the colon.
    const from = behindBlank(bytes, behindBlank(bytes, behind) + 1);
    const to = behindValue(bytes, from);
    if (behind - 1 - key === name.length && isText(bytes, key, name)) found = { from, to };
    next = behindBlank(bytes, to);
    if (bytes[next] === comma) next = behindBlank(bytes, next + 1);
  }
  return found;
}

/** The elements of the array that begins at `at`. */
export function shortElements(bytes: Uint8Array, at: number): readonly ShortRange[] {
  const elements: ShortRange[] = [];
  let next = behindBlank(bytes, at + 1);
  while (next < bytes.length && bytes[next] !== closeArray) {
    const to = behindValue(bytes, next);
    elements.push({ from: next, to });
    next = behindBlank(bytes, to);
    if (bytes[next] === comma) next = behindBlank(bytes, next + 1);
  }
  return elements;
}

function behindBlank(bytes: Uint8Array, at: number): number {
  let next = at;
  while (isBlank(bytes[next])) next++;
  return next;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function behindString(bytes: Uint8Array, at: number): number {
  let next = at + 1;
  while (next < bytes.length && bytes[next] !== quote) next += bytes[next] === backslash ? 2 : 1;
  return next + 1;
}

function behindValue(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first === quote) return behindString(bytes, at);
  if (first !== openObject && first !== openArray) return behindWord(bytes, at);
  let depth = 0;
  for (let next = at; next < bytes.length; ) {
    const byte = bytes[next];
    if (byte === quote) {
      next = behindString(bytes, next);
      continue;
    }
    next++;
    if (byte === openObject || byte === openArray) depth++;
    else if ((byte === closeObject || byte === closeArray) && --depth === 0) return next;
  }
  return bytes.length;
}

/** Behind a number or a word. */
function behindWord(bytes: Uint8Array, at: number): number {
  let next = at;
  while (next < bytes.length && !isBlank(bytes[next]) && !endsWord(bytes[next])) next++;
  return next;
}

function endsWord(byte: number | undefined): boolean {
  return byte === comma || byte === closeObject || byte === closeArray;
}

function holdsEscape(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === backslash) return true;
  return false;
}

function isText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

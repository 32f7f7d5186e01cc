// The objects on a line, as the scanner cuts it into records: behind the text of a logger or the field name of a
// server-sent event, several without a newline between them, with a comma, NUL bytes or a record separator beside them.

import { comma } from "../scanner/jsonBytes.ts";
import { isObject } from "./condensedValue.ts";
import type { Head } from "./format.ts";
import { readLoosely } from "./looseJson.ts";
import type { SampledLine } from "./sampledLines.ts";

/** The most objects of one line that are looked at. */
const mostOfLine = 40;
/** Torn ones behind which a whole one is looked for. */
const mostTorn = 8;
const byteOrderMark = 0xfeff;

export interface LineHeads {
  /** Objects only. */
  readonly heads: readonly Head[];
  /** True when the line is a JSON value, but no object. */
  readonly isOther: boolean;
}

export function headsOfLine({ text, whole }: SampledLine): LineHeads {
  let start = 0;
  while (isBetween(text.charCodeAt(start))) start++;
  if (whole && start < text.length) {
    const value = parsed(text.slice(start));
    if (value !== undefined) return isObject(value.value) ? oneHead(value.value) : noHeads(true);
  }
  // An array of containers or strings; any other bracket is the beginning of what a logger wrote.
  if (/^\[\s*[[{"]/.test(text.slice(start, start + 64))) return noHeads(true);
  const heads: Head[] = [];
  let torn = 0;
  for (let at = objectFrom(text, start); at >= 0 && heads.length < mostOfLine; ) {
    const { value, end, cut } = readLoosely(text, at, whole);
    // What a newline has torn is no record; what only the sample has cut is one.
    if (isObject(value) && !(cut && whole)) heads.push(value);
    if (cut && (!whole || ++torn > mostTorn)) break;
    at = cut ? objectLike(text, at) : objectFrom(text, end);
  }
  return { heads, isOther: false };
}

/** Stands before and between values without being a part of the log: blanks and control characters, a comma, a byte order mark. */
function isBetween(code: number): boolean {
  return code <= 0x20 || code === comma || code === byteOrderMark;
}

function oneHead(head: Head): LineHeads {
  return { heads: [head], isOther: false };
}

function noHeads(isOther: boolean): LineHeads {
  return { heads: [], isOther };
}

/** Where the next object begins: at a brace that a member or the object's end follows. */
function objectFrom(text: string, from: number): number {
  const rest = /\{\s*(?:["}]|$)/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? -1;
}

/** Where the next object behind a torn one begins: records of a log begin alike, and objects inside of them seldom do. */
function objectLike(text: string, torn: number): number {
  const beginning = /\{\s*"[^"]*"/y;
  beginning.lastIndex = torn;
  const [found] = beginning.exec(text) ?? [];
  return found === undefined ? -1 : text.indexOf(found, torn + 1);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

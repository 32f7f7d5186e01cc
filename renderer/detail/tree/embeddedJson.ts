// Strings often hold JSON themselves: tool arguments, for one. A small one is shown as a tree too. Its members are found
// by reading the text, as the engine does with a record, and not from parsed values: so that numbers keep their digits
// and duplicate names are all there.

import { beginningOf } from "../../../shared/beginningOf.ts";
import type { TreeCursor, TreeNode, TreePage, ValueType } from "../../../shared/rows.ts";

/** Longest text shown as a tree, in UTF-16 units: parsing it must not be felt. */
export const maxEmbeddedLength = 1024 * 1024;

/** Units of a value that its preview shows. */
const previewLength = 200;

/** Whether a text is a JSON object or array as a whole: what `embeddedMembers` takes for granted. */
export function holdsJson(text: string): boolean {
  if (text.length > maxEmbeddedLength || !/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Members of the object or array that starts at `at`, from the cursor on. Offsets are UTF-16 units. */
export function embeddedMembers(text: string, at: number, cursor: TreeCursor | undefined, count: number): TreePage {
  const open = skipSpace(text, at);
  const inObject = text[open] === "{";
  const nodes: TreeNode[] = [];
  let index = cursor?.index ?? 0;
  let position = skipSpace(text, cursor?.offset ?? open + 1);
  while (position < text.length && text[position] !== "}" && text[position] !== "]") {
    if (nodes.length === count) return { nodes, next: { offset: position, index }, problem: undefined };
    const keyEnd = inObject ? skipString(text, position) : position;
    const offset = inObject ? skipSpace(text, skipSpace(text, keyEnd) + 1) : position;
    const end = skipValue(text, offset);
    const key = inObject ? decodeString(text.slice(position, keyEnd)) : index;
    nodes.push(nodeAt(text, key, offset, end - offset));
    index += 1;
    position = skipSpace(text, end);
    if (text[position] === ",") position = skipSpace(text, position + 1);
  }
  return { nodes, next: undefined, problem: undefined };
}

/** The value of a JSON string literal. */
export function decodeString(literal: string): string {
  const value: unknown = JSON.parse(literal);
  return typeof value === "string" ? value : literal;
}

function nodeAt(text: string, key: string | number, offset: number, length: number): TreeNode {
  const type = typeOf(text[offset]);
  const start = beginningOf(text.slice(offset, offset + length), previewLength);
  const preview = type === "object" || type === "array" ? start.replace(/\s+/g, " ") : start;
  return { key, type, offset, length, preview, cut: length > previewLength };
}

function typeOf(first: string | undefined): ValueType {
  switch (first) {
    case "{":
      return "object";
    case "[":
      return "array";
    case '"':
      return "string";
    case "t":
    case "f":
      return "boolean";
    case "n":
      return "null";
    default:
      return "number";
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** From an opening quote to behind the closing one. */
function skipString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function skipValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') at = skipString(text, at);
    else {
      if (character === "{" || character === "[") depth += 1;
      else if (character === "}" || character === "]") depth -= 1;
      else if (depth === 0 && (character === "," || isSpace(text.charCodeAt(at)))) return at;
      if (depth < 0) return at;
      at += 1;
    }
    if (depth === 0 && (character === '"' || character === "}" || character === "]")) return at;
  }
  return at;
}

// Reads the first bytes of a record as a value, cut where they end: a string keeps what is there of it, containers are
// closed, a member without a value is left out. So a row's preview costs a few KB however long its record is.

import { readLoosely } from "./looseJson.ts";
import { numberText } from "./numberText.ts";

/** Where a text may hold a number that JavaScript prints in another way; most records hold none, and are read faster. */
const oddNumber = /(?:^|":|[[,])\s*(?:-0|-?\d+[.eE]|-?\d{16})/;

/** The value as far as it can be read, or undefined when the text does not begin as JSON. `whole`: the text is all of it. */
export function readHead(text: string, whole: boolean): unknown {
  if (whole && !oddNumber.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // An odd word in it is no reason to show nothing of the rest.
    }
  }
  return /^\s*["{[]/.test(text) ? readLoosely(text, 0, whole).value : undefined;
}

/** A member of an object, or undefined. */
export function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** A member that is a string. */
export function textOf(value: unknown, key: string): string | undefined {
  const member = memberOf(value, key);
  return typeof member === "string" ? member : undefined;
}

/** The first of several members that is a string: producers spell one field in several ways. */
export function firstText(value: unknown, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(value, key);
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}

/** Compact text of any value, for previews; numbers as they stand in the file. */
export function compact(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : jsonOf(value);
}

function jsonOf(value: unknown): string {
  const number = numberText(value);
  if (number !== undefined) return number;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(",")}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${jsonOf(member)}`);
  return `{${members.join(",")}}`;
}

/** The members of an object but for the named ones, as compact text without the outer braces. */
export function othersOf(value: unknown, ...left: readonly string[]): string {
  if (typeof value !== "object" || value === null || Array.isArray(value) || numberText(value) !== undefined) {
    return compact(value);
  }
  return Object.entries(value)
    .filter(([key]) => !left.includes(key))
    .map(([key, member]) => `${key}: ${compact(member)}`)
    .join("  ");
}

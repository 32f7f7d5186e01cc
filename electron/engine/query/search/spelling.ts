// All the ways in which JSON may spell a text, as a pattern over the bytes of a record.
//
// A character stands raw, or escaped where producers do escape it: `é` is also \u00e9, a quote \" and \u0022, a line
// break \n and \u000a, `/` also \/, an emoji two \u escapes; `<`, `>`, `&`, `'`, `+`, `=` and the backquote have \u escapes
// too, since some producers make JSON safe for HTML. Letters, digits, space and other signs of ASCII are nowhere
// escaped, and not looked for that way. In any case, an escaped letter counts in its other cases as well.
//
// An escape counts only where its backslash is not itself escaped: \\n is a backslash and an n. Letters with accents count
// in their composed and decomposed forms (textForms.ts), raw and escaped.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { textForms } from "../../../../shared/filter/textForms.ts";
import { caseFolds } from "./caseFolds.ts";

/** One character of the text: raw forms as code points, escaped ones as regular expressions. */
export interface Spelling {
  readonly raw: readonly number[];
  readonly escapes: readonly string[];
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["\b", "b"],
  ["\f", "f"],
  ["\n", "n"],
  ["\r", "r"],
  ["\t", "t"],
]);

/** What is looked for, but for its text. */
type Manner = Pick<TextCondition, "exactCase">;

/** The pieces of a text in their forms, each a sequence of characters. */
export function spellingsOf({
  text,
  exactCase,
}: Pick<TextCondition, "text"> & Manner): readonly (readonly (readonly Spelling[])[])[] {
  return textForms(text).map((forms, place) => forms.map((form) => charactersOf(form, place === 0, exactCase)));
}

function charactersOf(form: string, begins: boolean, exactCase: boolean): readonly Spelling[] {
  return [...form].map((character, at) => {
    const codePoint = character.codePointAt(0) ?? 0;
    const cases = exactCase ? [codePoint] : caseFolds(codePoint);
    const isLone = codePoint >= 0xd800 && codePoint <= 0xdfff;
    // No line holds a line break, and half of a pair has no UTF-8.
    const raw = character === "\n" || isLone ? [] : cases;
    if (!/[^A-Za-z0-9 !#$%()*,.:;?@[\]^_{|}~-]/u.test(character)) return { raw, escapes: [] };
    const short = shortEscapes.get(character);
    // \" holds a raw quote, so as a first character it needs no looking for.
    const needsShort = short !== undefined && !(begins && at === 0 && short === character);
    return { raw, escapes: [...(needsShort ? [`\\\\${quoted(short)}`] : []), ...cases.map(unicodeEscape)] };
  });
}

export function unicodeEscape(codePoint: number): string {
  const units = [...String.fromCodePoint(codePoint)].flatMap((character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)),
  );
  const hex = (unit: number): string =>
    unit
      .toString(16)
      .padStart(4, "0")
      .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  return units.map((unit) => `\\\\u${hex(unit)}`).join("");
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/#&~-]/g, "\\$&");
}

/** A pattern for ripgrep, to be used with or without its `--ignore-case`, as the condition says. */
export function ripgrepPattern(condition: Pick<TextCondition, "text" | "exactCase">): string {
  const parts = spellingsOf(condition).map((forms, place) =>
    anyOf(forms.map((form) => form.map((spelling, at) => wayForRipgrep(spelling, place + at === 0)).join(""))),
  );
  return parts.join("");
}

/** `first`: nothing of the text stands in front of it. */
export function wayForRipgrep({ raw, escapes }: Spelling, first: boolean): string {
  // ripgrep knows the other cases itself.
  const ways = raw.slice(0, 1).map(rawForRipgrep);
  if (escapes.length === 0) return ways.join("");
  const isBackslash = raw[0] === 0x5c;
  const guard = first && !isBackslash ? "(?:^|(?-u:[^\\\\]))(?:\\\\\\\\)*" : "";
  return `(?:${[...ways, `${guard}(?-i:${escapes.join("|")})`].join("|")})`;
}

export function anyOf(ways: readonly string[]): string {
  return ways.length === 1 ? ways.join("") : `(?:${ways.join("|")})`;
}

function rawForRipgrep(codePoint: number): string {
  // Control characters would be hard to see in a list of processes, and a pattern cannot hold all of them.
  return codePoint < 0x20 || codePoint === 0x7f
    ? `\\x{${codePoint.toString(16)}}`
    : quoted(String.fromCodePoint(codePoint));
}

/** A text as the built-in search looks for it. */
export interface BytePattern {
  /** Matches bytes as if each were a character of its own (Latin-1). Sticky and global searches are the caller's choice. */
  readonly source: string;
  /** The most bytes that a match has. */
  readonly longest: number;
  /** A match that begins with a backslash is an escape, which counts only where its backslash is not escaped. */
  readonly guarded: boolean;
}

/**
 * Each character in UTF-8 and in all escapes of JSON, in both cases unless `exactCase`. `condition.text` is not empty.
 */
export function bytePattern(condition: Pick<TextCondition, "text" | "exactCase">): BytePattern {
  const spellings = spellingsOf(condition);
  const isEscaped = (spelling: Spelling | undefined): boolean =>
    spelling !== undefined && spelling.escapes.length > 0 && spelling.raw[0] !== 0x5c;
  return {
    source: spellings.map((forms) => anyOf(forms.map((form) => form.map(wayInBytes).join("")))).join(""),
    longest: sum(spellings.map((forms) => Math.max(...forms.map((form) => sum(form.map(longestOf)))))),
    guarded: spellings[0]?.some(([first]) => isEscaped(first)) ?? false,
  };
}

export function wayInBytes({ raw, escapes }: Spelling): string {
  const bytes = raw.map((codePoint) => Buffer.from(String.fromCodePoint(codePoint)));
  const single = bytes.filter((one) => one.length === 1).map((one) => latin1(one));
  const longer = bytes.filter((one) => one.length > 1).map((one) => latin1(one));
  return anyOf([...(single.length > 1 ? [`[${single.join("")}]`] : single), ...longer, ...escapes]);
}

function longestOf({ raw, escapes }: Spelling): number {
  const lengths = raw.map((codePoint) => Buffer.byteLength(String.fromCodePoint(codePoint)));
  return Math.max(...lengths, escapes.length === 0 ? 0 : 12);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}

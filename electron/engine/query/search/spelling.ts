// All the ways in which JSON may spell a text, as a pattern over the bytes of a record.
//
// A character stands raw, or escaped where producers do escape it: `é` is also \u00e9, a quote \" and \u0022, a line
// break \n and \u000a, `/` also \/, an emoji two \u escapes; `<`, `>`, `&`, `'`, `+`, `=` and the backquote have \u escapes
// too, since some producers make JSON safe for HTML. Letters, digits, space and other signs of ASCII are nowhere
// escaped, and not looked for that way. In any case, an escaped letter counts in its other cases as well.
//
// An escape counts only where its backslash is not itself escaped: \\n is a backslash and an n.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { caseFolds } from "./caseFolds.ts";

/** One character of the text: raw forms as code points, escaped ones as regular expressions. */
interface Spelling {
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

function spellingsOf({ text, exactCase }: Pick<TextCondition, "text" | "exactCase">): readonly Spelling[] {
  return [...text].map((character, place) => {
    const codePoint = character.codePointAt(0) ?? 0;
    const cases = exactCase ? [codePoint] : caseFolds(codePoint);
    const isLone = codePoint >= 0xd800 && codePoint <= 0xdfff;
    // No line holds a line break, and half of a pair has no UTF-8.
    const raw = character === "\n" || isLone ? [] : cases;
    if (!/[^A-Za-z0-9 !#$%()*,.:;?@[\]^_{|}~-]/u.test(character)) return { raw, escapes: [] };
    const short = shortEscapes.get(character);
    // \" holds a raw quote, so as a first character it needs no looking for.
    const needsShort = short !== undefined && !(place === 0 && short === character);
    return { raw, escapes: [...(needsShort ? [`\\\\${quoted(short)}`] : []), ...cases.map(unicodeEscape)] };
  });
}

function unicodeEscape(codePoint: number): string {
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
  const parts = spellingsOf(condition).map(({ raw, escapes }, place) => {
    // ripgrep knows the other cases itself.
    const ways = raw.slice(0, 1).map(rawForRipgrep);
    if (escapes.length > 0) {
      const isBackslash = raw[0] === 0x5c;
      const guard = place === 0 && !isBackslash ? "(?:^|(?-u:[^\\\\]))(?:\\\\\\\\)*" : "";
      ways.push(`${guard}(?-i:${escapes.join("|")})`);
    }
    return ways.length === 1 && escapes.length === 0 ? ways.join("") : `(?:${ways.join("|")})`;
  });
  return parts.join("");
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

export function bytePattern(condition: Pick<TextCondition, "text" | "exactCase">): BytePattern {
  const spellings = spellingsOf(condition);
  let longest = 0;
  const parts = spellings.map(({ raw, escapes }) => {
    const bytes = raw.map((codePoint) => Buffer.from(String.fromCodePoint(codePoint)));
    const single = bytes.filter((one) => one.length === 1).map((one) => latin1(one));
    const longer = bytes.filter((one) => one.length > 1).map((one) => latin1(one));
    longest += Math.max(...bytes.map((one) => one.length), escapes.length === 0 ? 0 : 12);
    const ways = [...(single.length > 1 ? [`[${single.join("")}]`] : single), ...longer, ...escapes];
    return ways.length === 1 ? ways.join("") : `(?:${ways.join("|")})`;
  });
  const [first] = spellings;
  return {
    source: parts.join(""),
    longest,
    guarded: first !== undefined && first.escapes.length > 0 && first.raw[0] !== 0x5c,
  };
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}

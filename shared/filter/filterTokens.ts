// Cuts a filter text into words, quoted as they stand, regular expressions, parentheses and minus signs.

import type { Result } from "../result.ts";
import { fail, succeed } from "../result.ts";
import type { FilterProblem } from "./filterTree.ts";

export interface Token {
  readonly at: number;
  readonly is: "word" | "regex" | "(" | ")" | "-";
  /** As it is written, quotes and slashes included. */
  readonly text: string;
}

export function readTokens(text: string): Result<readonly Token[], FilterProblem> {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    const isSign = character === "(" || character === ")" || character === "-";
    const end = isSign ? succeed(at + 1) : character === "/" ? endOfRegex(text, at) : endOfWord(text, at);
    if (!end.ok) return end;
    tokens.push({
      at,
      is: isSign ? character : character === "/" ? "regex" : "word",
      text: text.slice(at, end.value),
    });
    at = end.value;
  }
  return succeed(tokens);
}

/** The end of the word that begins at `start`; quotes may stand anywhere in it. */
function endOfWord(text: string, start: number): Result<number, FilterProblem> {
  let at = start;
  while (at < text.length && !/[\s()]/.test(text.charAt(at))) {
    if (text.charAt(at) !== '"') {
      at++;
      continue;
    }
    const end = closing(text, at, '"');
    if (end === undefined) return fail({ at, message: "a quote is not closed", suggestion: `${text}"` });
    at = end;
  }
  return succeed(at);
}

/** Behind the flags of a regular expression. */
function endOfRegex(text: string, start: number): Result<number, FilterProblem> {
  let at = closing(text, start, "/");
  if (at === undefined) {
    const word = /^[^\s()]*/.exec(text.slice(start))?.[0] ?? "";
    const message = "a regular expression is not closed by another “/”";
    return fail({ at: start, message, suggestion: `"${word.replace(/["\\]/g, "\\$&")}"` });
  }
  while (at < text.length && !/[\s()]/.test(text.charAt(at))) at++;
  return succeed(at);
}

/** The place behind the sign that closes the one at `at`; a backslash takes its meaning from the character behind it. */
function closing(text: string, at: number, sign: string): number | undefined {
  for (let next = at + 1; next < text.length; next++) {
    const character = text.charAt(next);
    if (character === sign) return next + 1;
    if (character === "\\") next++;
  }
  return undefined;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Splits at commas outside quotes, and takes the quotes off. */
export function splitList(list: string): readonly string[] {
  return pieces(list, ",");
}

/** The text of a word without its quotes. */
export function unquoted(word: string): string {
  return pieces(word, undefined).join("");
}

function pieces(word: string, separator: string | undefined): readonly string[] {
  const found: string[] = [];
  let piece = "";
  let inQuotes = false;
  for (let at = 0; at < word.length; at++) {
    const character = word.charAt(at);
    if (character === '"') inQuotes = !inQuotes;
    else if (inQuotes && character === "\\") {
      const code = /^u([0-9a-fA-F]{4})/.exec(word.slice(at + 1, at + 6))?.[1];
      const next = word.charAt(at + 1);
      piece += code === undefined ? (escapes.get(next) ?? next) : String.fromCharCode(Number.parseInt(code, 16));
      at += code === undefined ? 1 : 5;
    } else if (character === separator && !inQuotes) {
      found.push(piece);
      piece = "";
    } else piece += character;
  }
  return [...found, piece];
}

/** In quotes, so that any text is one word. */
export function quoted(text: string): string {
  const inside = text.replace(/["\\]|[\p{Cc}\p{Cs}\u2028\u2029]/gu, (character) => {
    const name = [...escapes].find(([, meant]) => meant === character)?.[0];
    if (character === '"' || character === "\\") return `\\${character}`;
    return `\\${name ?? `u${character.charCodeAt(0).toString(16).padStart(4, "0")}`}`;
  });
  return `"${inside}"`;
}

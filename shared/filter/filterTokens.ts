// Cuts a filter text into words, quoted as they stand, regular expressions, parentheses and minus signs. A dash is a minus
// sign when something else stands right behind it: `-word` is one, `--resume` and a dash alone are words.
//
// In quotes, \" is a quote, \\ a backslash, and \u000a the character of that number; any other backslash is one, so that a
// path such as "C:\temp\new" may stand there as it is.

import type { Result } from "../result.ts";
import { fail, succeed } from "../result.ts";
import type { FilterProblem } from "./filterTree.ts";

/** A piece of a filter text; white space lies between them. `at` counts UTF-16 units from 0. */
export interface Token {
  readonly at: number;
  readonly is: "word" | "regex" | "(" | ")" | "-";
  /** As it is written, quotes and slashes included. */
  readonly text: string;
}

/**
 * All tokens in order; fails at a quote or an expression that is not closed, with the text as it may have been meant.
 * Words are not judged.
 */
export function readTokens(text: string): Result<readonly Token[], FilterProblem> {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    const isSign = /^(?:[()]|-[^\s)-])/.test(text.slice(at, at + 2));
    const end = isSign ? succeed(at + 1) : character === "/" ? endOfRegex(text, at) : endOfWord(text, at);
    if (!end.ok) return end;
    tokens.push({
      at,
      is: isSign ? signOf(character) : character === "/" ? "regex" : "word",
      text: text.slice(at, end.value),
    });
    at = end.value;
  }
  return succeed(tokens);
}

function signOf(character: string): "(" | ")" | "-" {
  return character === "(" || character === ")" ? character : "-";
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
    if (end === undefined) return fail({ at, message: "a quote is not closed", suggestion: closed(text) });
    at = end;
  }
  return succeed(at);
}

/** In `"C:\temp\"`, the last backslash was meant as one. */
function closed(text: string): string {
  return text.endsWith('\\"') ? `${text.slice(0, -1)}\\"` : `${text}"`;
}

/** Behind the flags of a regular expression. */
function endOfRegex(text: string, start: number): Result<number, FilterProblem> {
  let at = closing(text, start, "/");
  if (at === undefined) {
    const word = /^[^\s()]*/.exec(text.slice(start))?.[0] ?? "";
    const message = "a regular expression is not closed by another “/”";
    return fail({ at: start, message, suggestion: quoted(word) });
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

/** A character of a word: in quotes, or escaped there, it means only itself. */
export interface Written {
  readonly text: string;
  readonly quoted: boolean;
}

/** The characters of a word without its quotes. */
export function readWord(word: string): readonly Written[] {
  const found: Written[] = [];
  let inQuotes = false;
  for (let at = 0; at < word.length; at++) {
    const character = word.charAt(at);
    if (character === '"') {
      inQuotes = !inQuotes;
      continue;
    }
    const [written = "", plain, code] = inQuotes
      ? (/^\\(?:(["\\])|u([0-9a-fA-F]{4}))/.exec(word.slice(at, at + 6)) ?? [])
      : [];
    const text = plain ?? (code === undefined ? character : String.fromCharCode(Number.parseInt(code, 16)));
    found.push({ text, quoted: inQuotes });
    at += Math.max(0, written.length - 1);
  }
  return found;
}

/** The text of a word without its quotes. */
export function unquoted(word: string): string {
  return readWord(word)
    .map(({ text }) => text)
    .join("");
}

/** In quotes, so that any text is one word. */
export function quoted(text: string): string {
  const inside = text
    // Where the backslash would take the next character with it.
    .replace(/\\(?=["\\\p{Cc}\p{Cs}\u2028\u2029]|u[0-9a-fA-F]{4}|$)|"/gu, "\\$&")
    .replace(
      /[\p{Cc}\p{Cs}\u2028\u2029]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return `"${inside}"`;
}

/** True for a text that holds characters which only quotes can hold. */
export function needsQuotes(text: string): boolean {
  return /[\s()"\\\p{Cc}\p{Cs}\u2028\u2029]/u.test(text);
}

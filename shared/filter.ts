// The filter as text and as a tree. Clicking facets edits the same text, so there is one truth: what the field shows.
//
//   kind:TOOL_CALL_*              records of these kinds; * stands for any characters, case counts
//   kind:RUN_*,CUSTOM             any of several; kind:A kind:B side by side means the same
//   -kind:TEXT_MESSAGE_CONTENT    not these; NOT kind:… is the same
//   kind:"two words"              quotes around spaces, commas, quotes (\") and parentheses
//   a b   a AND b   a OR b   (…)  AND binds closer than OR; kind:RUN_* AND kind:*ERROR means both patterns
//
// Printing a parsed filter and parsing it again gives the same tree.

import type { Result } from "./result.ts";
import { assertNever, fail, succeed } from "./result.ts";

export type Filter =
  | { readonly type: "all" }
  | { readonly type: "kind"; readonly patterns: readonly string[] }
  | { readonly type: "not"; readonly of: Filter }
  | { readonly type: "and"; readonly of: readonly Filter[] }
  | { readonly type: "or"; readonly of: readonly Filter[] };

/** Where and why a filter text cannot be read. `at` counts characters from 0. */
export interface FilterProblem {
  readonly at: number;
  readonly message: string;
  readonly suggestion?: string;
}

export const everything: Filter = { type: "all" };

/** Reads a filter text. "" and white space mean everything. */
export function parseFilter(text: string): Result<Filter, FilterProblem> {
  const tokens = readTokens(text);
  return tokens.ok ? new Parser(tokens.value, text.length).parse() : tokens;
}

/** The text of a filter; parsing it gives an equal filter. */
export function printFilter(filter: Filter): string {
  switch (filter.type) {
    case "all":
      return "";
    case "kind":
      return `kind:${filter.patterns.map(quoteWhenNeeded).join(",")}`;
    case "not":
      return `-${printInside(filter.of)}`;
    case "and":
      return filter.of
        .map(printInside)
        .join(filter.of.filter((part) => part.type === "kind").length > 1 ? " AND " : " ");
    case "or":
      return filter.of.map((part) => (part.type === "or" ? `(${printFilter(part)})` : printFilter(part))).join(" OR ");
    default:
      return assertNever(filter);
  }
}

function printInside(filter: Filter): string {
  return filter.type === "and" || filter.type === "or" ? `(${printFilter(filter)})` : printFilter(filter);
}

/** Tells for a kind whether its records pass. */
export function acceptsKind(filter: Filter, kind: string): boolean {
  switch (filter.type) {
    case "all":
      return true;
    case "kind":
      return filter.patterns.some((pattern) => matchesPattern(pattern, kind));
    case "not":
      return !acceptsKind(filter.of, kind);
    case "and":
      return filter.of.every((part) => acceptsKind(part, kind));
    case "or":
      return filter.of.some((part) => acceptsKind(part, kind));
    default:
      return assertNever(filter);
  }
}

/** `*` stands for any characters, none included. Linear in the kind's length for each star, whatever the pattern. */
export function matchesPattern(pattern: string, kind: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return pattern === kind;
  if (!kind.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = kind.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return kind.length - last.length >= at && kind.endsWith(last);
}

interface Token {
  readonly at: number;
  readonly is: "word" | "(" | ")" | "-";
  /** A word's characters, quoted ones marked, so that `\*`-like surprises cannot come up: only bare words are keywords. */
  readonly text: string;
  readonly bare: boolean;
}

function readTokens(text: string): Result<readonly Token[], FilterProblem> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) at++;
    else if (character === "(" || character === ")")
      tokens.push({ at: at++, is: character, text: character, bare: true });
    else if (character === "-") tokens.push({ at: at++, is: "-", text: "-", bare: true });
    else {
      const word = readWord(text, at);
      if (!word.ok) return word;
      tokens.push({
        at,
        is: "word",
        text: text.slice(at, word.value),
        bare: !text.slice(at, word.value).includes('"'),
      });
      at = word.value;
    }
  }
  return succeed(tokens);
}

/** The end of the word that begins at `start`; quotes may stand anywhere in it. */
function readWord(text: string, start: number): Result<number, FilterProblem> {
  let at = start;
  while (at < text.length && !/[\s()]/.test(text.charAt(at))) {
    if (text.charAt(at) !== '"') {
      at++;
      continue;
    }
    const opened = at++;
    while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
    if (at >= text.length) return fail({ at: opened, message: "a quote is not closed", suggestion: `${text}"` });
    at++;
  }
  return succeed(at);
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  parse(): Result<Filter, FilterProblem> {
    if (this.#tokens.length === 0) return succeed(everything);
    const filter = this.#or();
    if (!filter.ok) return filter;
    const left = this.#tokens[this.#next];
    return left === undefined ? filter : fail({ at: left.at, message: "there is no “(” for this “)”" });
  }

  #or(): Result<Filter, FilterProblem> {
    const parts: Filter[] = [];
    do {
      const part = this.#and();
      if (!part.ok) return part;
      parts.push(part.value);
    } while (this.#takeKeyword("OR"));
    const [only] = parts;
    return succeed(parts.length === 1 && only !== undefined ? only : { type: "or", of: parts });
  }

  #and(): Result<Filter, FilterProblem> {
    const parts: Filter[] = [];
    do {
      const group = this.#sideBySide();
      if (!group.ok) return group;
      parts.push(...(group.value.type === "and" ? group.value.of : [group.value]));
    } while (this.#takeKeyword("AND"));
    return succeed(asOne(parts));
  }

  #sideBySide(): Result<Filter, FilterProblem> {
    const parts: Filter[] = [];
    for (;;) {
      const part = this.#not();
      if (!part.ok) return part;
      parts.push(part.value);
      const next = this.#tokens[this.#next];
      if (next === undefined || next.is === ")" || isKeyword(next, "OR") || isKeyword(next, "AND")) break;
    }
    return succeed(joinKinds(parts));
  }

  #not(): Result<Filter, FilterProblem> {
    const token = this.#tokens[this.#next];
    if (token !== undefined && (token.is === "-" || isKeyword(token, "NOT"))) {
      this.#next++;
      const of = this.#not();
      return of.ok ? succeed({ type: "not", of: of.value }) : of;
    }
    return this.#primary();
  }

  #primary(): Result<Filter, FilterProblem> {
    const token = this.#tokens[this.#next];
    if (token === undefined)
      return fail({ at: this.#end, message: "something is missing at the end", suggestion: "kind:…" });
    if (token.is === "(") {
      this.#next++;
      const inside = this.#or();
      if (!inside.ok) return inside;
      const close = this.#tokens[this.#next];
      if (close?.is !== ")") return fail({ at: token.at, message: "this “(” is not closed" });
      this.#next++;
      return inside;
    }
    if (token.is !== "word" || isKeyword(token, "AND") || isKeyword(token, "OR")) {
      return fail({ at: token.at, message: `“${token.text}” has nothing in front of it to join` });
    }
    this.#next++;
    return readPredicate(token);
  }

  #takeKeyword(word: string): boolean {
    const token = this.#tokens[this.#next];
    if (token === undefined || !isKeyword(token, word)) return false;
    this.#next++;
    return true;
  }
}

function isKeyword(token: Token, word: string): boolean {
  return token.is === "word" && token.bare && token.text === word;
}

function readPredicate(token: Token): Result<Filter, FilterProblem> {
  const match = /^([A-Za-z]+):(.*)$/s.exec(token.text);
  if (match === null) {
    return fail({ at: token.at, message: `“${token.text}” is not a condition`, suggestion: `kind:${token.text}` });
  }
  const [, field = "", list = ""] = match;
  if (field !== "kind") {
    return fail({ at: token.at, message: `there is no field “${field}”`, suggestion: `kind:${list}` });
  }
  const patterns = splitList(list);
  return patterns.some((pattern) => pattern === "")
    ? fail({ at: token.at + field.length + 1, message: "a kind is missing", suggestion: "kind:*" })
    : succeed({ type: "kind", patterns });
}

/** Splits at commas outside quotes, and takes the quotes off. */
function splitList(list: string): string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let at = 0; at < list.length; at++) {
    const character = list.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (quoted && character === "\\") part += list.charAt(++at);
    else if (character === "," && !quoted) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  parts.push(part);
  return parts;
}

function quoteWhenNeeded(pattern: string): string {
  return /[\s(),"\\]/.test(pattern) || pattern === "" ? `"${pattern.replace(/["\\]/g, "\\$&")}"` : pattern;
}

/** Conditions side by side all hold, but a record has one kind only: `kind:A kind:B` means any of both. */
function joinKinds(parts: readonly Filter[]): Filter {
  const patterns = parts.flatMap((part) => (part.type === "kind" ? part.patterns : []));
  const others = parts.flatMap((part) => (part.type === "kind" ? [] : part.type === "and" ? part.of : [part]));
  return asOne(patterns.length === 0 ? others : [{ type: "kind", patterns }, ...others]);
}

function asOne(parts: readonly Filter[]): Filter {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type: "and", of: parts };
}

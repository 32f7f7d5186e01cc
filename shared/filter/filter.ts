// The filter as text and as a tree. Clicking facets edits the same text, so there is one truth: what the field shows.
//
//   kind:TOOL_CALL_*              records of these kinds; * stands for any characters, case counts
//   kind:RUN_*,CUSTOM             any of several; kind:A kind:B side by side means the same
//   -kind:TEXT_MESSAGE_CONTENT    not these; NOT kind:… is the same
//   kind:"two words"              quotes around spaces, commas, quotes (\"), parentheses and stars that are meant as such
//   kind:say\*                    such a star without quotes
//   role:user  tool:read_*        the same for roles and tools; also what only has the id of a call of the tool
//   source:sub/*                  the same for the transcripts of a group; of one transcript, its file's name
//   bytes>1mb  bytes<=200         a record's size; also bytes:10kb..2mb and bytes:200; kb is 1,000, kib 1,024
//   record:100-200  record:5-     record numbers from 0, both ends included; line: the same for lines, from 1
//   after:2026-03-01              from this time on; what is left out of a time is its beginning. Times are read as the
//                                 list shows them
//   before:2026-03-01T12:00Z      earlier than this; Z is UTC, +02:00 two hours ahead of it
//   before:"2026-03-01 12:00"     in quotes, a blank may stand in it; every spelling of shared/time.ts is read
//   between:A..B                  from A on and earlier than B
//   is:error,malformed            an error by its kind or its level; also glued, torn, large, sidechain and unordered; is:glued is:malformed means both
//   timeout  "exit code 1"        text anywhere in the record, in any case and in any spelling that JSON has for it;
//                                 in quotes, \" is a quote, \\ a backslash, \u000a any character by its number;
//                                 every other backslash is one: "C:\temp\new"
//   -word  --word                 not this word; the text --word, since a sign has its word right behind it: "-word"
//   case:TimeOut  case:"Exit 1"   the same, in this case only
//   text:AND                      a text that would be read as something else
//   /time.?out/i                  a regular expression of ripgrep, with i in any case; \/ is a slash
//   a b   a AND b   a OR b   (…)  AND binds closer than OR; kind:RUN_* AND kind:*ERROR means both patterns
//
// Printing a parsed filter and parsing it again gives the same tree.

import type { Result } from "../result.ts";
import { fail, succeed } from "../result.ts";
import { readCondition } from "./filterCondition.ts";
import { acceptsKind } from "./filterKinds.ts";
import { printFilter } from "./filterPrint.ts";
import type { Token } from "./filterTokens.ts";
import { readTokens } from "./filterTokens.ts";
import type { Filter, FilterProblem } from "./filterTree.ts";
import { everything, maxSearches, nameFields } from "./filterTree.ts";

export type { Filter, FilterProblem } from "./filterTree.ts";
// What is said of a filter is imported from here, however many files it takes to say it.
export { acceptsKind, everything, printFilter };

/** The most parentheses and minus signs around a condition: reading and evaluating a filter goes as deep. */
const maxDepth = 100;

/** Reads a filter text. "" and white space mean everything. */
export function parseFilter(text: string): Result<Filter, FilterProblem> {
  const tokens = readTokens(text);
  return tokens.ok ? new Parser(tokens.value, text.length).parse() : tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #depth = 0;
  #searches = 0;

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
      parts.push(...group.value);
    } while (this.#takeKeyword("AND"));
    return succeed(asOne(namesFirst(parts)));
  }

  #sideBySide(): Result<readonly Filter[], FilterProblem> {
    const parts: Filter[] = [];
    for (;;) {
      const part = this.#not();
      if (!part.ok) return part;
      parts.push(part.value);
      const next = this.#tokens[this.#next];
      if (next === undefined || next.is === ")" || isKeyword(next, "OR") || isKeyword(next, "AND")) break;
    }
    return succeed(joinNames(parts));
  }

  #not(): Result<Filter, FilterProblem> {
    const token = this.#tokens[this.#next];
    if (token === undefined || !(token.is === "-" || isKeyword(token, "NOT"))) return this.#primary();
    this.#next++;
    const of = this.#deeper(token, () => this.#not());
    return of.ok ? succeed({ type: "not", of: of.value }) : of;
  }

  #primary(): Result<Filter, FilterProblem> {
    const token = this.#tokens[this.#next];
    if (token === undefined)
      return fail({ at: this.#end, message: "something is missing at the end", suggestion: "kind:…" });
    if (token.is === "(") {
      this.#next++;
      const inside = this.#deeper(token, () => this.#or());
      if (!inside.ok) return inside;
      const close = this.#tokens[this.#next];
      if (close?.is !== ")") return fail({ at: token.at, message: "this “(” is not closed" });
      this.#next++;
      return inside;
    }
    if ((token.is !== "word" && token.is !== "regex") || isKeyword(token, "AND") || isKeyword(token, "OR")) {
      return fail({ at: token.at, message: `“${token.text}” has nothing in front of it to join` });
    }
    this.#next++;
    const condition = readCondition(token);
    if (condition.ok && (condition.value.type === "text" || condition.value.type === "regex")) this.#searches++;
    return this.#searches > maxSearches
      ? fail({ at: token.at, message: `at most ${maxSearches} texts can be searched for at once` })
      : condition;
  }

  #deeper(token: Token, read: () => Result<Filter, FilterProblem>): Result<Filter, FilterProblem> {
    if (++this.#depth > maxDepth) return fail({ at: token.at, message: "this is nested too deeply" });
    const inside = read();
    this.#depth--;
    return inside;
  }

  #takeKeyword(word: string): boolean {
    const token = this.#tokens[this.#next];
    if (token === undefined || !isKeyword(token, word)) return false;
    this.#next++;
    return true;
  }
}

function isKeyword(token: Token, word: string): boolean {
  return token.is === "word" && token.text === word;
}

/** Conditions side by side all hold, but a record has one kind, role, tool and source only: `kind:A kind:B` means any of both. */
function joinNames(parts: readonly Filter[]): readonly Filter[] {
  const joined = nameFields.flatMap((field): readonly Filter[] => {
    const patterns = parts.flatMap((part) => (part.type === field ? part.patterns : []));
    return patterns.length === 0 ? [] : [{ type: field, patterns }];
  });
  return [...joined, ...parts.filter((part) => !isName(part)).flatMap(partsOf)];
}

/** Names come first, so that the order does not depend on how the conditions were joined. */
function namesFirst(parts: readonly Filter[]): readonly Filter[] {
  const names = nameFields.flatMap((field) => parts.filter((part) => part.type === field));
  return [...names, ...parts.filter((part) => !isName(part))];
}

function isName(part: Filter): boolean {
  return nameFields.some((field) => field === part.type);
}

function partsOf(part: Filter): readonly Filter[] {
  return part.type === "and" ? part.of : [part];
}

function asOne(parts: readonly Filter[]): Filter {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type: "and", of: parts };
}

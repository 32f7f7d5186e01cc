// The terms of a filter text that must all hold, where they stand in it: so that one is shown, and taken away, while the others stay
// as they were written.

import { parseFilter } from "./filter.ts";
import type { Token } from "./filterTokens.ts";
import { readTokens } from "./filterTokens.ts";

/** A part of a filter text that can be taken away by itself. */
export interface FilterTerm {
  /** Characters of the text. */
  readonly from: number;
  readonly to: number;
  /** As it is written, with its minus sign. */
  readonly text: string;
}

/** In order; none of a text that cannot be read. What OR joins is one term, unless brackets part it from others. */
export function filterTerms(text: string): readonly FilterTerm[] {
  if (!parseFilter(text).ok) return [];
  const read = readTokens(text);
  const tokens = read.ok ? read.value : [];
  const terms: FilterTerm[] = [];
  let depth = 0;
  let from: number | undefined;
  for (const token of tokens) {
    if (depth === 0 && isWord(token, "OR")) return [termOf(text, tokens[0]?.at ?? 0, text.trimEnd().length)];
    if (depth === 0 && isWord(token, "AND")) continue;
    from ??= token.at;
    if (token.is === "(") depth++;
    if (token.is === ")") depth--;
    // What negates is of the term behind it.
    if (depth > 0 || token.is === "-" || isWord(token, "NOT")) continue;
    terms.push(termOf(text, from, token.at + token.text.length));
    from = undefined;
  }
  return terms;
}

/** The text without the term that is written so; the others stay as they are. */
export function withoutTerm(text: string, written: string): string {
  const terms = filterTerms(text);
  const at = terms.findIndex((term) => term.text === written);
  const term = terms[at];
  if (term === undefined) return text;
  const [before, after] = [terms[at - 1], terms[at + 1]];
  // With what joins it to the one before, or else to the one behind it.
  const from = before === undefined ? 0 : before.to;
  const to = before === undefined && after !== undefined ? after.from : term.to;
  return `${text.slice(0, from)}${text.slice(to)}`.trim();
}

function termOf(text: string, from: number, to: number): FilterTerm {
  return { from, to, text: text.slice(from, to) };
}

function isWord(token: Token, word: string): boolean {
  return token.is === "word" && token.text === word;
}

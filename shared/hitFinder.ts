// Which parts of a shown text made its record pass: what the filter looks for, not what it keeps out. Regular expressions
// count where they mean the same to JavaScript as to ripgrep (portableRegex.ts). For previews and pages of text, not for
// whole records.

import type { Filter, RegexCondition, TextCondition } from "./filter/filterTree.ts";
import { textForms } from "./filter/textForms.ts";
import { readEscapes } from "./jsonEscapes.ts";
import { portableRegex } from "./portableRegex.ts";

/** Characters [from, to) of a text. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Made once per filter, and used for every text that is shown. */
export interface HitFinder {
  /** False when there is nothing in the filter that could be found. */
  readonly finds: boolean;
  /** Where the hits are, in order; those that touch are one. `text` may be read text, or as JSON spells it, or both. */
  find(text: string): readonly TextRange[];
}

/** What a filter looks for in texts. */
export type Sought = TextCondition | RegexCondition;

/**
 * Conditions under a `not` are not looked for; an expression that JavaScript would read in another way than ripgrep is
 * left out.
 */
export function createHitFinder(filter: Filter): HitFinder {
  const sought = soughtBy(filter);
  const literals = sought.flatMap((condition) => (condition.type === "text" ? [literalPattern(condition)] : []));
  const patterns = sought.flatMap((condition) => (condition.type === "regex" ? regexPattern(condition) : []));
  return {
    finds: literals.length + patterns.length > 0,
    find: (text) =>
      joined([
        ...literals.flatMap((literal) => [...rangesOf(literal, text), ...spelledRanges(literal, text)]),
        ...patterns.flatMap(({ pattern, reach }) => rangesOf(pattern, text.slice(0, reach))),
      ]),
  };
}

/** The texts and expressions that a passing record may hold because of the filter. */
export function soughtBy(filter: Filter, kept = true): readonly Sought[] {
  switch (filter.type) {
    case "text":
    case "regex":
      return kept ? [filter] : [];
    case "not":
      return soughtBy(filter.of, !kept);
    case "and":
    case "or":
      return filter.of.flatMap((part) => soughtBy(part, kept));
    default:
      return [];
  }
}

/** The same ranges in order; those that touch are one. */
export function joined(found: readonly TextRange[]): readonly TextRange[] {
  const ranges: TextRange[] = [];
  for (const range of [...found].sort((a, b) => a.from - b.from)) {
    const last = ranges.at(-1);
    if (last === undefined || range.from > last.to) ranges.push(range);
    else ranges[ranges.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return ranges;
}

/** More hits of one text than anybody looks at; those behind them are not found. */
const mostRanges = 10_000;

function rangesOf(pattern: RegExp, text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (match !== "") found.push({ from: index, to: index + match.length });
    if (found.length >= mostRanges) break;
  }
  return found;
}

/** Hits in what the text reads when JSON's escapes in it are read. */
function spelledRanges(pattern: RegExp, text: string): readonly TextRange[] {
  if (!text.includes("\\")) return [];
  const read = readEscapes(text);
  return rangesOf(pattern, read.text).map(({ from, to }) => ({ from: read.places(from), to: read.places(to) }));
}

/** In a text on one line, signs stand for line breaks and tabs (rowPage.ts). */
function literalPattern({ text, exactCase }: TextCondition): RegExp {
  const source = textForms(text)
    .map((forms) => `(?:${forms.map(spelled).join("|")})`)
    .join("");
  return new RegExp(source, exactCase ? "gu" : "giu");
}

function spelled(text: string): string {
  return text
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replaceAll("\n", "[\\n⏎]")
    .replaceAll("\t", "[\\t⇥]");
}

function regexPattern(condition: RegexCondition): readonly { readonly pattern: RegExp; readonly reach: number }[] {
  const portable = portableRegex(condition);
  if (portable === undefined) return [];
  const { source, reach } = portable;
  return [{ pattern: new RegExp(source, condition.ignoreCase ? "giu" : "gu"), reach }];
}

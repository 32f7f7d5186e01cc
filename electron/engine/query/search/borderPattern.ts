// Which lines a search for a text over pieces has to look at, as a pattern over their bytes: those of pieces that may hold some of a
// match together with others. All of them would be far too many.
//
// Of the pieces that hold a match together, one has the begin of its *anchor*, one of the text's first letters. This piece ends inside of
// the match, or begins inside of it, or both; where the anchor is the third letter:
//
//   "…wea" "ther…"     the text's beginning, the anchor with it, and a value's end
//   "…we" "ather…"     a value's begin, what is left of the text with the anchor in it, and the text's end
//   "…w" "eat" "her"   or a value's end
//
// So one line of each match is found, and ripgrep finds it as fast as a word: what a pattern begins with decides that, and here that is
// the text's beginning, or a quote with one of two letters. Lines that are found without need (what else ends with `wea"`) cost a look.

import type { BytePattern, Spelling } from "./spelling.ts";
import {
  anyOf,
  bytePattern,
  ripgrepPattern,
  spellingsOf,
  unicodeEscape,
  wayForRipgrep,
  wayInBytes,
} from "./spelling.ts";

/** Lines that may hold some of a text that is spread over pieces. Others may be found, none is missed. */
export interface BorderCondition {
  readonly type: "borders";
  readonly text: string;
  readonly exactCase: boolean;
  /** The anchor's place among the parts of the text (textForms.ts), which are its letters but for accents. */
  readonly anchor: number;
  /** Lines that hold the text as a whole are looked for, too. */
  readonly orWhole?: boolean;
}

type Sought = Pick<BorderCondition, "text" | "exactCase" | "anchor" | "orWhole">;

/** What stands around a value, but not around a key: keys are the same in all records. */
const opening = '[:\\[ \\t\\r]"';
const closing = '"[,}\\] \\t\\r]';
/** Parts behind the anchor that are looked at; ripgrep takes no more than 250 groups inside each other. */
const depth = 64;

type Spell = (spelling: Spelling) => string;

/** A letter as a pattern. One of two UTF-16 units may be cut in two by a border: then its halves are escaped. */
interface Letter {
  readonly whole: string;
  readonly halves?: readonly [high: string, low: string];
}

/** Letters with their accents, in their forms. */
type Part = readonly (readonly Letter[])[];

/** For ripgrep, to be used with or without its `--ignore-case`, as the condition says. */
export function borderPattern(condition: Sought): string {
  const borders = patternIn(condition, (spelling) => wayForRipgrep(spelling, false));
  return condition.orWhole === true ? `${ripgrepPattern(condition)}|${borders}` : borders;
}

/** For the built-in search. */
export function borderBytes(condition: Sought): BytePattern {
  const around = 4;
  const whole = bytePattern(condition);
  const borders = patternIn(condition, wayInBytes);
  const source = condition.orWhole === true ? `${whole.source}|${borders}` : borders;
  return { source, longest: whole.longest + around, guarded: false };
}

function patternIn(condition: Sought, spell: Spell): string {
  const spellings = spellingsOf(condition);
  const parts = spellings.map((forms) => forms.map((form) => form.map((spelling) => letterOf(spelling, spell))));
  return [...borders(parts, condition.anchor), ...bareEscapes(spellings.flat(2))].join("|");
}

function letterOf(spelling: Spelling, spell: Spell): Letter {
  const pairs = spelling.raw
    .filter((codePoint) => codePoint > 0xffff)
    .map((codePoint) => String.fromCodePoint(codePoint));
  const whole = spell(spelling);
  if (pairs.length === 0) return { whole };
  const halfAt = (at: number): string => anyOf([...new Set(pairs.map((pair) => unicodeEscape(pair.charCodeAt(at))))]);
  return { whole, halves: [halfAt(0), halfAt(1)] };
}

/** Letters that nobody escapes are not looked for that way; where one is, the line is looked at whatever else it holds. */
function bareEscapes(spellings: readonly Spelling[]): readonly string[] {
  return [
    ...new Set(spellings.filter(({ escapes }) => escapes.length === 0).flatMap(({ raw }) => raw.map(unicodeEscape))),
  ];
}

function borders(parts: readonly Part[], anchor: number): readonly string[] {
  const endsInside = anchored(parts, anchor, true);
  const found = endsInside === undefined ? [] : [wholes(parts, 0, anchor) + endsInside];
  for (let first = anchor; first >= 1; first--) {
    const cut = endings(parts[first - 1]);
    const begin = cut.length === 0 ? opening : `${opening}${anyOf([...cut, ""])}`;
    found.push(begin + wholes(parts, first, anchor) + (anchored(parts, anchor, false) ?? ""));
  }
  return found;
}

/** The anchor and what follows it in its piece. With `mustEnd`, a value's end is reached before the text's; undefined: it cannot. */
function anchored(parts: readonly Part[], anchor: number, mustEnd: boolean): string | undefined {
  const rest = restOf(parts, anchor + 1, anchor + depth, mustEnd);
  const ways = beginnings(parts[anchor]).map((beginning) => beginning + closing);
  if (rest !== undefined) ways.push(wholes(parts, anchor, anchor + 1) + rest);
  return ways.length === 0 ? undefined : anyOf(ways);
}

function restOf(parts: readonly Part[], from: number, until: number, mustEnd: boolean): string | undefined {
  if (from >= parts.length) return mustEnd ? undefined : "";
  if (from >= until) return "";
  const rest = restOf(parts, from + 1, until, mustEnd);
  const ways = [closing, ...beginnings(parts[from]).map((beginning) => beginning + closing)];
  if (rest !== undefined) ways.push(wholes(parts, from, from + 1) + rest);
  return anyOf(ways);
}

function wholes(parts: readonly Part[], from: number, until: number): string {
  return parts
    .slice(from, until)
    .map((part) => anyOf(part.map((form) => form.map(({ whole }) => whole).join(""))))
    .join("");
}

/** What of a part may stand before a border that cuts it. */
function beginnings(part: Part = []): readonly string[] {
  return part.flatMap((form) =>
    form.flatMap(({ whole, halves }, at) => {
      const before = form
        .slice(0, at)
        .map((letter) => letter.whole)
        .join("");
      return [...(halves === undefined ? [] : [before + halves[0]]), ...(at + 1 < form.length ? [before + whole] : [])];
    }),
  );
}

/** What of a part may stand behind a border that cuts it. */
function endings(part: Part = []): readonly string[] {
  return part.flatMap((form) =>
    form.flatMap(({ whole, halves }, at) => {
      const behind = form
        .slice(at + 1)
        .map((letter) => letter.whole)
        .join("");
      return [...(halves === undefined ? [] : [halves[1] + behind]), ...(at > 0 ? [whole + behind] : [])];
    }),
  );
}

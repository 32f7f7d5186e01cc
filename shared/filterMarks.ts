// Which parts of a shown text made its record pass: the texts that the filter looks for, not those that it keeps out.
// Regular expressions are not marked: theirs is ripgrep's syntax, and one that the page tried might never come back.

import type { Filter, TextCondition } from "./filterTree.ts";

/** Characters [from, to) of a text. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where the filter's texts stand in `text`, in order; ranges that touch are one. Meant for previews and pages, not for whole records. */
export function findInText(filter: Filter, text: string): readonly TextRange[] {
  const found = textsOf(filter)
    .flatMap((condition) => [...text.matchAll(patternOf(condition))])
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .sort((a, b) => a.from - b.from);
  const ranges: TextRange[] = [];
  for (const range of found) {
    const last = ranges.at(-1);
    if (last === undefined || range.from > last.to) ranges.push(range);
    else ranges[ranges.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return ranges;
}

/** The texts that a passing record may hold because of the filter. */
function textsOf(filter: Filter, kept = true): readonly TextCondition[] {
  switch (filter.type) {
    case "text":
      return kept ? [filter] : [];
    case "not":
      return textsOf(filter.of, !kept);
    case "and":
    case "or":
      return filter.of.flatMap((part) => textsOf(part, kept));
    default:
      return [];
  }
}

function patternOf({ text, exactCase }: TextCondition): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), exactCase ? "gu" : "giu");
}

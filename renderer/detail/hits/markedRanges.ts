// Hits in the pieces that a pane shows of a text: the rows of a wrapped text, and rows of raw bytes.

import type { HitFinder, TextRange } from "../../../shared/hitFinder.ts";
import type { Mark } from "../../controls/Marked.tsx";
import type { TextLines } from "../tree/textLines.ts";
import { withCurrent } from "./currentMark.ts";

/** What was found last in each text: rows are drawn more often than texts and filters change. */
const known = new WeakMap<
  TextLines["wrapped"],
  { readonly finder: HitFinder; readonly ranges: readonly TextRange[] }
>();

/** The hits in row `line` of an open text, in characters from the row's start. `current`: the number of one in the text. */
export function hitsInLine(
  { wrapped }: Pick<TextLines, "wrapped">,
  line: number,
  finder: HitFinder,
  current?: number,
): readonly Mark[] {
  const before = known.get(wrapped);
  const ranges = before?.finder === finder ? before.ranges : finder.find(wrapped.text);
  if (before?.finder !== finder) known.set(wrapped, { finder, ranges });
  const from = wrapped.starts[line] ?? 0;
  return within(withCurrent(ranges, current), from, wrapped.starts[line + 1] ?? wrapped.text.length);
}

/** The ranges, which are in order, that reach into [from, to), counted from there. */
export function within(ranges: readonly Mark[], from: number, to: number): readonly Mark[] {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const found: Mark[] = [];
  for (let at = low; at < ranges.length; at++) {
    const range = ranges[at];
    if (range === undefined || range.from >= to) break;
    found.push({ ...range, from: Math.max(0, range.from - from), to: Math.min(to, range.to) - from });
  }
  return found;
}

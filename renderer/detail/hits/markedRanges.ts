// Hits in the pieces that a pane shows of a text: the rows of a wrapped text, and rows of raw bytes.

import type { HitFinder, TextRange } from "../../../shared/hitFinder.ts";
import type { TextLines } from "../tree/textLines.ts";

/** What was found last in each text: rows are drawn more often than texts and filters change. */
const known = new WeakMap<
  TextLines["wrapped"],
  { readonly finder: HitFinder; readonly ranges: readonly TextRange[] }
>();

/** The hits in row `line` of an open text, in characters from the row's start. */
export function hitsInLine({ wrapped }: TextLines, line: number, finder: HitFinder): readonly TextRange[] {
  const before = known.get(wrapped);
  const ranges = before?.finder === finder ? before.ranges : finder.find(wrapped.text);
  if (before?.finder !== finder) known.set(wrapped, { finder, ranges });
  const from = wrapped.starts[line] ?? 0;
  return within(ranges, from, wrapped.starts[line + 1] ?? wrapped.text.length);
}

/** The ranges, which are in order, that reach into [from, to), counted from there. */
export function within(ranges: readonly TextRange[], from: number, to: number): readonly TextRange[] {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const found: TextRange[] = [];
  for (let at = low; at < ranges.length; at++) {
    const range = ranges[at];
    if (range === undefined || range.from >= to) break;
    found.push({ from: Math.max(0, range.from - from), to: Math.min(to, range.to) - from });
  }
  return found;
}

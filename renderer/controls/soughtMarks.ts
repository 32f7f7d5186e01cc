// Marks what is looked for in texts that are drawn, without touching them: the browser paints the marks over them. The page has them
// once, whoever draws: each view puts in its own ranges and takes them away.

import type { HitFinder } from "../../shared/hitFinder.ts";

/** More would be a page of nothing but marks. */
const mostMarked = 5_000;

/**
 * Of one view: `before` is what it had marked until now, and what others have marked stays. Answers what is marked now.
 * `name`: as the style sheet knows it.
 */
export function markSought(
  name: "sought" | "sought-current",
  before: readonly Range[],
  now: readonly Range[],
): readonly Range[] {
  if (before.length === 0 && now.length === 0) return now;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  for (const range of before) highlight.delete(range);
  for (const range of now) highlight.add(range);
  if (highlight.size === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, highlight);
  return now;
}

/** Where the finder's hits stand in the texts below an element, up to 5,000 of them; in what is about a text there are none. */
export function rangesIn(root: HTMLElement, finder: HitFinder): readonly Range[] {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null && ranges.length < mostMarked; node = texts.nextNode()) {
    // What stands at an item's head is about it, not of it.
    if (node.parentElement?.closest("[data-about]") !== null) continue;
    for (const { from, to } of finder.find(node.nodeValue ?? "")) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  return ranges;
}

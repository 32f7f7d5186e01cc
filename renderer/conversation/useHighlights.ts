// Marks what is looked for in the texts that are drawn, without touching them: Markdown, code and edits are what they are, and
// the browser paints the marks over them.

import type { RefObject } from "react";
import { useCallback, useEffect, useRef } from "react";
import type { HitFinder } from "../../shared/hitFinder.ts";
import type { UsedFlow } from "./flow/useFlow.ts";

export interface Highlights {
  /** Goes to the next hit inside an item that is drawn. False: there is none in this direction. */
  step(item: number, direction: 1 | -1): boolean;
  /** The hit that was gone to is none any more. */
  forget(): void;
}

/** By the names that the style sheet knows. The page has them once, whoever draws: each view puts in its own ranges and takes them away. */
const all = "sought";
const current = "sought-current";
/** More would be a page of nothing but marks. */
const mostMarked = 5_000;

/** `drawn`: what the items are drawn in; `flow`: what scrolls it, for who steps. */
export function useHighlights(
  drawn: RefObject<HTMLElement | null>,
  finder: HitFinder | undefined,
  flow?: Pick<UsedFlow, "scroller" | "scrollBy">,
): Highlights {
  const { scroller, scrollBy } = flow ?? {};
  const at = useRef<Range>(undefined);
  const marked = useRef<readonly Range[]>([]);
  const markedCurrent = useRef<readonly Range[]>([]);

  const mark = useCallback(() => {
    const root = drawn.current;
    const isSought = root !== null && finder?.finds === true;
    marked.current = replaceMarks(all, marked.current, isSought ? rangesIn(root, finder) : []);
    const gone = at.current;
    const isShown = isSought && gone?.startContainer.isConnected === true;
    markedCurrent.current = replaceMarks(current, markedCurrent.current, isShown ? [gone] : []);
  }, [drawn, finder]);

  // The items are drawn only after the conversation was read, so this looks for them whenever something is drawn.
  useEffect(mark);
  useEffect(() => {
    let frame = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(mark);
    });
    const root = drawn.current;
    if (root !== null) observer.observe(root, { childList: true, subtree: true, characterData: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  });
  useEffect(
    () => () => {
      marked.current = replaceMarks(all, marked.current, []);
      markedCurrent.current = replaceMarks(current, markedCurrent.current, []);
    },
    [],
  );

  return {
    step: useCallback(
      (item, direction) => {
        const article = drawn.current?.querySelector(`[data-item="${item}"]`);
        if (finder?.finds !== true || !(article instanceof HTMLElement)) return false;
        const ranges = rangesIn(article, finder);
        const before = at.current;
        const known = before === undefined ? -1 : ranges.findIndex((range) => isSame(range, before));
        const index = known >= 0 ? known + direction : direction === 1 ? 0 : ranges.length - 1;
        const next = ranges[index];
        if (next === undefined) return false;
        at.current = next;
        mark();
        next.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
        const view = scroller?.current?.getBoundingClientRect();
        if (view !== undefined) scrollBy?.(wayIntoView(next.getBoundingClientRect(), view));
        return true;
      },
      [drawn, finder, mark, scroller, scrollBy],
    ),
    forget: useCallback(() => {
      at.current = undefined;
    }, []),
  };
}

/** In pixels: a text may be higher than what is visible, so that it is in view and the hit in it is not. */
function wayIntoView(hit: DOMRect, view: DOMRect): number {
  return hit.top >= view.top && hit.bottom <= view.bottom ? 0 : hit.top - view.top - view.height / 3;
}

/** Of one view; what others have marked stays. Answers what is marked now. */
function replaceMarks(name: string, before: readonly Range[], now: readonly Range[]): readonly Range[] {
  if (before.length === 0 && now.length === 0) return now;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  for (const range of before) highlight.delete(range);
  for (const range of now) highlight.add(range);
  if (highlight.size === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, highlight);
  return now;
}

function rangesIn(root: HTMLElement, finder: HitFinder): readonly Range[] {
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

function isSame(one: Range, other: Range): boolean {
  return one.startContainer === other.startContainer && one.startOffset === other.startOffset;
}

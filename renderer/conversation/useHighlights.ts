// Marks what is looked for in the texts that are drawn, without touching them: Markdown, code and edits are what they are, and
// the browser paints the marks over them.

import type { RefObject } from "react";
import { useCallback, useEffect, useRef } from "react";
import type { HitFinder } from "../../shared/hitFinder.ts";
import { markSought, rangesIn } from "../controls/soughtMarks.ts";
import type { UsedFlow } from "./flow/useFlow.ts";

export interface Highlights {
  /** Goes to the next hit inside an item that is drawn. False: there is none in this direction. */
  step(item: number, direction: 1 | -1): boolean;
  /** The hit that was gone to is none any more. */
  forget(): void;
}

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
    marked.current = markSought("sought", marked.current, isSought ? rangesIn(root, finder) : []);
    const gone = at.current;
    const isShown = isSought && gone?.startContainer.isConnected === true;
    markedCurrent.current = markSought("sought-current", markedCurrent.current, isShown ? [gone] : []);
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
      marked.current = markSought("sought", marked.current, []);
      markedCurrent.current = markSought("sought-current", markedCurrent.current, []);
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

function isSame(one: Range, other: Range): boolean {
  return one.startContainer === other.startContainer && one.startOffset === other.startOffset;
}

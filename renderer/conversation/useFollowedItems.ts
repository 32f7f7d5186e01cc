// While a conversation grows, it stays at its end, until somebody scrolls up; then new items are counted.

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { UsedFlow } from "./flow/useFlow.ts";
import { nearby } from "./flow/useFlow.ts";

/** What somebody does who looks at something else than the end, or makes it higher by unfolding something. */
const touches = ["wheel", "pointerdown", "keydown"] as const;

export interface FollowedItems {
  /** Items that have come since the end was on screen. */
  readonly missed: number;
  goToEnd(): void;
  /** Whether the end is on screen, or held there. */
  isAtEnd(): boolean;
  /** Brings the end on screen, and holds it there. */
  stayAtEnd(): void;
}

/** What has grown; `growth` is another object each time that something of it was written. */
export interface GrowingItems {
  readonly items: number;
  readonly epoch: number;
  readonly growth: unknown;
  /** What stands in the place of a last item that has not come is lower than it: its end on screen is nobody's wish. */
  readonly isEndThere: boolean;
}

/**
 * Holds the end also while its last item grows, until the wheel, the pointer or a key says that somebody is elsewhere.
 */
export function useFollowedItems(flow: UsedFlow, grown: GrowingItems): FollowedItems {
  const { items, epoch, growth, isEndThere } = grown;
  const { scroller, window: drawnItems, show, showEnd } = flow;
  /** As of the last drawing. */
  const drawn = useRef({ items, epoch, growth, isAtEnd: false });
  /** The end is held also while its last item becomes higher, which it may do long after it was told to have grown. */
  const isHeld = useRef(false);
  const [missed, setMissed] = useState(0);

  useLayoutEffect(() => {
    const before = drawn.current;
    if (before.epoch !== epoch) {
      isHeld.current = false;
      setMissed(0);
    } else if (before.items > 0 && before.growth !== growth) {
      if (before.isAtEnd) {
        isHeld.current = true;
        showEnd();
      } else if (items > before.items) setMissed((count) => count + items - before.items);
    }
  });

  useEffect(() => {
    const look = () => {
      const view = scroller.current;
      const isEndShown = view !== null && view.scrollTop + view.clientHeight >= view.scrollHeight - nearby;
      const isAtEnd = isHeld.current || (isEndShown && isEndThere);
      drawn.current = { items, epoch, growth, isAtEnd };
      if (isAtEnd) setMissed(0);
    };
    look();
    const view = scroller.current;
    view?.addEventListener("scroll", look, { passive: true });
    return () => view?.removeEventListener("scroll", look);
  });

  // They are drawn as soon as there are some.
  const isThere = items > 0;
  useEffect(() => {
    const { current } = drawnItems;
    if (!isThere || current === null) return;
    const letGo = () => {
      isHeld.current = false;
    };
    // Wherever the keyboard is: keys that scroll are taken outside of what they scroll, too.
    for (const touch of touches) document.addEventListener(touch, letGo, { passive: true, capture: true });
    const observer = new ResizeObserver(() => {
      if (isHeld.current) showEnd();
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      for (const touch of touches) document.removeEventListener(touch, letGo, { capture: true });
    };
  }, [drawnItems, isThere, showEnd]);

  return {
    missed,
    goToEnd: () => show(items - 1),
    isAtEnd: () => isHeld.current || drawn.current.isAtEnd,
    stayAtEnd() {
      isHeld.current = true;
      showEnd();
    },
  };
}

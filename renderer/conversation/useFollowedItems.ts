// While a conversation grows, it stays at its end, until somebody scrolls up; then new items are counted.

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { UsedFlow } from "./flow/useFlow.ts";
import { nearby } from "./flow/useFlow.ts";

export interface FollowedItems {
  /** Items that have come since the end was on screen. */
  readonly missed: number;
  goToEnd(): void;
}

export function useFollowedItems({ scroller, show }: UsedFlow, items: number, epoch: number): FollowedItems {
  /** As of the last drawing. */
  const drawn = useRef({ items, epoch, isAtEnd: false });
  const [missed, setMissed] = useState(0);

  useLayoutEffect(() => {
    const before = drawn.current;
    if (before.epoch !== epoch) setMissed(0);
    else if (before.items > 0 && items > before.items) {
      if (before.isAtEnd) show(items - 1);
      else setMissed((count) => count + items - before.items);
    }
  });

  useEffect(() => {
    const look = () => {
      const view = scroller.current;
      const isAtEnd = view !== null && view.scrollTop + view.clientHeight >= view.scrollHeight - nearby;
      drawn.current = { items, epoch, isAtEnd };
      if (isAtEnd) setMissed(0);
    };
    look();
    const view = scroller.current;
    view?.addEventListener("scroll", look, { passive: true });
    return () => view?.removeEventListener("scroll", look);
  });

  return { missed, goToEnd: () => show(items - 1) };
}

// What goes away while it has the focus leaves it on the page, where no key means anything: it goes back to where it came from.

import type { FocusEvent, RefObject } from "react";
import { useEffectEvent, useLayoutEffect, useRef } from "react";

export interface FocusReturn {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/** For an element that comes and goes; `fallBack` is for a focus that came from nowhere, or from what is gone as well. */
export function useFocusReturn(fallBack: () => void): FocusReturn {
  const ref = useRef<HTMLDivElement>(null);
  const from = useRef<HTMLElement | undefined>(undefined);
  const otherwise = useEffectEvent(fallBack);
  useLayoutEffect(() => {
    const own = ref.current;
    return () => {
      if (own?.contains(document.activeElement) !== true) return;
      // What was done may give the focus to something of its own first.
      requestAnimationFrame(() => {
        if (isOnPage()) from.current?.focus({ preventScroll: true });
        if (isOnPage()) otherwise();
      });
    };
  }, []);
  return {
    ref,
    onFocus({ currentTarget, relatedTarget }) {
      if (currentTarget.contains(relatedTarget)) return;
      from.current = relatedTarget instanceof HTMLElement ? relatedTarget : undefined;
    },
  };
}

function isOnPage(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

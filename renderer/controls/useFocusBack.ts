// What goes away while it has the focus leaves it on the page, where no key means anything: it goes back to where it came from.
// Radix gives it back by a timer, and browsers handle input before timers: a key that is pressed at once would be lost.

import type { RefCallback } from "react";
import { useCallback, useEffectEvent } from "react";

/** Where the focus was before it came into each of these, and before that: an item of a menu goes together with it. */
const cameFrom = new WeakMap<Element, readonly HTMLElement[]>();
/** Where it is about to go back to, in the same task: what takes the place of what went finds nothing focused. */
let goesBackTo: readonly HTMLElement[] = [];

/** For the `ref` of an element that comes and goes; `fallBack` is for a focus that came from nowhere, or from what is gone as well. */
export function useFocusBack(fallBack?: () => void): RefCallback<HTMLElement> {
  const otherwise = useEffectEvent(() => fallBack?.());
  return useCallback((element) => {
    if (element === null) return;
    const onFocusIn = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && element.contains(relatedTarget)) return;
      const from = relatedTarget instanceof HTMLElement ? [relatedTarget, ...before(relatedTarget)] : goesBackTo;
      if (from.length > 0) cameFrom.set(element, from);
    };
    element.addEventListener("focusin", onFocusIn);
    return () => {
      element.removeEventListener("focusin", onFocusIn);
      if (!element.contains(document.activeElement)) return;
      goesBackTo = cameFrom.get(element) ?? [];
      // Behind what React does now, which may give the focus to something of its own, and before any input.
      queueMicrotask(() => {
        if (nothingFocused()) goesBackTo.find(({ isConnected }) => isConnected)?.focus({ preventScroll: true });
        goesBackTo = [];
        if (nothingFocused()) otherwise();
      });
    };
  }, []);
}

function before(element: HTMLElement): readonly HTMLElement[] {
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const from = cameFrom.get(around);
    if (from !== undefined) return from;
  }
  return [];
}

function nothingFocused(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

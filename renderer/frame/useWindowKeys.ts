// The keys that work everywhere, and the buttons at the side of a mouse.

import { useEffect } from "react";
import type { Action } from "./shortcuts.ts";
import { actionOf, tabPlaceOf } from "./shortcuts.ts";

export interface WindowKeys {
  readonly mac: boolean;
  /** False where a dialog has keys of its own. */
  readonly active: boolean;
  readonly onAction: (action: Action) => void;
  readonly onEscape: () => void;
  /** The place of a tab, from 0; -1 is the last one. */
  readonly onTab: (place: number) => void;
}

/** The functions must stay the same from one drawing to the next. */
export function useWindowKeys({ mac, active, onAction, onEscape, onTab }: WindowKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A menu has its own keys, too.
      if (event.defaultPrevented || !active || isInside(event.target, "[role=menu]")) return;
      if (event.key === "Escape") return onEscape();
      const place = tabPlaceOf(event, mac);
      if (place !== undefined) {
        event.preventDefault();
        return onTab(place);
      }
      const action = actionOf(event, mac, isInside(event.target, "input, textarea, [contenteditable]"));
      if (action === undefined) return;
      event.preventDefault();
      onAction(action);
    };
    const onMouseUp = (event: MouseEvent) => {
      if (event.button !== 3 && event.button !== 4) return;
      event.preventDefault();
      onAction(event.button === 3 ? "back" : "forward");
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("mouseup", onMouseUp);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("mouseup", onMouseUp);
    };
  }, [mac, active, onAction, onEscape, onTab]);
}

function isInside(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

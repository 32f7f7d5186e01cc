// One stop for Tab in a list of many buttons: arrows, Home and End go from one to the next, as in a toolbar or a tree.

import type { KeyboardEvent } from "react";
import { useState } from "react";

/**
 * The roving tabindex of WAI-ARIA. What is around them must hold all of them as descendants, in the order of `keys`.
 */
export interface Roving {
  /** The one at which Tab stops. */
  readonly stopAt: string | undefined;
  /** For each of them: whether Tab stops at it, and how it takes the stop. */
  readonly stop: (key: string) => { readonly tabIndex: 0 | -1; readonly "data-roving": ""; onFocus(): void };
  /** For what is around them. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** `keys`: all of them, in order. `way`: which arrows go along them. */
export function useRoving(keys: readonly string[], way: "down" | "across" = "down"): Roving {
  const [last, setLast] = useState<string>();
  const stopAt = last !== undefined && keys.includes(last) ? last : keys[0];
  return {
    stopAt,
    stop: (key) => ({ tabIndex: key === stopAt ? 0 : -1, "data-roving": "", onFocus: () => setLast(key) }),
    onKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-roving]")];
      const at = event.target instanceof HTMLElement ? all.indexOf(event.target) : -1;
      const to = at < 0 ? undefined : all[placeAfter(along[way][event.key] ?? event.key, at, all.length)];
      if (to === undefined) return;
      to.focus();
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** What the arrows mean. */
const along: Readonly<Record<"down" | "across", Readonly<Record<string, string>>>> = {
  down: { ArrowDown: "next", ArrowUp: "previous" },
  across: { ArrowRight: "next", ArrowLeft: "previous" },
};

function placeAfter(key: string, at: number, count: number): number {
  switch (key) {
    case "next":
      return Math.min(count - 1, at + 1);
    case "previous":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}

// One stop for Tab in a list of many buttons: arrows, Home and End go from one to the next, as in a toolbar or a tree.

import type { KeyboardEvent } from "react";
import { useState } from "react";

export interface Roving {
  /** For each of them: whether Tab stops at it, and how it takes the stop. */
  readonly stop: (key: string) => { readonly tabIndex: 0 | -1; readonly "data-roving": ""; onFocus(): void };
  /** For what is around them. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** `keys`: all of them, in order. */
export function useRoving(keys: readonly string[]): Roving {
  const [last, setLast] = useState<string>();
  const stopAt = last !== undefined && keys.includes(last) ? last : keys[0];
  return {
    stop: (key) => ({ tabIndex: key === stopAt ? 0 : -1, "data-roving": "", onFocus: () => setLast(key) }),
    onKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-roving]")];
      const at = event.target instanceof HTMLElement ? all.indexOf(event.target) : -1;
      const to = at < 0 ? undefined : all[placeAfter(event.key, at, all.length)];
      if (to === undefined) return;
      to.focus();
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function placeAfter(key: string, at: number, count: number): number {
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, at + 1);
    case "ArrowUp":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}

// What a menu at a point is of, and where it opens: at the pointer, or below what has the keyboard.

import type { MouseEvent } from "react";
import { useState } from "react";

/** Where a menu opens, for `PointMenu`. */
export interface MenuPlace {
  /** In the window, in pixels. */
  readonly x: number;
  readonly y: number;
}

export interface PointMenuState<Of> {
  /** Undefined while the menu is closed. */
  readonly menu: { readonly of: Of; readonly at: MenuPlace } | undefined;
  /** `by`: what the key for a menu was pressed at, where that is not what the browser says. */
  readonly open: (event: MouseEvent, of: Of, by?: Element) => void;
  readonly close: () => void;
}

/**
 * The state of one `PointMenu` for many things, such as the rows of a list: it holds of which it is. It is drawn by
 * whoever calls this.
 */
export function usePointMenu<Of>(): PointMenuState<Of> {
  const [menu, setMenu] = useState<PointMenuState<Of>["menu"]>();
  return {
    menu,
    open(event, of, by = event.currentTarget) {
      event.preventDefault();
      setMenu({ of, at: placeOf(event, by) });
    },
    close: () => setMenu(undefined),
  };
}

/** Of the right mouse button. */
const right = 2;
/** Pixels from the left edge of what has the keyboard, and from the window's lower edge. */
const indent = 24;
const lowest = 8;

/** Where a menu opens for an event. `by`: what the key for it was pressed at; what of it is out of sight counts as at the edge. */
export function placeOf(event: MouseEvent, by: Element): MenuPlace {
  if (event.button === right) return { x: event.clientX, y: event.clientY };
  const box = by.getBoundingClientRect();
  const y = Math.max(0, Math.min(box.bottom, innerHeight - lowest));
  return { x: box.left + Math.min(indent, box.width / 2), y };
}

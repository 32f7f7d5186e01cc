// A tab is dragged along the strip: it takes the place over whose middle it is moved.

import type { PointerEvent } from "react";
import { useRef, useState } from "react";

/** A press that moves less is a click, in CSS pixels. */
const leastPx = 6;

export interface TabDrag {
  /** Of the tab that is being dragged. */
  readonly dragged: number | undefined;
  /** For each tab. */
  readonly onPress: (id: number, event: PointerEvent) => void;
  /** For the list around them. */
  readonly onMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onEnd: () => void;
}

/** The list's children are the tabs, in the order of `ids`. */
export function useTabDrag(ids: readonly number[], moveTo: (id: number, place: number) => void): TabDrag {
  const pressed = useRef<{ readonly id: number; readonly at: number }>(undefined);
  const [dragged, setDragged] = useState<number>();
  const onEnd = () => {
    pressed.current = undefined;
    setDragged(undefined);
  };
  return {
    dragged,
    onPress(id, { button, clientX }) {
      if (button === 0) pressed.current = { id, at: clientX };
    },
    onMove({ buttons, clientX, currentTarget }) {
      const drag = pressed.current;
      if (drag === undefined) return;
      // It was let go outside of the strip.
      if ((buttons & 1) === 0) return onEnd();
      if (dragged === undefined && Math.abs(clientX - drag.at) < leastPx) return;
      setDragged(drag.id);
      const before = [...currentTarget.children].filter((child, place) => {
        const { left, width } = child.getBoundingClientRect();
        return ids[place] !== drag.id && left + width / 2 < clientX;
      });
      moveTo(drag.id, before.length);
    },
    onEnd,
  };
}

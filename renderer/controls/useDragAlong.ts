// One of several things that stand beside each other is dragged along them: it takes the place over whose middle it is moved.

import type { PointerEvent } from "react";
import { useRef, useState } from "react";

/** A press that moves less is a click, in CSS pixels. */
const leastPx = 6;

/** Keys are none of its business: who lets things be dragged lets keys move them, too. */
export interface DragAlong<Id> {
  /** The one that is being dragged. */
  readonly dragged: Id | undefined;
  /** Whether what was pressed last was dragged, so that a click of the mouse means nothing. */
  readonly wasDragged: () => boolean;
  /** For each of them. */
  readonly onPress: (id: Id, event: PointerEvent) => void;
  /** For what is around them. */
  readonly onMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onEnd: () => void;
}

/** The first children of what is around them are these, in the order of `ids`. */
export function useDragAlong<Id extends number | string>(
  ids: readonly Id[],
  moveTo: (id: Id, place: number) => void,
): DragAlong<Id> {
  const pressed = useRef<{ readonly id: Id; readonly at: number }>(undefined);
  const moved = useRef(false);
  const [dragged, setDragged] = useState<Id>();
  const onEnd = () => {
    pressed.current = undefined;
    setDragged(undefined);
  };
  return {
    dragged,
    wasDragged: () => moved.current,
    onPress(id, { button, clientX }) {
      moved.current = false;
      if (button === 0) pressed.current = { id, at: clientX };
    },
    onMove({ buttons, clientX, currentTarget }) {
      const drag = pressed.current;
      if (drag === undefined) return;
      // It was let go outside.
      if ((buttons & 1) === 0) return onEnd();
      if (dragged === undefined && Math.abs(clientX - drag.at) < leastPx) return;
      moved.current = true;
      setDragged(drag.id);
      const before = [...currentTarget.children].slice(0, ids.length).filter((child, place) => {
        const { left, width } = child.getBoundingClientRect();
        return ids[place] !== drag.id && left + width / 2 < clientX;
      });
      moveTo(drag.id, before.length);
    },
    onEnd,
  };
}

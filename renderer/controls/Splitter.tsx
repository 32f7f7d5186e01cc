// A line between two parts that can be dragged, and moved with the arrow keys.

import type { KeyboardEvent, PointerEvent } from "react";
import { useRef } from "react";
import { classNames } from "./classNames.ts";
import styles from "./Splitter.module.css";

export interface SplitterProps {
  /** What is resized: its accessible name. */
  readonly label: string;
  /** Which way the line runs. */
  readonly line: "vertical" | "horizontal";
  /** Size of the part it resizes, in pixels. */
  readonly value: number;
  readonly least: number;
  readonly greatest: number;
  /** True when that part is after the line: dragging towards it makes it smaller. */
  readonly resizesNext?: boolean;
  readonly onResize: (value: number) => void;
  /** Double click, or Delete: back to the default. */
  readonly onReset: () => void;
  readonly className?: string | undefined;
}

const step = 8;
const bigStep = 64;

/**
 * The WAI-ARIA window splitter. Arrows across the line move it by 8 pixels, with Shift by 64, Home and End to its
 * bounds. `onResize` gets whole pixels within the bounds, with every move: the parent keeps the size and draws it.
 */
export function Splitter(props: SplitterProps) {
  const { label, line, value, least, greatest, resizesNext = false, onResize, onReset, className } = props;
  const drag = useRef<{ readonly from: number; readonly value: number } | undefined>(undefined);
  const at = (event: PointerEvent) => (line === "vertical" ? event.clientX : event.clientY);
  const resize = (wanted: number) => onResize(Math.round(Math.max(least, Math.min(greatest, wanted))));

  const onKeyDown = (event: KeyboardEvent) => {
    const by = (event.shiftKey ? bigStep : step) * (resizesNext ? -1 : 1);
    const [less, more] = line === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key === less) resize(value - by);
    else if (event.key === more) resize(value + by);
    else if (event.key === "Home") resize(least);
    else if (event.key === "End") resize(greatest);
    else if (event.key === "Delete") onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be focused is a widget, which <hr> is not
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={line}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={greatest}
      className={classNames(styles.splitter, styles[line], className)}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: at(event), value };
      }}
      onPointerMove={(event) => {
        if (drag.current === undefined) return;
        const moved = at(event) - drag.current.from;
        resize(drag.current.value + (resizesNext ? -moved : moved));
      }}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onPointerCancel={() => {
        drag.current = undefined;
      }}
    />
  );
}

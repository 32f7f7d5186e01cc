// A strip along an axis: what fills it, by the families of kinds, where the filter's rows are, and which part of it the list
// shows. A click goes there, a drag shows only what lies between.

import type { KeyboardEvent, PointerEvent } from "react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { formatShare } from "../data/format.ts";
import { visibleText } from "../data/visibleText.ts";
import { drawOverview } from "./drawOverview.ts";
import styles from "./OverviewStrip.module.css";
import { largestKinds } from "./overviewParts.ts";
import type { StripAxis } from "./stripAxis.ts";

/** A drag of fewer pixels is a click. */
const dragFrom = 4;

export interface StripProps {
  readonly axis: StripAxis;
  /** Pixels. */
  readonly width: number;
}

export function Strip({ axis, width }: StripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number }>();
  /** What was drawn before anybody could say what lies there. */
  const [asked, setAsked] = useState<{ readonly from: number; readonly to: number }>();
  const [hover, setHover] = useState<number>();
  const { overview, gaps, bookmarks, shown } = axis;
  const brush = drag ?? asked;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawOverview(element, width, { overview, gaps, bookmarks });
    draw();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    return () => dark.removeEventListener("change", draw);
  }, [bookmarks, gaps, overview, width]);

  const shareAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / Math.max(1, box.width)));
  };
  const finish = (from: number, to: number) => {
    setDrag(undefined);
    if (axis.isAwaited) setAsked({ from, to });
    else if (axis.showBetween === undefined || Math.abs(to - from) * width < dragFrom) axis.goTo(to);
    else axis.showBetween(Math.min(from, to), Math.max(from, to));
  };
  useEffect(() => {
    if (asked === undefined || axis.isAwaited) return;
    setAsked(undefined);
    finish(asked.from, asked.to);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 0.01, ArrowLeft: -0.01, PageDown: 0.1, PageUp: -0.1 }[event.key];
    if (step !== undefined) axis.step(step);
    else if (event.key === "Home") axis.goTo(0);
    else if (event.key === "End") axis.goTo(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={axis.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(shown.from * 100)}
      aria-valuetext={axis.shownText}
      className={styles.strip}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const share = shareAt(event);
        setAsked(undefined);
        setDrag({ from: share, to: share });
      }}
      onPointerMove={(event) => {
        const share = shareAt(event);
        setHover(share);
        if (drag !== undefined) setDrag({ ...drag, to: share });
      }}
      onPointerUp={() => drag !== undefined && finish(drag.from, drag.to)}
      onPointerCancel={() => setDrag(undefined)}
      onPointerLeave={() => setHover(undefined)}
    >
      <canvas ref={canvas} className={styles.canvas} />
      <span className={styles.shown} style={spanStyle(shown.from, shown.to)} />
      {brush === undefined ? undefined : (
        <span
          className={styles.brush}
          style={spanStyle(Math.min(brush.from, brush.to), Math.max(brush.from, brush.to))}
        />
      )}
      {hover === undefined || overview === undefined ? undefined : (
        <span className={styles.tip} data-side={hover > 0.5 ? "left" : "right"} style={{ left: `${hover * 100}%` }}>
          {axis.tip(axis.snap(hover)).map((line) => (
            <span key={line}>{line}</span>
          ))}
          {largestKinds(overview, axis.snap(hover)).map(({ kind, share }) => (
            <span key={kind} className={styles.kind}>
              {visibleText(kind)} {formatShare(share)}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

function spanStyle(from: number, to: number) {
  return { left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}%)` };
}

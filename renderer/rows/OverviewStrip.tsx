// The whole file above the list, from left to right by bytes: what fills it, by the families of kinds, where the filter's rows
// are, and which part of it the list shows. A click goes there, a drag shows only what lies between.

import type { KeyboardEvent, PointerEvent } from "react";
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { withRecords } from "../../shared/filter/conditionChoice.ts";
import { formatBytes, formatShare } from "../data/format.ts";
import { useOpenTranscript, useView, useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import { drawOverview } from "./drawOverview.ts";
import styles from "./OverviewStrip.module.css";
import { largestKinds } from "./overviewParts.ts";
import { useOverview } from "./useOverview.ts";

/** Pixels of a part of the file. */
const partWidth = 3;
/** A drag of fewer pixels is a click. */
const dragFrom = 4;

export function OverviewStrip() {
  const workspace = useWorkspace();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number }>();
  const [hover, setHover] = useState<number>();
  const bytes = useOpenTranscript((open) => open.progress.bytesTotal) ?? 0;
  const isGroup = useOpenTranscript((open) => open.isGroup) ?? false;
  const filtered = useView((view) => (view.shown?.filter ?? "").trim() !== "");
  // No part is less than a byte.
  const parts = Math.max(1, Math.min(1200, Math.floor(width / partWidth), bytes));
  const overview = useOverview(width === 0 ? 0 : parts, filtered);
  const shown = useShownPart(bytes);
  const { all: bookmarks } = useWhole(workspace.bookmarks.store);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const marks = [...bookmarks.values()].map(({ offset }) => (bytes === 0 ? 0 : offset / bytes));
    const draw = () => drawOverview(element, width, { overview, bookmarks: marks });
    draw();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    return () => dark.removeEventListener("change", draw);
  }, [bookmarks, bytes, overview, width]);

  const shareAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / Math.max(1, box.width)));
  };
  const finish = (from: number, to: number) => {
    setDrag(undefined);
    // In a group, numbers of records are those of each transcript.
    if (isGroup || Math.abs(to - from) * width < dragFrom) void workspace.goToShare(to);
    else void showBetween(Math.min(from, to), Math.max(from, to));
  };
  const showBetween = async (from: number, to: number) => {
    const [first, last] = await Promise.all(
      [from, to].map((share) => workspace.recordAtByte(Math.floor(share * Math.max(0, bytes - 1)))),
    );
    if (first === undefined) return;
    const text = workspace.viewing.store.getState().history.present;
    const { records } = workspace.counts();
    workspace.viewing.setText(withRecords(text, first, last ?? Math.max(first, records - 1)), "choice");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 0.01, ArrowLeft: -0.01, PageDown: 0.1, PageUp: -0.1 }[event.key];
    if (step !== undefined) void workspace.goToShare(Math.max(0, Math.min(1, shown.from + step)));
    else if (event.key === "Home") void workspace.goToShare(0);
    else if (event.key === "End") void workspace.goToShare(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Place in the file"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(shown.from * 100)}
      aria-valuetext={formatShare(shown.from)}
      className={styles.strip}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const share = shareAt(event);
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
      {drag === undefined ? undefined : (
        <span className={styles.brush} style={spanStyle(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to))} />
      )}
      {hover === undefined || overview === undefined ? undefined : (
        <span className={styles.tip} data-side={hover > 0.5 ? "left" : "right"} style={{ left: `${hover * 100}%` }}>
          {formatShare(hover)} · {formatBytes(Math.round(hover * bytes))}
          {largestKinds(overview, hover).map(({ kind, share }) => (
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

/** Which part of the file the rows on screen are of. */
function useShownPart(bytes: number): { readonly from: number; readonly to: number } {
  const { rows } = useWorkspace();
  const from = useSyncExternalStore(rows.subscribe, () => rows.row(rows.shown.first)?.offset);
  const to = useSyncExternalStore(rows.subscribe, () => {
    const last = rows.row(rows.shown.last);
    return last === undefined ? undefined : last.offset + (last.run?.bytes ?? last.length);
  });
  const first = from === undefined || bytes === 0 ? 0 : from / bytes;
  return { from: first, to: to === undefined || bytes === 0 ? first : Math.max(first, to / bytes) };
}

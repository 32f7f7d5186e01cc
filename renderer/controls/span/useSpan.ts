// Wires the arithmetic of `span.ts` to a List. All scrolling, the user's and the page's, goes through one place.
//
// When the base changes, rows and scroll position have to change in the same frame, or the list would flash: so the new
// base, the new scroll position and a scroll event for the List are put into one synchronous update.

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ListImperativeAPI } from "react-window";
import { useListCallbackRef } from "react-window";
import type { Reveal } from "./awaitedReveal.ts";
import { AwaitedReveal } from "./awaitedReveal.ts";
import type { Align, Geometry, Place } from "./span.ts";
import { isEndShown, positionOf, revealed, rowAtOffset, scrolled, settled, spanRows } from "./span.ts";

/**
 * What the list needs to draw the span, and what may be asked of it. Rows are those of the whole view, counted from 0;
 * the List's own row 0 is `base`.
 */
export interface UsedSpan {
  /** For the List. */
  readonly listRef: (api: ListImperativeAPI | null) => void;
  readonly element: HTMLElement | undefined;
  /** The row number of the List's row 0. */
  readonly base: number;
  /** The List's `rowCount`. */
  readonly count: number;
  /** Whole rows that fit on screen. */
  visibleRows(): number;
  /** Whether the lower edge of so many rows is on screen, or nearly. */
  isEndShown(rows: number): boolean;
  /** Pixels from the upper edge of what is visible down to a row; negative above it. */
  offsetOf(row: number): number;
  /** `ofEpoch`: of the view in which the row has that number, which may not be drawn yet; then it is revealed when it is. */
  reveal(row: Reveal["row"], align: Align, ofEpoch?: number): void;
  /** Puts a row at an offset from the upper edge. For layout effects: the list shows other rows from this frame on. */
  showAt(row: number, offset: number): void;
  /** The list has another height: a row that was in view (`kept`) stays there, and so does the end. */
  resized(kept?: number): void;
}

/** For rows that are replaced by others as a whole. */
export interface SpannedView {
  /** A new number means that all rows are others. */
  readonly epoch: number;
  /** Then the row that was at `from` is at `to`, and stays where it is on screen. Undefined: the list starts at its top. */
  readonly anchor: { readonly from: number; readonly to: number } | undefined;
}

/** A scroll this soon after a turn of the wheel comes from it. Chromium's own animation of a turn takes about as long. */
const wheelMs = 250;
/** Rows that the List draws beyond the edges, and a frame can scroll without showing a gap; half of them, to be safe. */
export const overscanRows = 12;
const coveredRows = overscanRows / 2;

/**
 * `rows`: of the whole view, any number. `rowHeight`: in CSS pixels, the same for all. Without `view`, the rows are
 * never others, only more or fewer.
 */
export function useSpan(rows: number, rowHeight: number, view?: SpannedView): UsedSpan {
  const epoch = view?.epoch ?? 0;
  const anchor = view?.anchor;
  const [api, listRef] = useListCallbackRef();
  const element = api?.element ?? undefined;
  const [base, setBase] = useState(0);
  const place = useRef<Place>({ base: 0, top: 0 });
  const rowsNow = useRef(rows);
  const epochNow = useRef(epoch);
  const [awaited] = useState(() => new AwaitedReveal());
  const wheeledAt = useRef(Number.NEGATIVE_INFINITY);
  /** Known from when it changed: to ask the element while it is scrolled makes the browser lay out what was just drawn. */
  const viewHeight = useRef(0);
  const measure = useCallback(() => {
    viewHeight.current = element?.clientHeight ?? 0;
  }, [element]);
  useLayoutEffect(measure, [measure]);

  const geometry = useCallback(
    (): Geometry => ({ rows: rowsNow.current, rowHeight, viewHeight: viewHeight.current }),
    [rowHeight],
  );

  const commit = useCallback(
    (next: Place) => {
      if (element === undefined) return;
      setBase(next.base);
      if (element.scrollTop !== next.top) element.scrollTop = next.top;
      // What the browser made of it: it may round to device pixels.
      place.current = { base: next.base, top: element.scrollTop };
      element.dispatchEvent(new Event("scroll"));
    },
    [element],
  );

  const settle = useCallback(() => {
    if (element === undefined) return;
    const now = { base: place.current.base, top: element.scrollTop };
    const next = settled(geometry(), now);
    if (next.base !== now.base || next.top !== now.top) commit(next);
  }, [commit, element, geometry]);

  /** Where what is to be revealed is in view; undefined: there is nothing, or not yet, or it is. */
  const takeReveal = useCallback((): Place | undefined => {
    if (element === undefined) return undefined;
    const asked = awaited.take({ epoch: epochNow.current, rows: rowsNow.current });
    if (asked === undefined) return undefined;
    const next = revealed(geometry(), place.current, asked.row, asked.align);
    return next.base === place.current.base && next.top === place.current.top ? undefined : next;
  }, [awaited, element, geometry]);

  useLayoutEffect(() => {
    rowsNow.current = rows;
    if (epochNow.current === epoch || element === undefined) {
      settle();
      const next = takeReveal();
      if (next !== undefined) commit(next);
      return;
    }
    epochNow.current = epoch;
    const { current } = place;
    if (anchor === undefined) commit({ base: 0, top: 0 });
    else {
      const offset = anchor.from * rowHeight - positionOf(geometry(), current);
      commit(rowAtOffset(geometry(), current, anchor.to, offset));
    }
    const next = takeReveal();
    if (next !== undefined) commit(next);
  }, [anchor, commit, element, epoch, geometry, rowHeight, rows, settle, takeReveal]);

  useEffect(() => {
    if (element === undefined) return;
    const onScroll = () => {
      const top = element.scrollTop;
      if (top === place.current.top) return;
      const wheeled = performance.now() - wheeledAt.current < wheelMs;
      const { current } = place;
      const next = scrolled(geometry(), current, top, wheeled);
      // The List draws a short step in its own time: the rows it holds beyond the edges cover it.
      if (next.base === current.base && Math.abs(top - current.top) < coveredRows * rowHeight) place.current = next;
      else flushSync(() => commit(next));
    };
    const onWheel = () => {
      wheeledAt.current = performance.now();
    };
    const onPointerDown = () => {
      wheeledAt.current = Number.NEGATIVE_INFINITY;
    };
    element.addEventListener("pointerdown", onPointerDown, { passive: true });
    element.addEventListener("scroll", onScroll, { passive: true });
    element.addEventListener("wheel", onWheel, { passive: true });
    return () => {
      element.removeEventListener("pointerdown", onPointerDown);
      element.removeEventListener("scroll", onScroll);
      element.removeEventListener("wheel", onWheel);
    };
  }, [commit, element, geometry, rowHeight]);

  return {
    listRef,
    element,
    base: Math.min(base, rows - spanRows(rows)),
    count: spanRows(rows),
    visibleRows: () => Math.max(1, Math.floor(geometry().viewHeight / rowHeight)),
    // By the height for which it was scrolled: a lower one is told of a moment later, and then the end is brought back.
    isEndShown: (count) => element !== undefined && isEndShown({ ...geometry(), rows: count }, place.current),
    offsetOf: (row) => row * rowHeight - positionOf(geometry(), place.current),
    showAt: (row, offset) => commit(rowAtOffset(geometry(), place.current, row, offset)),
    reveal(row, align, ofEpoch = epochNow.current) {
      awaited.ask({ row, align }, ofEpoch);
      const next = takeReveal();
      if (next !== undefined) flushSync(() => commit(next));
    },
    resized(kept) {
      const from = positionOf(geometry(), place.current);
      const top = (kept ?? -1) * rowHeight;
      const wasInView = kept !== undefined && top + rowHeight > from && top < from + viewHeight.current;
      const wasAtEnd = from > 0 && isEndShown(geometry(), place.current);
      measure();
      settle();
      if (wasAtEnd) commit(revealed(geometry(), place.current, rowsNow.current - 1, "end"));
      if (wasInView) commit(revealed(geometry(), place.current, kept, "nearest"));
    },
  };
}

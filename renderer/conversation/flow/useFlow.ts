// Wires the arithmetic of `flow.ts` to a scroller. What is drawn is a range of items in ordinary flow, placed so that the
// anchor stays where it is; after each drawing, and whenever something in it changes its height, it is placed anew in the
// same frame. A scroll by wheel or key moves the page as it is and only finds another anchor; at what is not there yet it stops,
// with some of what is there in view. Where the scroll bar is dragged to, items may not be there yet: what is drawn stays in view
// until they are (`sought.ts`).

import type { RefObject } from "react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Anchor, FlowSituation } from "./flow.ts";
import { flowHeight, greatestHeight, isJump, itemAt, settledTop, spotOf } from "./flow.ts";
import { createSought } from "./sought.ts";

/** Items, both of them among it; `last` is less than `first` when there are none. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * What is to be drawn, where it goes (`scroller` around `window`, in which exactly the items of `range` stand), and
 * ways to move. Heights and offsets are CSS pixels.
 */
export interface UsedFlow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly window: RefObject<HTMLDivElement | null>;
  readonly range: Range;
  /** Items to which the scroll bar was dragged and that are not there yet: what is drawn stays until they are. */
  readonly sought: Range | undefined;
  /** The first item that is visible. */
  readonly anchor: number;
  /** Of all items, guessed from those that were measured: the scroller's. */
  readonly height: number;
  /** Where the first visible item is. */
  spot(): Anchor;
  /** Puts an item at `offset` pixels under the upper edge. */
  show(item: number, offset?: number): void;
  /** Brings the last item's end to the lower edge. */
  showEnd(): void;
  /** Moves by pixels. */
  scrollBy(pixels: number): void;
}

/** Items drawn at first around the anchor, before any height is known. */
const above = 4;
const below = 12;
/** Items that are added at a time where what is drawn does not reach far enough. */
const step = 6;
/** The end is on screen when it is so near, in pixels. */
export const nearby = 24;
/** Pixels of what is there that a wheel leaves in view, while what comes behind it is on its way. */
const leftInView = 100;
/** Pixels, until something was measured. */
const meanAtFirst = 140;

/** `isThere`: whether items can be drawn at once. Another `epoch` means that other items stand at the same places. */
export function useFlow(items: number, epoch: number, isThere: (first: number, last: number) => boolean): UsedFlow {
  const scroller = useRef<HTMLDivElement>(null);
  const windowRef = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor>({ item: 0, offset: 0 });
  const top = useRef(0);
  const mean = useRef(meanAtFirst);
  /** Of what is visible, when it was placed last. */
  const placedIn = useRef(0);
  const [range, setRange] = useState<Range>(() => around(0, items));
  const [visible, setVisible] = useState(0);
  const sought = useRef(createSought());
  const [asked, setAsked] = useState<number>();
  const [height, setHeight] = useState(() => flowHeight(items, meanAtFirst));
  const counts = useRef({ items, range, height, isThere });
  counts.current = { items, range: within(range, items), height, isThere };

  /** Places what is drawn by the anchor, and draws more or less of it where needed. */
  const place = useCallback(() => {
    const view = scroller.current;
    const drawn = windowRef.current;
    const { items: all, range: now, height: whole } = counts.current;
    if (view === null || drawn === null || all === 0 || drawn.childElementCount === 0) return;
    const viewHeight = view.clientHeight;
    const situation: FlowSituation = { items: all, height: whole, viewHeight };
    const upper = offsetIn(drawn, anchor.current.item - now.first);
    if (upper === undefined) return;
    const drawnHeight = drawn.offsetHeight;
    const topOfDrawn = anchor.current.offset - upper;
    // The ends hold: nothing stands above the first item or below the last one, and a lower view shows the end if it did.
    let shift = 0;
    const cut = topOfDrawn + drawnHeight - viewHeight;
    const isLower = viewHeight < placedIn.current && topOfDrawn < 0;
    if (isLower && now.last === all - 1 && cut <= placedIn.current - viewHeight + nearby) shift = -Math.max(0, cut);
    placedIn.current = viewHeight;
    if (now.last === all - 1 && topOfDrawn + drawnHeight < viewHeight) shift = viewHeight - topOfDrawn - drawnHeight;
    if (now.first === 0 && topOfDrawn + shift > 0) shift = -topOfDrawn;
    const placed = topOfDrawn + shift;
    anchor.current = { item: anchor.current.item, offset: anchor.current.offset + shift };

    const reachesUp = placed <= -viewHeight * 0.5 || now.first === 0;
    const reachesDown = placed + drawnHeight >= viewHeight * 1.5 || now.last === all - 1;
    // The scroll bar is where it was dragged to, which is not what is drawn.
    if (sought.current.asked === undefined) {
      mean.current = Math.max(24, drawnHeight / (now.last - now.first + 1));
      const wholly = now.first === 0 && now.last === all - 1;
      const wanted = wholly
        ? Math.max(drawnHeight, viewHeight)
        : Math.max(flowHeight(all, mean.current), drawnHeight * 2);
      const heightNow = wholly || Math.abs(wanted - whole) > whole * 0.3 ? wanted : whole;
      if (heightNow !== whole) setHeight(heightNow);
      view.style.setProperty("--flow-height", `${heightNow}px`);

      const next = settledTop(
        { ...situation, height: heightNow },
        { first: now.first, last: now.last, above: -placed, below: placed + drawnHeight - viewHeight },
        anchor.current,
        view.scrollTop,
      );
      if (Math.abs(next - view.scrollTop) >= 1) view.scrollTop = next;
    }
    top.current = view.scrollTop;
    drawn.style.transform = `translateY(${Math.round(top.current + placed)}px)`;

    if (!reachesUp || !reachesDown) {
      setRange({
        first: reachesUp ? now.first : Math.max(0, now.first - step),
        last: reachesDown ? now.last : Math.min(all - 1, now.last + step),
      });
    }
  }, []);

  /** Draws what was sought as soon as it is there, be the scroll bar elsewhere by then. */
  const drawSought = useCallback(() => {
    const { items: all, isThere: areThere } = counts.current;
    const found = sought.current.take((item) => areThere(around(item, all).first, around(item, all).last));
    setAsked(sought.current.asked);
    if (found === undefined) return;
    anchor.current = { item: found, offset: 0 };
    setVisible(found);
    setRange(around(found, all));
  }, []);

  useLayoutEffect(drawSought);
  useLayoutEffect(place);

  // Other items stand at the same places: begin where the user was, as far as it still exists.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new epoch begins anew
  useLayoutEffect(() => {
    const aim = sought.current.newest;
    sought.current.drop();
    setAsked(undefined);
    const item = Math.max(0, Math.min(items - 1, aim ?? anchor.current.item));
    anchor.current = { item, offset: aim === undefined ? anchor.current.offset : 0 };
    setRange(around(item, items));
  }, [epoch, items]);

  /** Finds another anchor after a movement. */
  const scrolled = useCallback(() => {
    const view = scroller.current;
    const drawn = windowRef.current;
    if (view === null || drawn === null) return;
    const moved = view.scrollTop - top.current;
    if (moved === 0) return;
    const { items: all, range: now, height: whole } = counts.current;
    const situation = { items: all, height: whole, viewHeight: view.clientHeight };
    top.current = view.scrollTop;
    const wholly = now.first === 0 && now.last === all - 1;
    if (!wholly && (isJump(situation, moved) || sought.current.asked !== undefined)) {
      sought.current.aim(itemAt(situation, view.scrollTop));
      drawSought();
      place();
      return;
    }
    const found = firstVisible(view, drawn, now.first);
    if (found === undefined) return;
    anchor.current = found;
    setVisible(found.item);
    place();
    const held = heldBack(view, drawn, now.first, moved, (item) => counts.current.isThere(item, item));
    if (held !== undefined) {
      anchor.current = held;
      setVisible(held.item);
      place();
      return;
    }
    // Far beyond what is needed nothing is kept.
    const trimmed = trim(view, drawn, now);
    if (trimmed.first !== now.first || trimmed.last !== now.last) setRange(trimmed);
  }, [drawSought, place]);

  // The scroller is drawn as soon as there is something to scroll.
  const hasItems = items > 0;
  useEffect(() => {
    if (!hasItems) return;
    const view = scroller.current;
    const drawn = windowRef.current;
    if (view === null || drawn === null) return;
    const observer = new ResizeObserver(place);
    observer.observe(drawn);
    observer.observe(view);
    view.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener("scroll", scrolled);
    };
  }, [place, scrolled, hasItems]);

  const show = useCallback((item: number, offset = 0) => {
    const to = Math.max(0, Math.min(counts.current.items - 1, item));
    sought.current.drop();
    setAsked(undefined);
    anchor.current = { item: to, offset };
    setVisible(to);
    setRange(around(to, counts.current.items));
    const view = scroller.current;
    if (view === null) return;
    const { items: all, height: whole } = counts.current;
    const spot = spotOf({ items: all, height: whole, viewHeight: view.clientHeight }, to);
    view.scrollTop = spot;
    top.current = view.scrollTop;
  }, []);

  const showEnd = useCallback(() => {
    // So far above that the end comes to stand on the lower edge, however high its item is.
    show(counts.current.items - 1, -greatestHeight);
    place();
  }, [place, show]);

  const scrollBy = useCallback(
    (pixels: number) => {
      const view = scroller.current;
      if (view === null) return;
      view.scrollTop += pixels;
      // Before anything is placed, which would put the page back.
      scrolled();
    },
    [scrolled],
  );

  return {
    scroller,
    window: windowRef,
    range: within(range, items),
    sought: asked === undefined ? undefined : around(asked, items),
    anchor: visible,
    height,
    spot: () => anchor.current,
    show,
    showEnd,
    scrollBy,
  };
}

function around(item: number, items: number): Range {
  return { first: Math.max(0, item - above), last: Math.min(items - 1, item + below) };
}

function within({ first, last }: Range, items: number): Range {
  return { first: Math.max(0, Math.min(first, items - 1)), last: Math.min(last, items - 1) };
}

function offsetIn(drawn: HTMLElement, index: number): number | undefined {
  const child = drawn.children[index];
  return child instanceof HTMLElement ? child.offsetTop : undefined;
}

function firstVisible(view: HTMLElement, drawn: HTMLElement, first: number): Anchor | undefined {
  const edge = view.getBoundingClientRect().top;
  let index = 0;
  for (const child of drawn.children) {
    const box = child.getBoundingClientRect();
    if (box.bottom > edge || index === drawn.childElementCount - 1) {
      return { item: first + index, offset: box.top - edge };
    }
    index += 1;
  }
  return undefined;
}

/**
 * Where a wheel that is faster than what is read is to end: at the last item on its way that is there, of which some is left in
 * view. Undefined: it is not.
 */
function heldBack(
  view: HTMLElement,
  drawn: HTMLElement,
  first: number,
  moved: number,
  isThere: (item: number) => boolean,
): Anchor | undefined {
  const box = view.getBoundingClientRect();
  const left = Math.min(leftInView, box.height / 4);
  const boxes = [...drawn.children].map((child) => child.getBoundingClientRect());
  const isThereAt = (index: number): boolean => isThere(first + index);
  if (boxes.some(({ top, bottom }, index) => bottom > box.top + left && top < box.bottom - left && isThereAt(index))) {
    return undefined;
  }
  const index =
    moved > 0
      ? boxes.findLastIndex(({ bottom }, at) => bottom <= box.top + left && isThereAt(at))
      : boxes.findIndex(({ top }, at) => top >= box.bottom - left && isThereAt(at));
  const last = boxes[index];
  if (last === undefined) return undefined;
  return { item: first + index, offset: moved > 0 ? left - last.height : box.height - left };
}

/** Without what is more than two screens away. */
function trim(view: HTMLElement, drawn: HTMLElement, { first, last }: Range): Range {
  const box = view.getBoundingClientRect();
  const least = box.top - box.height * 2;
  const greatest = box.bottom + box.height * 2;
  const boxes = [...drawn.children].map((child) => child.getBoundingClientRect());
  const from = boxes.findIndex(({ bottom }) => bottom >= least);
  const to = boxes.findLastIndex((child) => child.top <= greatest);
  return from === -1 || to < from ? { first, last } : { first: first + from, last: first + to };
}

// The arithmetic of a scroller whose items have heights that nobody knows before they are drawn. The items near an
// *anchor* are drawn in ordinary flow; the scroll position says where in the whole they are, as a share. So nothing
// on screen moves when something above it is measured, and no element grows beyond what a browser can scroll.

/** Under the limit of 33 million device pixels at four of them per pixel. */
export const greatestHeight = 6_000_000;

export interface FlowSituation {
  readonly items: number;
  /** Pixels: of the whole, of what is visible. */
  readonly height: number;
  readonly viewHeight: number;
}

/** An item and how far its upper edge is below that of what is visible, in pixels; negative above it. */
export interface Anchor {
  readonly item: number;
  readonly offset: number;
}

/** How high the whole is, by the mean of what was measured. */
export function flowHeight(items: number, mean: number): number {
  return Math.min(greatestHeight, Math.ceil(items * mean));
}

/** The item to which a scroll position leads that is reached by the scrollbar. */
export function itemAt({ items, height, viewHeight }: FlowSituation, top: number): number {
  const last = Math.max(1, height - viewHeight);
  return Math.max(0, Math.min(items - 1, Math.floor(Math.max(0, Math.min(1, top / last)) * items)));
}

/** The share of the whole at which an item stands, as a scroll position that is no edge. */
export function spotOf({ items, height, viewHeight }: FlowSituation, item: number): number {
  const last = Math.max(0, height - viewHeight);
  const margin = Math.min(viewHeight, last / 3);
  return Math.round(Math.max(margin, Math.min(last - margin, (item / Math.max(1, items)) * last)));
}

/** From this step on it is no wheel and no key: the scrollbar was dragged. */
export function isJump({ viewHeight }: FlowSituation, step: number): boolean {
  return Math.abs(step) > viewHeight * 1.5;
}

/**
 * Where the scroll position belongs once drawing is done: exact where the first or the last item is drawn, else
 * what it is, as long as it is no edge. `above`: pixels from the first drawn item down to what is visible; `below`: from
 * there to the end of the last one, both as drawn.
 */
export function settledTop(
  situation: FlowSituation,
  drawn: { readonly first: number; readonly last: number; readonly above: number; readonly below: number },
  anchor: Anchor,
  top: number,
): number {
  const { items, height, viewHeight } = situation;
  const last = Math.max(0, height - viewHeight);
  if (drawn.first === 0) return Math.max(0, drawn.above);
  if (drawn.last === items - 1) return Math.max(0, last - Math.max(0, drawn.below));
  const margin = Math.min(viewHeight, last / 4);
  return top < margin || top > last - margin ? spotOf(situation, anchor.item) : top;
}

// The arithmetic behind a list longer than a browser can scroll. An element is at most about 33 million device pixels
// high, which is 700,000 rows on a sharp screen; everything after that would silently be out of reach.
//
// So the list shows a *span*: at most `maxSpanRows` rows that begin at row `base`. The place on screen is the span's
// base and the scroll position inside it; together they make a position in the whole view, in pixels, exact to 2^53.
// - A small scroll (wheel, track pad, keys) moves inside the span, pixel for pixel.
// - A scroll of half a scrollbar pixel or more can only be the thumb being dragged: a *jump*. The scroll position stays
//   where the user holds it, and the base is set so that its fraction of the span is the fraction of the whole view.
//   So the native scrollbar means the whole view.
// - Near an edge of the span that is no edge of the view, the same rows are placed anew at their proportional spot.
// A view that fits into one span is an ordinary list: its base is always 0.

/** 4.8 million pixels at 24 px a row: under the limit up to seven device pixels per pixel. */
export const maxSpanRows = 200_000;

/** How far from a false edge rows are placed anew, in pixels; a scrollbar shows less than 4 of its own for it. */
const margin = 20_000;

/** All in CSS pixels; a row's height is the same for all. */
export interface Geometry {
  /** All rows of the view. */
  readonly rows: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Height of the visible part, in pixels. */
  readonly viewHeight: number;
}

/** Where a span stands in the view, and where in it somebody is. */
export interface Place {
  /** The row at the top of the span. */
  readonly base: number;
  /** The scroll position inside the span, in pixels. */
  readonly top: number;
}

/**
 * Where a row is to stand that is brought into view. `nearest`: it moves as little as can be, and not at all when it is
 * in view.
 */
export type Align = "start" | "center" | "end" | "nearest";

/** Rows of the span in a view of so many. */
export function spanRows(rows: number): number {
  return Math.min(rows, maxSpanRows);
}

/** The greatest scroll position inside the span. */
export function lastTop({ rows, rowHeight, viewHeight }: Geometry): number {
  return Math.max(0, spanRows(rows) * rowHeight - viewHeight);
}

/** The greatest position in the whole view. */
export function lastPosition({ rows, rowHeight, viewHeight }: Geometry): number {
  return Math.max(0, rows * rowHeight - viewHeight);
}

/** Pixels from the top of the first row of the view to the top of what is visible. */
export function positionOf({ rowHeight }: Geometry, { base, top }: Place): number {
  return base * rowHeight + top;
}

/** Whether the lower edge of the last row is visible, but for half a row. */
export function isEndShown(geometry: Geometry, place: Place): boolean {
  return positionOf(geometry, place) >= lastPosition(geometry) - geometry.rowHeight / 2;
}

/** The scroll step from which on it is a jump. */
export function jumpStep({ rows, rowHeight, viewHeight }: Geometry): number {
  return Math.min(margin / 2, (spanRows(rows) * rowHeight) / Math.max(1, viewHeight) / 2);
}

/** Puts a position on screen at its proportional spot, but never so near a false edge that a step could run into it. */
export function placeAt(geometry: Geometry, position: number): Place {
  const end = lastPosition(geometry);
  const wanted = clamp(position, 0, end);
  const last = lastTop(geometry);
  const spot = end === 0 ? 0 : (wanted / end) * last;
  const low = Math.min(wanted, margin);
  const high = last - Math.min(end - wanted, margin);
  const base = clamp(Math.round((wanted - clamp(spot, low, high)) / geometry.rowHeight), 0, lastBase(geometry));
  return { base, top: wanted - base * geometry.rowHeight };
}

/** Where a scroll to `top` inside the span leads. `wheeled`: it came from a wheel or track pad, so it is no jump. */
export function scrolled(geometry: Geometry, from: Place, top: number, wheeled: boolean): Place {
  if (lastBase(geometry) === 0) return { base: 0, top };
  if (wheeled || Math.abs(top - from.top) < jumpStep(geometry)) return settled(geometry, { base: from.base, top });
  const last = lastTop(geometry);
  const fraction = last === 0 ? 0 : clamp(top / last, 0, 1);
  const base = Math.round((fraction * lastPosition(geometry) - top) / geometry.rowHeight);
  return { base: clamp(base, 0, lastBase(geometry)), top };
}

/** The same place after the view grew, shrank or was resized: unchanged wherever possible. */
export function settled(geometry: Geometry, place: Place): Place {
  const end = lastBase(geometry);
  const last = lastTop(geometry);
  const inside = place.base <= end && place.top >= 0 && place.top <= last;
  const safe = (place.base === 0 || place.top >= margin / 2) && (place.base === end || place.top <= last - margin / 2);
  return inside && safe ? place : placeAt(geometry, positionOf(geometry, place));
}

/** Brings a row into view. Keeps the base when the way there is short. */
export function revealed(geometry: Geometry, from: Place, row: number, align: Align): Place {
  return movedTo(geometry, from, alignedPosition(geometry, positionOf(geometry, from), row, align));
}

/** Puts the row's upper edge `offset` pixels under the upper edge of what is visible, as far as the ends allow. */
export function rowAtOffset(geometry: Geometry, from: Place, row: number, offset: number): Place {
  return movedTo(geometry, from, row * geometry.rowHeight - offset);
}

function movedTo(geometry: Geometry, from: Place, position: number): Place {
  const wanted = clamp(position, 0, lastPosition(geometry));
  const near = { base: from.base, top: wanted - from.base * geometry.rowHeight };
  const reachable = near.base <= lastBase(geometry) && near.top >= 0 && near.top <= lastTop(geometry);
  const far = Math.abs(near.top - from.top) >= jumpStep(geometry);
  return reachable && !far ? settled(geometry, near) : placeAt(geometry, wanted);
}

function alignedPosition({ rowHeight, viewHeight }: Geometry, position: number, row: number, align: Align): number {
  const start = row * rowHeight;
  const end = start + rowHeight - viewHeight;
  switch (align) {
    case "start":
      return start;
    case "center":
      return (start + end) / 2;
    case "end":
      return end;
    case "nearest":
      // A view lower than one row shows the row's upper edge.
      if (position > start || end >= start) return start;
      return Math.max(position, end);
  }
}

function lastBase({ rows }: Geometry): number {
  return rows - spanRows(rows);
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.max(least, Math.min(greatest, value));
}

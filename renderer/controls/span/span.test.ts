import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Geometry, Place } from "./span.ts";
import {
  jumpStep,
  lastPosition,
  lastTop,
  maxSpanRows,
  placeAt,
  positionOf,
  revealed,
  rowAtOffset,
  scrolled,
  settled,
  spanRows,
} from "./span.ts";

const rowHeight = 24;
const viewHeights = fc.integer({ min: 30, max: 3000 });
const anyRows = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: maxSpanRows - 100, max: maxSpanRows + 2000 }),
  fc.integer({ min: 1, max: 3_000_000_000 }),
);
const geometries = fc.record({ rows: anyRows, viewHeight: viewHeights }).map((part) => ({ ...part, rowHeight }));
const longViews = fc
  .record({ rows: fc.integer({ min: maxSpanRows + 1, max: 3_000_000_000 }), viewHeight: viewHeights })
  .map((part) => ({ ...part, rowHeight }));
const fractions = fc.double({ min: 0, max: 1, noNaN: true });

/** A geometry and a place in it that a user can be at. */
const situations = fc.tuple(geometries, fractions).map(([geometry, fraction]) => ({
  geometry,
  place: placeAt(geometry, Math.round(fraction * lastPosition(geometry))),
}));

const top = start();

function start(): Place {
  return { base: 0, top: 0 };
}

function expectPossible(geometry: Geometry, place: Place): void {
  expect(Number.isSafeInteger(place.base)).toBe(true);
  expect(place.base).toBeGreaterThanOrEqual(0);
  expect(place.base + spanRows(geometry.rows)).toBeLessThanOrEqual(geometry.rows);
  expect(place.top).toBeGreaterThanOrEqual(0);
  expect(place.top).toBeLessThanOrEqual(lastTop(geometry));
}

/** What a browser does with a scroll step. */
function browserTop(geometry: Geometry, place: Place, step: number): number {
  return Math.max(0, Math.min(lastTop(geometry), place.top + step));
}

describe("placing", () => {
  it("puts every position on screen exactly", () => {
    fc.assert(
      fc.property(geometries, fractions, (geometry, fraction) => {
        const position = Math.round(fraction * lastPosition(geometry));
        const place = placeAt(geometry, position);
        expectPossible(geometry, place);
        expect(positionOf(geometry, place)).toBe(position);
      }),
    );
  });

  it("makes every row reachable from everywhere, whichever way it is aligned", () => {
    fc.assert(
      fc.property(
        situations,
        fractions,
        fc.constantFrom("start" as const, "center" as const, "end" as const, "nearest" as const),
        ({ geometry, place }, fraction, align) => {
          const row = Math.round(fraction * (geometry.rows - 1));
          const next = revealed(geometry, place, row, align);
          expectPossible(geometry, next);
          const above = row * rowHeight - positionOf(geometry, next);
          expect(above).toBeGreaterThanOrEqual(0);
          expect(above + rowHeight).toBeLessThanOrEqual(geometry.viewHeight);
        },
      ),
    );
  });

  it("shows the last row at the lower edge", () => {
    const geometry = { rows: 100_000_000, rowHeight, viewHeight: 800 };
    const place = revealed(geometry, top, 99_999_999, "nearest");
    expect(place).toEqual({ base: 100_000_000 - maxSpanRows, top: maxSpanRows * rowHeight - 800 });
  });

  it("does not move for a row that is in view", () => {
    const geometry = { rows: 100_000_000, rowHeight, viewHeight: 800 };
    const place = placeAt(geometry, 50_000_000 * rowHeight);
    expect(revealed(geometry, place, 50_000_010, "nearest")).toEqual(place);
  });

  it("keeps a row at its offset from the upper edge when the view around it changes", () => {
    const geometry = { rows: 90_000_000, rowHeight, viewHeight: 800 };
    const place = rowAtOffset(geometry, placeAt(geometry, 0), 45_678_901, 96);
    expect(45_678_901 * rowHeight - positionOf(geometry, place)).toBe(96);
  });
});

describe("scrolling", () => {
  it("moves pixel for pixel under the wheel, also across placings anew", () => {
    const steps = fc.array(fc.integer({ min: -9_999, max: 9_999 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(situations, steps, (situation, wheel) => {
        const { geometry } = situation;
        let { place } = situation;
        for (const step of wheel) {
          const expected = Math.max(0, Math.min(lastPosition(geometry), positionOf(geometry, place) + step));
          place = scrolled(geometry, place, browserTop(geometry, place, step), true);
          expectPossible(geometry, place);
          expect(positionOf(geometry, place)).toBe(expected);
        }
      }),
    );
  });

  it("moves pixel for pixel for every step too small to be a drag of the scrollbar", () => {
    fc.assert(
      fc.property(situations, fc.double({ min: -0.999, max: 0.999, noNaN: true }), ({ geometry, place }, share) => {
        const step = Math.round(share * Math.min(jumpStep(geometry), 3000) - 0.5);
        const expected = Math.max(0, Math.min(lastPosition(geometry), positionOf(geometry, place) + step));
        const next = scrolled(geometry, place, browserTop(geometry, place, step), false);
        expect(positionOf(geometry, next)).toBe(expected);
      }),
    );
  });

  it("maps the fraction of the scrollbar to the fraction of the view, and leaves the thumb where it is held", () => {
    fc.assert(
      fc.property(longViews, fractions, fractions, (geometry, from, to) => {
        const place = placeAt(geometry, Math.round(from * lastPosition(geometry)));
        const held = to * lastTop(geometry);
        fc.pre(Math.abs(held - place.top) >= jumpStep(geometry));
        const next = scrolled(geometry, place, held, false);
        expectPossible(geometry, next);
        expect(next.top).toBe(held);
        const off = positionOf(geometry, next) - to * lastPosition(geometry);
        expect(Math.abs(off)).toBeLessThanOrEqual(rowHeight);
      }),
    );
  });

  it("reaches both ends of the view at both ends of the scrollbar", () => {
    fc.assert(
      fc.property(longViews, fractions, (geometry, from) => {
        const place = placeAt(geometry, Math.round(from * lastPosition(geometry)));
        for (const [held, end] of [
          [0, 0],
          [lastTop(geometry), lastPosition(geometry)],
        ] as const) {
          fc.pre(Math.abs(held - place.top) >= jumpStep(geometry));
          expect(positionOf(geometry, scrolled(geometry, place, held, false))).toBe(end);
        }
      }),
    );
  });

  it("shows about the right place of the scrollbar after any goto", () => {
    fc.assert(
      fc.property(longViews, fractions, (geometry, fraction) => {
        const place = placeAt(geometry, Math.round(fraction * lastPosition(geometry)));
        const off = place.top / lastTop(geometry) - positionOf(geometry, place) / lastPosition(geometry);
        // Pixels of the scrollbar.
        expect(Math.abs(off) * geometry.viewHeight).toBeLessThan(Math.max(1, geometry.viewHeight / 200));
      }),
    );
  });

  it("is an ordinary list as long as all rows fit", () => {
    const short = fc.record({ rows: fc.integer({ min: 1, max: maxSpanRows }), viewHeight: viewHeights });
    fc.assert(
      fc.property(short, fractions, (part, fraction) => {
        const geometry = { ...part, rowHeight };
        const held = Math.round(fraction * lastTop(geometry));
        expect(scrolled(geometry, top, held, false)).toEqual({ base: 0, top: held });
      }),
    );
  });
});

describe("settling", () => {
  it("keeps what is visible where it is while the view grows", () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 1, max: 1_000_000_000 }), ({ geometry, place }, more) => {
        const grown = { ...geometry, rows: geometry.rows + more };
        const next = settled(grown, place);
        expectPossible(grown, next);
        expect(positionOf(grown, next)).toBe(positionOf(geometry, place));
      }),
    );
  });

  it("leaves room to scroll on below the old end of a view that grew", () => {
    const geometry = { rows: 1_000_000, rowHeight, viewHeight: 800 };
    const atEnd = revealed(geometry, top, 999_999, "end");
    const grown = { ...geometry, rows: 1_000_100 };
    expect(settled(grown, atEnd).top).toBeLessThan(lastTop(grown));
  });

  it("finds a possible place when the view shrinks", () => {
    fc.assert(
      fc.property(situations, anyRows, ({ geometry, place }, rows) => {
        const other = { ...geometry, rows };
        const next = settled(other, place);
        expectPossible(other, next);
        expect(settled(other, next)).toEqual(next);
      }),
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { flowHeight, greatestHeight, isJump, itemAt, settledTop, spotOf } from "./flow.ts";

const situations = fc.record({
  items: fc.integer({ min: 1, max: 2_000_000 }),
  height: fc.integer({ min: 2_000, max: greatestHeight }),
  viewHeight: fc.integer({ min: 200, max: 2_000 }),
});

test("the ends of the scrollbar are the first and the last item", () => {
  fc.assert(
    fc.property(situations, (situation) => {
      expect(itemAt(situation, 0)).toBe(0);
      expect(itemAt(situation, situation.height - situation.viewHeight + 1)).toBe(situation.items - 1);
    }),
  );
});

test("the spot of an item leads back to near it, and is never an edge in a long conversation", () => {
  const situation = { items: 100_000, height: greatestHeight, viewHeight: 800 };
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 99_000 }), (item) => {
      const spot = spotOf(situation, item);
      expect(Math.abs(itemAt(situation, spot) - item)).toBeLessThanOrEqual(1);
      expect(spot).toBeGreaterThanOrEqual(800);
    }),
  );
});

test("with the first item drawn, the position is what was drawn above, so that it can be scrolled to", () => {
  const situation = { items: 1_000, height: 100_000, viewHeight: 800 };
  const drawn = { first: 0, last: 20, above: 340, below: 900 };
  expect(settledTop(situation, drawn, { item: 2, offset: 0 }, 55_000)).toBe(340);
});

test("with the last item drawn, the end of the scrollbar is its end", () => {
  const situation = { items: 1_000, height: 100_000, viewHeight: 800 };
  expect(settledTop(situation, { first: 980, last: 999, above: 900, below: 0 }, { item: 990, offset: 0 }, 7)).toBe(
    99_200,
  );
});

test("in the middle the position stays, except at an edge that is none", () => {
  const situation = { items: 1_000, height: 100_000, viewHeight: 800 };
  const drawn = { first: 480, last: 520, above: 900, below: 900 };
  expect(settledTop(situation, drawn, { item: 500, offset: 0 }, 33_000)).toBe(33_000);
  expect(settledTop(situation, drawn, { item: 500, offset: 0 }, 3)).toBe(49_600);
});

test("the height has a bound, and a turn of the wheel is no jump", () => {
  expect(flowHeight(10, 100)).toBe(1_000);
  expect(flowHeight(100_000_000, 100)).toBe(greatestHeight);
  const situation = { items: 1_000, height: 100_000, viewHeight: 800 };
  expect(isJump(situation, 120)).toBe(false);
  expect(isJump(situation, -1_201)).toBe(true);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { nested } from "./nesting.ts";

it("puts each below its parent, and keeps the order otherwise", () => {
  const parents = [undefined, 3, 0, undefined, 1, 0];
  expect(nested(parents.map((parent) => ({ parent }))).map(({ number, depth }) => [number, depth])).toEqual([
    ...[
      [0, 0],
      [2, 1],
      [5, 1],
      [3, 0],
      [1, 1],
      [4, 2],
    ],
  ]);
});

it("loses none and doubles none, however they hang together", () => {
  // A parent is one of those that a random order has before.
  const trees = fc
    .array(fc.nat(), { maxLength: 60 })
    .map((picks) => picks.map((pick, number) => (pick % (number + 1) === number ? undefined : pick % (number + 1))));
  fc.assert(
    fc.property(trees, (parents) => {
      const tree = nested(parents.map((parent) => ({ parent })));
      expect(tree.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(parents.map((_, number) => number));
      for (const [place, { number, depth }] of tree.entries()) {
        const above = tree.slice(0, place).findLast((one) => one.depth < depth);
        expect(above?.number).toBe(parents[number]);
      }
    }),
  );
});

import { expect, it } from "vitest";
import { markBefore, markFrom, withCurrent } from "./currentMark.ts";

/** A name with two hits, its value with three from byte 20 on, and one behind. */
const hits = [2, 5, 20, 24, 29, 40].map((from) => ({ from, to: from + 1 }));

function at(index: number) {
  const hit = hits[index] ?? { from: 0, to: 0 };
  return { hits, current: { ...hit, index, asked: true } };
}

it("counts the marks of a value from its first byte on", () => {
  expect([0, 1, 2, 3, 4, 5].map((index) => markFrom(at(index), 20, 30))).toEqual([
    undefined,
    undefined,
    0,
    1,
    2,
    undefined,
  ]);
});

it("counts the marks of a name back from its value", () => {
  expect([0, 1, 2].map((index) => markBefore(at(index), 20, 2))).toEqual([0, 1, undefined]);
  // The first one stands before the name.
  expect([0, 1].map((index) => markBefore(at(index), 20, 1))).toEqual([undefined, 0]);
});

it("tells one mark from the others", () => {
  const marks = [
    { from: 1, to: 2 },
    { from: 3, to: 4 },
  ];
  expect(withCurrent(marks, 1)).toEqual([marks[0], { from: 3, to: 4, current: true }]);
  expect(withCurrent(marks, undefined)).toBe(marks);
  expect(withCurrent(marks, 7)).toEqual(marks);
});

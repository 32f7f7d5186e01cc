import { expect, it } from "vitest";
import { listMove } from "./listKeys.ts";

const situation = { cursor: 50, first: 40, rows: 100, page: 20 };

it.each([
  ["ArrowDown", 51],
  ["j", 51],
  ["ArrowUp", 49],
  ["k", 49],
  ["PageDown", 70],
  ["PageUp", 30],
  ["Home", 0],
  ["End", 99],
])("moves by %s", (key, row) => expect(listMove(key, situation)).toBe(row));

it("stops at both ends", () => {
  expect(listMove("PageDown", { ...situation, cursor: 95 })).toBe(99);
  expect(listMove("ArrowUp", { ...situation, cursor: 0 })).toBe(0);
});

it("starts where the user looks", () => expect(listMove("ArrowDown", { ...situation, cursor: undefined })).toBe(40));

it("leaves other keys alone", () => {
  expect(listMove("x", situation)).toBeUndefined();
  expect(listMove("ArrowDown", { ...situation, rows: 0 })).toBeUndefined();
});

it("moves at least one row in a very low window", () => {
  expect(listMove("PageDown", { ...situation, page: 0 })).toBe(51);
});

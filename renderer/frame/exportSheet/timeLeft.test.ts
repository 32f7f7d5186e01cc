import { expect, it } from "vitest";
import { timeLeft } from "./timeLeft.ts";

it("says what a stage will still take, once that can be told", () => {
  expect(timeLeft(10, 100, 500)).toBeUndefined();
  expect(timeLeft(0, 100, 5000)).toBeUndefined();
  expect(timeLeft(100, 100, 5000)).toBeUndefined();
  expect(timeLeft(50, 100, 5000)).toBe(5000);
  expect(timeLeft(1, 100, 2100)).toBe(210_000);
});

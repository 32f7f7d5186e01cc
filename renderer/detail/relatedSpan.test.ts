import { expect, test } from "vitest";
import { milliseconds } from "../../shared/units.ts";
import { relatedSpan } from "./relatedSpan.ts";

const at = (...times: readonly (number | undefined)[]) =>
  relatedSpan(times.map((time) => ({ time: time === undefined ? undefined : milliseconds(time) })));

test("takes the time from the first record that tells one to the last, wherever those without stand", () => {
  expect(at(1000, 1039)).toBe(39);
  expect(at(1000, 1039, undefined)).toBe(39);
  expect(at(undefined, 1000, undefined, 1039)).toBe(39);
});

test("tells no time where there are not two, or where the clock went back", () => {
  expect(at(undefined, 1000, undefined)).toBeUndefined();
  expect(at(undefined, undefined)).toBeUndefined();
  expect(at(1039, 1000)).toBeUndefined();
});

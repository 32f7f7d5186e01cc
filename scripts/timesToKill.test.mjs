import { expect, it } from "vitest";
import { timesToKill } from "./timesToKill.mjs";

it("takes a whole number that is large enough, and nothing else", () => {
  expect(["20", "200", "0040"].map((text) => timesToKill(text, 20))).toEqual([20, 200, 40]);
  for (const text of ["19", "4", "0", "-40", "40.5", "4e1", "", "many", "NaN"])
    expect(timesToKill(text, 20)).toBe(undefined);
  expect(timesToKill("1", 1)).toBe(1);
});

import { expect, it } from "vitest";
import { errorWords } from "./errorWords.ts";

it.each([
  [{ message: "No water.", code: "DRY" }, "No water. (DRY)"],
  [{ message: "No water.", code: -32_601 }, "No water. (-32601)"],
  [{ message: "DRY: no water.", code: "DRY" }, "DRY: no water."],
  [{ error: "No water.", code: "" }, "No water."],
  [{ code: { deep: 1 } }, "It failed."],
  [undefined, "It failed."],
])("%j is told as %j", (problem, words) => {
  expect(errorWords(problem, "code", "It failed.")).toBe(words);
});

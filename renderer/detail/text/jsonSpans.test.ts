import { expect, it } from "vitest";
import { jsonSpans } from "./jsonSpans.ts";

it("tells keys, texts, numbers and words apart, and leaves nothing out", () => {
  const json = '{\n  "a\\": 1": "b: \\"c\\"",\n  "d" : [-1.5e+3, true, null, "", {}]\n}';
  const spans = jsonSpans(json);
  expect(spans.map(({ text }) => text).join("")).toBe(json);
  expect(spans.filter(({ sort }) => sort !== "plain").map(({ sort, text }) => `${sort} ${text}`)).toEqual([
    'key "a\\": 1"',
    'string "b: \\"c\\""',
    'key "d"',
    "number -1.5e+3",
    "literal true",
    "literal null",
    'string ""',
  ]);
});

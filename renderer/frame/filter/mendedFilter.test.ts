import { expect, it } from "vitest";
import { parseFilter } from "../../../shared/filter/filter.ts";
import { mendedFilter } from "./mendedFilter.ts";

it.each([
  ["type:RUN_STARTED", "kind:RUN_STARTED"],
  ["kind:RAW knd:CUSTOM", "kind:RAW kind:CUSTOM"],
  ["kind:RAW -knd:CUSTOM", "kind:RAW -kind:CUSTOM"],
  ["(kind:RAW OR knd:CUSTOM)", "(kind:RAW OR kind:CUSTOM)"],
  ["kind:", "kind:*"],
  ['kind:"two words', 'kind:"two words"'],
])("mends %s", (text, mended) => {
  const parsed = parseFilter(text);
  if (parsed.ok) throw new Error("nothing to mend");
  expect(mendedFilter(text, parsed.failure)).toBe(mended);
});

it("offers nothing that cannot be read either", () => {
  expect(mendedFilter("x", { at: 0, message: "no", suggestion: "kind:…" })).toBeUndefined();
  expect(mendedFilter("x", { at: 0, message: "no", suggestion: "(" })).toBeUndefined();
  expect(mendedFilter("x", { at: 0, message: "no" })).toBeUndefined();
});

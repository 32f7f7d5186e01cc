import { expect, it } from "vitest";
import { Usages } from "./usages.ts";

it("of a request that is told with zeros alone are unknown, and what was told of it before stays", () => {
  const usages = new Usages();
  const zeros = { input: 0, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  usages.set({ request: "a", ...zeros });
  usages.set({ request: "b", input: 0, output: 0 });
  expect(usages.totals()).toBeUndefined();
  usages.set({ request: "a", ...zeros, input: 40, output: 6 });
  usages.set({ request: "a", ...zeros });
  expect(usages.of("a")).toEqual({ ...zeros, input: 40, output: 6 });
  usages.set({ request: "c", ...zeros, output: 1 });
  expect(usages.totals()).toEqual({ ...zeros, input: 40, output: 7 });
});

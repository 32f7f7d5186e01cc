import { expect, it } from "vitest";
import { findPassingBoth, PassingEntries } from "./passingEntries.ts";

it("pauses again and again while it looks which of very many entries both let pass", () => {
  const [one, other] = [new PassingEntries(), new PassingEntries()];
  for (const entry of [1, 5000, 100_000]) one.add(entry);
  for (const entry of [2, 5000, 100_000]) other.add(entry);
  const work = findPassingBoth(100_000, one, other);
  let pauses = 0;
  let step = work.next();
  for (; step.done !== true; step = work.next()) pauses++;
  const both = step.value;
  expect([1, 2, 5000, 100_000].filter((entry) => both.has(entry))).toEqual([5000, 100_000]);
  expect(pauses).toBeGreaterThan(20);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { readCallStatistics } from "./callStatistics.ts";
import { Durations } from "./durations.ts";
import { Entries } from "./entries.ts";
import { runNow } from "./pacer.ts";

const start = 1_700_000_000_000;

/** A conversation in which each step is said of a record of its own, a second behind the one before. */
function conversation(steps: (entries: Entries) => readonly (() => void)[]) {
  const entries = new Entries();
  for (const [number, step] of steps(entries).entries()) {
    entries.at({ number, line: number + 1, offset: number * 10, length: 9, time: start + number * 1000 });
    step();
  }
  return entries;
}

const statisticsOf = (entries: Entries) => runNow(readCallStatistics(entries));

it("counts the calls of each tool, what failed, what has no result, and how long they took", () => {
  const entries = conversation((said) => [
    () => void said.call({ key: "a", tool: "read", input: [] }),
    () => said.result({ call: "a", outcome: "done" }),
    () => void said.call({ key: "b", tool: "read", input: [] }),
    () => undefined,
    () => said.result({ call: "b", outcome: "failed" }),
    () => void said.call({ key: "c", tool: "write", input: [] }),
  ]);
  const { tools, toolCount } = statisticsOf(entries);
  expect(toolCount).toBe(2);
  expect(tools[0]).toMatchObject({ tool: "read", calls: 2, errors: 1, open: 0, timed: 2, max: 2000 });
  expect([tools[0]?.p50, tools[0]?.p95]).toEqual([1000, 2000]);
  expect(tools[1]).toEqual({
    tool: "write",
    calls: 1,
    errors: 0,
    open: 1,
    timed: 0,
    p50: undefined,
    p95: undefined,
    max: undefined,
  });
});

it("times no call that was written only when it had its result", () => {
  const entries = conversation((said) => [
    () => void said.call({ key: "a", tool: "read", input: [] }),
    () => said.result({ call: "a", outcome: "done", hasLateTimes: true }),
  ]);
  const { tools, longestCalls } = statisticsOf(entries);
  expect(tools[0]).toMatchObject({ tool: "read", calls: 1, open: 0, timed: 0, max: undefined });
  expect(longestCalls).toEqual([]);
});

it("names the longest calls and the largest requests with their records", () => {
  const entries = conversation((said) => [
    () => void said.call({ key: "a", tool: "read", input: [] }),
    () => void said.call({ key: "b", tool: "write", input: [] }),
    () => said.result({ call: "b", outcome: "done" }),
    () => {
      said.model("large");
      said.usage({ request: "1", input: 10, output: 1 });
    },
    () => said.result({ call: "a", outcome: "done" }),
    () => said.usage({ request: "2", output: 30 }),
    () => said.usage({ request: "1", input: 40, output: 2 }),
    () => said.usage({ request: "3", input: 900 }),
    () => said.dropUsage("3"),
  ]);
  const { longestCalls, largestRequests } = statisticsOf(entries);
  expect(longestCalls).toEqual([
    { record: 0, tool: "read", ms: 4000 },
    { record: 1, tool: "write", ms: 1000 },
  ]);
  expect(largestRequests).toEqual([
    { record: 6, model: "large", tokens: { input: 40, output: 2 } },
    { record: 5, model: "large", tokens: { output: 30 } },
  ]);
});

it("adds tokens to the model that the record names, or the one before", () => {
  const entries = conversation((said) => [
    () => {
      said.model("large");
      said.usage({ request: "1", input: 10, output: 1 });
    },
    () => {
      said.usage({ request: "2", input: 20 });
      said.model("small");
    },
    () => said.usage({ request: "3", input: 40 }),
    () => said.usage({ request: "1", input: 11, output: 2 }),
  ]);
  expect(statisticsOf(entries).models).toEqual([
    { model: "small", requests: 2, tokens: { input: 60 } },
    { model: "large", requests: 1, tokens: { input: 11, output: 2 } },
  ]);
});

it("tells few durations exactly, many to one in a hundred, and the longest exactly", () => {
  const ms = fc.integer({ min: 1, max: 10_000_000 });
  const few = fc.array(ms, { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(fc.oneof(few, fc.array(ms, { minLength: 101, maxLength: 300 })), (all) => {
      const durations = new Durations();
      for (const one of all) durations.add(one);
      const ordered = all.toSorted((a, b) => a - b);
      for (const share of [0.5, 0.95]) {
        const exact = ordered[Math.ceil(all.length * share) - 1] ?? 0;
        expect(Math.abs((durations.quantile(share) ?? 0) - exact)).toBeLessThanOrEqual(
          all.length <= 100 ? 0 : exact * 0.0101,
        );
      }
      expect(durations.max).toBe(ordered.at(-1));
    }),
  );
  expect([new Durations().quantile(0.5), new Durations().max]).toEqual([undefined, undefined]);
});

import { expect, it } from "vitest";
import type { Summary } from "../../../shared/summary.ts";
import { formatCount, formatCounted } from "../../data/format.ts";
import { summaryFacts } from "./summaryFacts.ts";

const summary: Summary = {
  format: "pi",
  sources: [],
  started: null,
  ended: null,
  models: [],
  prompts: 3,
  answers: 2,
  toolCalls: 5,
  toolErrors: 1,
  openCalls: 2,
  cutResults: 0,
  subagents: 0,
  compactions: 0,
  undone: 1,
  inherited: 0,
  tokens: null,
  cost: null,
  result: null,
  errors: [],
  errorCount: 0,
  lost: [],
  lostCount: 0,
  malformed: 0,
  end: "open",
  awaits: null,
};

const read = (more: Partial<Summary>) =>
  summaryFacts({ ...summary, ...more }).map(({ name, value, remark }) => [name, value, remark]);

it("says what a number leaves out or holds beside it", () => {
  expect(read({})).toEqual([
    ["End", "Open", "nothing says how it ended"],
    ["Prompts", "3", "1 taken back"],
    ["Answers", "2", undefined],
    ["Tool calls", "5", "1 failed, 2 without a result"],
  ]);
});

it("says what an open session waits for", () => {
  expect(read({ awaits: "answer" })[0]).toEqual(["End", "Open", "a request without an answer"]);
  expect(read({ awaits: "result" })[0]).toEqual(["End", "Open", "a call without a result"]);
});

it("shows only what the file tells", () => {
  const facts = read({
    end: "failed",
    tokens: { input: 12_000, cachedInput: 9000, output: 40 },
    cost: { usd: 0.0123 },
    models: ["plum-2", "fig-1"],
    subagents: 2,
    malformed: 1,
  });
  expect(facts).toContainEqual(["Tokens in", formatCount(12_000), `${formatCount(9000)} from a cache`]);
  expect(facts).toContainEqual(["Tokens out", "40", undefined]);
  expect(facts).toContainEqual(["Cost", "$0.0123", "as the file states it"]);
  expect(facts).toContainEqual(["Models", "plum-2, fig-1", undefined]);
  expect(facts).toContainEqual(["Malformed", formatCounted(1, "record"), undefined]);
});

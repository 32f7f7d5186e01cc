import { describe, expect, it } from "vitest";
import { MeasuredEntries } from "./measuredEntries.ts";

function at(entries: MeasuredEntries, number: number): void {
  entries.at({ number, line: number + 1, offset: 0, length: 0, time: undefined });
}

describe("what an answer took", () => {
  it("is never less than nothing when what was told before any answer is taken back", () => {
    const entries = new MeasuredEntries();
    at(entries, 0);
    entries.usage({ request: "early", input: 100, output: 1 });
    at(entries, 1);
    const answer = entries.message({ key: "m1", speaker: "assistant" });
    entries.text(answer, ["text"]);
    at(entries, 2);
    entries.dropUsage("early");
    entries.usage({ request: "run", input: 100, output: 20 });
    entries.settle();
    expect([entries.tokensOf(answer, "input"), entries.tokensOf(answer, "output")]).toEqual([100, 20]);
    expect(entries.usages.totals()).toEqual({ input: 100, output: 20 });
  });

  it("is of the answer that follows where it is told ahead of it, and of the one before where none follows", () => {
    const entries = new MeasuredEntries();
    const answers = [1, 2].map((number) => {
      at(entries, 2 * number);
      // Some tell it twice.
      for (const output of [5, number]) entries.usage({ request: `r${number}`, output, isAhead: true });
      at(entries, 2 * number + 1);
      return entries.message({ key: `m${number}`, speaker: "assistant" });
    });
    at(entries, 6);
    entries.usage({ request: "r3", output: 30, isAhead: true });
    at(entries, 7);
    entries.usage({ request: "r4", output: 40, isAhead: true });
    at(entries, 8);
    entries.usage({ request: "r5", output: 50, isAhead: true });
    entries.dropUsage("r5");
    entries.settle();
    expect(answers.map((answer) => entries.tokensOf(answer, "output"))).toEqual([1, 72]);
    expect(entries.usages.totals()).toEqual({ output: 73 });
  });
});

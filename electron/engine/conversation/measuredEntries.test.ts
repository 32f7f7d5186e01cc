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
});

import { describe, expect, it } from "vitest";
import { agreement, readStats, readUniqueCounts } from "./kindCounts.ts";

describe("the answers of several tools", () => {
  it("are read from what `uniq -c` prints", () => {
    const text = '      3 "type":"A B"\n 120000 "type":"C"\n      1 \n';
    expect(readUniqueCounts(text)).toEqual([
      ['"type":"A B"', 3],
      ['"type":"C"', 120_000],
      ["", 1],
    ]);
    expect(readUniqueCounts(text, (line) => /:"(.*)"$/.exec(line)?.[1] ?? line).map(([kind]) => kind)).toEqual([
      "A B",
      "C",
      "",
    ]);
  });

  it("are read from our command line", () => {
    expect(readStats('{"records":2,"kinds":[{"kind":"A","count":2,"bytes":9}]}')).toEqual([["A", 2]]);
  });

  it("agree when every count is the same, in any order", () => {
    const ours = [["A", 3] as const, ["B", 1] as const];
    expect(agreement(ours, ours.toReversed())).toBe(1);
    expect(agreement([], [])).toBe(1);
  });

  it("agree less for what is missing, and for what is counted too often", () => {
    expect(agreement([["A", 4]], [["A", 3]])).toBe(0.75);
    expect(agreement([["A", 3]], [["A", 4]])).toBe(0.75);
    expect(
      agreement(
        [["A", 3]],
        [
          ["A", 3],
          ["nested", 3],
        ],
      ),
    ).toBe(0.5);
    expect(agreement([["A", 3]], [["B", 3]])).toBe(0);
  });

  it("agree where ours are finer than the type that others are asked for", () => {
    const ours = [["assistant/text", 2] as const, ["assistant/tool_use", 1] as const, ["user", 1] as const];
    expect(
      agreement(ours, [
        ["assistant", 3],
        ["user", 1],
      ]),
    ).toBe(1);
  });

  it("need not tell malformed records from those without a kind", () => {
    const ours = [["(none)", 2] as const, ["(malformed)", 1] as const, ["A", 1] as const];
    expect(
      agreement(ours, [
        ["null", 3],
        ["A", 1],
      ]),
    ).toBe(1);
  });
});

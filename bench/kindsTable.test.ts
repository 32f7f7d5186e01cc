import { describe, expect, it } from "vitest";
import type { ContenderName } from "./contenders.ts";
import { compareAnswers, printAnswers } from "./kindsTable.ts";
import type { Measured } from "./measure.ts";
import type { Run } from "./run.ts";

const counts = [["A", 30_000] as const, ["B", 10_000] as const];
const runs: readonly (readonly [ContenderName, Run])[] = [
  ["countWithJq", { failure: "not installed" }],
  [
    "countWithDuckdb",
    {
      milliseconds: 3_000,
      processor: 5_000,
      peakBytes: 200 * 2 ** 20,
      counts: [
        ["A", 30_000],
        ["B", 9_999],
      ],
    },
  ],
  ["firstOpening", { milliseconds: 1_500, processor: 2_000, peakBytes: 100 * 2 ** 20, counts }],
  ["secondOpening", { milliseconds: 120, counts }],
];
const measured: Measured = new Map(runs);

describe("the question about kinds", () => {
  it("is a table of all tools that were asked, against our first opening", () => {
    expect(printAnswers(compareAnswers(measured))).toBe(
      [
        "| tool | time | processor time | peak memory | counts |",
        "|---|--:|--:|--:|---|",
        "| Seekline, second opening | 0.080 × (0.12 s) |  |  | the same counts |",
        "| Seekline, first opening | 1.00 × (1.50 s) | 1.00 × (2.00 s) | 100 MiB | the same counts |",
        "| DuckDB, `read_json` | 2.00 × (3.00 s) | 2.50 × (5.00 s) | 200 MiB | 99.99 % alike |",
        "| jq `.type`, `sort`, `uniq -c` |  |  |  | not installed |",
        "",
      ].join("\n"),
    );
  });

  it("tells our own answers from those of others", () => {
    expect(compareAnswers(measured).map(({ isOurs }) => isOurs)).toEqual([true, true, false, false]);
  });

  it("never rounds up to the same counts", () => {
    const nearly: Measured = new Map<ContenderName, Run>([
      ["firstOpening", { milliseconds: 1, counts: [["A", 10_000_000]] }],
      ["countByParsing", { milliseconds: 1, counts: [["A", 9_999_999]] }],
    ]);
    expect(compareAnswers(nearly).at(-1)?.remark).toBe("99.99 % alike");
  });

  it("has nothing to compare with when ours was not asked", () => {
    expect(compareAnswers(new Map([["countWithJq", { milliseconds: 1 }]]))).toEqual([]);
  });
});

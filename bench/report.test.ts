import { describe, expect, it } from "vitest";
import type { Contender, Measured } from "./measure.ts";
import { judge, printFindings } from "./report.ts";

const mebibyte = 2 ** 20;

function measured(values: Readonly<Partial<Record<Contender, readonly [number, number?]>>>): Measured {
  const entries: [Contender, { milliseconds: number; peakBytes: number | undefined }][] = [];
  for (const contender of ["wc", "parse", "index", "cp", "snapshot"] as const) {
    const value = values[contender];
    if (value === undefined) continue;
    const [milliseconds, mebibytes] = value;
    entries.push([contender, { milliseconds, peakBytes: mebibytes === undefined ? undefined : mebibytes * mebibyte }]);
  }
  return new Map(entries);
}

describe("the benchmark's report", () => {
  it("says of each ratio whether its bound holds", () => {
    const large = measured({ wc: [100], parse: [4_900], index: [790] });
    expect(judge(large, new Map()).map(({ measured: text, holds }) => [text, holds])).toEqual([
      ["7.90 × (0.79 s against 0.10 s)", true],
      ["0.16 × (0.79 s against 4.90 s)", true],
    ]);
    const slower = measured({ wc: [100], parse: [4_900], index: [820] });
    expect(judge(slower, new Map()).map(({ holds }) => holds)).toEqual([false, false]);
  });

  it("holds memory against its bound and against that on a small file", () => {
    const judged = (small: number, large: number) =>
      judge(measured({ index: [1, large] }), measured({ index: [1, small] })).map(({ holds }) => holds);
    expect(judged(70, 100)).toEqual([true]);
    expect(judged(70, 101)).toEqual([false]);
    expect(judged(240, 251)).toEqual([false]);
    expect(judge(measured({ parse: [1, 900] }), measured({ parse: [1, 50] }))).toMatchObject([{ holds: undefined }]);
  });

  it("is a table", () => {
    const findings = judge(measured({ wc: [100], index: [900] }), new Map());
    expect(printFindings(findings)).toBe(
      [
        "| what | measured | bound | holds |",
        "|---|--:|--:|:-:|",
        "| index, one thread, against `wc -l` | 9.00 × (0.90 s against 0.10 s) | at most 8 × | **no** |",
        "",
      ].join("\n"),
    );
  });
});

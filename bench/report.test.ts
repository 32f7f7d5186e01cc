import { describe, expect, it } from "vitest";
import type { ContenderName } from "./contenders.ts";
import type { Measured } from "./measure.ts";
import { judge, printFindings } from "./report.ts";
import type { Run } from "./run.ts";

const mebibyte = 2 ** 20;

function measured(runs: Readonly<Partial<Record<ContenderName, Run>>>): Measured {
  const names = ["wc", "parse", "index", "filterByKind", "cp", "records", "recordsUnflushed", "snapshot"] as const;
  return new Map(names.flatMap((name) => (runs[name] === undefined ? [] : [[name, runs[name]]])));
}

const took = (milliseconds: number): Run => ({ milliseconds });
const peak = (mebibytes: number): Run => ({ milliseconds: 1, peakBytes: mebibytes * mebibyte });
const none: Measured = new Map();

describe("the benchmark's report", () => {
  it("says of each ratio whether its bound holds", () => {
    const fast = measured({ wc: took(100), parse: took(4_900), index: took(790) });
    expect(judge(fast, none).map(({ measured: text, holds }) => [text, holds])).toEqual([
      ["7.90 × (0.79 s against 0.10 s)", true],
      ["0.16 × (0.79 s against 4.90 s)", true],
    ]);
    const slower = measured({ wc: took(100), parse: took(4_900), index: took(820) });
    expect(judge(slower, none).map(({ holds }) => holds)).toEqual([false, false]);
  });

  it("holds processor time against processor time, where the system tells it", () => {
    const runs = (processor: number | undefined): Measured =>
      new Map<ContenderName, Run>([
        ["start", { milliseconds: 90, processor }],
        ["bareStart", { milliseconds: 30, processor: 50 }],
      ]);
    const found = (processor: number | undefined) =>
      judge(runs(processor), none).map(({ measured: text, holds }) => [text, holds]);
    expect(found(75)).toEqual([
      ["1.50 × (75 ms against 50 ms)", true],
      ["3.00 × (90 ms against 30 ms)", undefined],
    ]);
    expect(found(76)[0]?.[1]).toBe(false);
    expect(found(undefined)[0]).toEqual(["the system does not tell", undefined]);
  });

  it("holds times against bounds of their own, each number against its own", () => {
    const numbers = {
      frequentRows: 3_000_000,
      rareRows: 400,
      frequentWorst: 12,
      frequentMedian: 1,
      rareWorst: 21,
      rareMedian: 9,
    };
    const findings = judge(measured({ filterByKind: { milliseconds: 51, numbers } }), none);
    expect(findings.map(({ measured: text, holds }) => [text, holds])).toEqual([
      ["51 ms (the slower of 3,000,000 and 400 rows)", false],
      ["12 ms (median 1.0 ms)", true],
      ["21 ms (median 9.0 ms)", false],
    ]);
  });

  it("holds the most memory of any process of ours against its bound, and what it grew by", () => {
    const judged = (small: number, large: number) =>
      judge(measured({ index: peak(large), records: peak(60) }), measured({ index: peak(small), records: peak(50) }));
    expect(judged(70, 100).map(({ measured: text, holds }) => [text, holds])).toEqual([
      ["100 MiB (`index`)", true],
      ["30 MiB (`index`)", true],
    ]);
    expect(judged(70, 101).map(({ holds }) => holds)).toEqual([true, false]);
    expect(judged(240, 251).map(({ holds }) => holds)).toEqual([false, true]);
  });

  it("does not hold others to our bounds of memory", () => {
    expect(judge(measured({ parse: peak(900) }), measured({ parse: peak(50) }))).toEqual([]);
  });

  it("says why there is no number", () => {
    const skipped = measured({ parse: took(100), snapshot: { failure: "skipped: no messages" } });
    expect(judge(skipped, none)).toMatchObject([{ measured: "skipped: no messages", holds: undefined }]);
    const missing = measured({ cp: { failure: "not installed" }, recordsUnflushed: took(100) });
    expect(judge(missing, none)).toMatchObject([{ measured: "`cp`: not installed", holds: undefined }]);
  });

  it("is a table", () => {
    const findings = judge(measured({ wc: { ...peak(2), milliseconds: 100 }, index: took(900) }), none);
    expect(printFindings(findings)).toBe(
      [
        "| what | measured | bound | holds | peak memory |",
        "|---|--:|--:|:-:|--:|",
        "| index, one thread, against `wc -l` | 9.00 × (0.90 s against 0.10 s) | at most 8 × | **no** | unknown, 2 MiB |",
        "",
      ].join("\n"),
    );
  });
});

import { describe, expect, it } from "vitest";
import type { GrowthRow } from "./growth.ts";
import { modelOf, printForecast, printGrowth } from "./growthReport.ts";

const segment = 32_768;

/** A log of so many segments, 200 bytes per record, in a world where all lines are straight. */
function row(segments: number): GrowthRow {
  const records = segments * segment;
  const bytes = records * 200;
  return {
    bytes,
    records,
    indexBytes: records * 3,
    wc: bytes / 1e7,
    index: bytes / 1e6,
    indexInThreads: bytes / 2e6,
    peakBytes: 100 * 2 ** 20,
    heldBytes: 3 * 2 ** 20 + segments * 1_000,
    secondOpening: 160,
    reopening: 60 + segments / 100,
    firstRows: 12,
    count: 0.4,
    frequentWorst: 3,
    rareWorst: 18,
  };
}

const rows = [row(15), row(1_500), row(150)];

describe("what grows with a file", () => {
  it("is found from the two largest logs", () => {
    expect(modelOf(rows)).toEqual({
      bytesPerRecord: 200,
      indexBytesPerRecord: 3,
      timePerGigabyte: 500,
      heldPerSegment: 1_000,
      openingPerSegment: expect.closeTo(0.01),
    });
    expect(modelOf([row(15)])).toBeUndefined();
    const shrunk = modelOf([row(150), { ...row(1_500), heldBytes: 1, reopening: 1 }]);
    expect([shrunk?.heldPerSegment, shrunk?.openingPerSegment]).toEqual([0, 0]);
  });

  it("is foretold for a terabyte", () => {
    const foretold = printForecast(rows)
      .split("\n")
      .slice(2, 6)
      .map((line) => line.split("|").at(-2)?.trim());
    // 5 · 10^9 records are 152,588 segments.
    expect(foretold).toEqual(["8 min 20 s", "15.0 GB", "155.7 MB", "1.59 s"]);
  });

  it("is a table with a line for each log", () => {
    const [head = "", , first = "", ...others] = printGrowth(rows).trimEnd().split("\n");
    expect(head.split("|").length).toBe(12);
    expect(others.length).toBe(2);
    expect(first).toBe(
      "| 98.3 MB | 491,520 | 10.0 × | 1.00 s | 0.50 s | 100 MiB | 1.5 MB, 3.00 B per record | 0.16 s | 0.4 ms | 3.0 ms, 18 ms |",
    );
  });
});

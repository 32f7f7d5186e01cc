import { describe, expect, it } from "vitest";
import { summedUp } from "./measure.ts";

describe("several runs", () => {
  it("are one of medians, with the greatest peak", () => {
    const runs = [
      { milliseconds: 30, peakBytes: 5, numbers: { whole: 100, rows: 7 } },
      { milliseconds: 10, peakBytes: 9, numbers: { whole: 300, rows: 7 } },
      { milliseconds: 20, peakBytes: 7, numbers: { whole: 200, rows: 7 } },
    ];
    expect(summedUp(runs)).toMatchObject({ milliseconds: 20, peakBytes: 9, numbers: { whole: 200, rows: 7 } });
  });

  it("have no peak where the system does not tell it", () => {
    expect(summedUp([{ milliseconds: 1 }])).toMatchObject({ milliseconds: 1, peakBytes: undefined });
  });

  it("have failed when one of them has", () => {
    expect(summedUp([{ milliseconds: 1 }, { failure: "stopped" }])).toEqual({ failure: "stopped" });
  });
});

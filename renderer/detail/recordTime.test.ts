import { describe, expect, it } from "vitest";
import { milliseconds } from "../../shared/units.ts";
import { sinceFirst } from "./recordTime.ts";

const noon = milliseconds(Date.UTC(2026, 2, 1, 12, 0, 0, 250));

describe("sinceFirst", () => {
  it.each([
    [80_000, "1\u00a0min 20\u00a0s after the first"],
    [0, "the first"],
    [-350, "350\u00a0ms before the first"],
  ])("tells a distance of %i ms", (distance, text) => {
    expect(sinceFirst(milliseconds(noon + distance), noon)).toBe(text);
  });
});

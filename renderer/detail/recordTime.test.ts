import { describe, expect, it } from "vitest";
import { milliseconds } from "../../shared/units.ts";
import { isoTime, sinceFirst } from "./recordTime.ts";

const noon = milliseconds(Date.UTC(2026, 2, 1, 12, 0, 0, 250));

describe("isoTime", () => {
  it.each([
    [0, "2026-03-01T12:00:00.250Z"],
    [60, "2026-03-01T13:00:00.250+01:00"],
    [-210, "2026-03-01T08:30:00.250-03:30"],
    [765, "2026-03-02T00:45:00.250+12:45"],
  ])("writes the time %i minutes ahead of UTC", (offset, text) => {
    expect(isoTime(noon, offset)).toBe(text);
    expect(Date.parse(text)).toBe(noon);
  });

  it("has no word for a time beyond the calendar", () => {
    expect(isoTime(milliseconds(9e15), 0)).toBeUndefined();
  });
});

describe("sinceFirst", () => {
  it.each([
    [80_000, "1\u00a0min 20\u00a0s after the first"],
    [0, "the first"],
    [-350, "350\u00a0ms before the first"],
  ])("tells a distance of %i ms", (distance, text) => {
    expect(sinceFirst(milliseconds(noon + distance), noon)).toBe(text);
  });
});

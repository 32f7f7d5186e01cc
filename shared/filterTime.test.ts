import fc from "fast-check";
import { expect, it } from "vitest";
import { parseFilterTime, printFilterTime } from "./filterTime.ts";

it.each([
  ["2026", "2026-01-01T00:00:00.000Z"],
  ["2026-03", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01T12", "2026-03-01T12:00:00.000Z"],
  ["2026-03-01T12:30", "2026-03-01T12:30:00.000Z"],
  ["2026-03-01T12:30:05.25Z", "2026-03-01T12:30:05.250Z"],
  ["2026-03-01t12:30:05,25z", "2026-03-01T12:30:05.250Z"],
  ["2026-03-01T00:30+01:00", "2026-02-28T23:30:00.000Z"],
  ["2026-03-01T00:30-0230", "2026-03-01T03:00:00.000Z"],
  ["2026-03-01T00+05", "2026-02-28T19:00:00.000Z"],
  ["0050-01-01", "0050-01-01T00:00:00.000Z"],
])("%s is %s", (text, expected) => expect(new Date(parseFilterTime(text) ?? Number.NaN).toISOString()).toBe(expected));

it.each([
  ...["", "26", "2026-13", "2026-02-29", "2026-00-01", "2026-03-01T24:00", "2026-03-01T12:60", "2026-03-01T12:00:60"],
  ...["2026-03-01Z", "2026-03-01 12:00", "now", "2026-3-1", "0000-01-01T00:00+01:00", "2026-03-01T12:00+24:00"],
])("refuses %j", (text) => expect(parseFilterTime(text)).toBeUndefined());

it("keeps microseconds", () => {
  expect(parseFilterTime("2026-03-01T12:00:00.000001Z")).toBe(Date.UTC(2026, 2, 1, 12) + 0.001);
  const micros = fc.integer({ min: Date.UTC(0) * 1000, max: Date.UTC(2200) * 1000 });
  fc.assert(
    fc.property(micros, (time) => {
      expect(parseFilterTime(printFilterTime(time / 1000))).toBe(time / 1000);
    }),
  );
});

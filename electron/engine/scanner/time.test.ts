import { describe, expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { createIndexScan } from "./indexScan.ts";

/** The time that the index keeps of a record. */
function timeOf(value: unknown): number {
  const source = createMemorySource(JSON.stringify({ t: value }));
  const scan = createIndexScan(source, { kind: [], time: [["t"]], pair: [], role: [], tool: [] });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  return scan.open().times[0] ?? 0;
}

describe("times", () => {
  it.each([
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00.25Z",
    "2026-03-01T12:00:00.123456Z",
    "2024-02-29T23:59:59.999+05:30",
    "1999-12-31T00:00:00-0800",
    "1900-01-01T00:00:00Z",
  ])("reads %s as Date.parse does", (text) => {
    const zone = /([+-]\d\d)(\d\d)$/.exec(text);
    const standard = zone === null ? text : text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
    expect(Math.floor(timeOf(text))).toBe(Date.parse(standard));
  });

  it.each([
    ["seconds", 1_772_366_400, 1_772_366_400_000],
    ["seconds with a fraction", 1_772_366_400.5, 1_772_366_400_500],
    ["milliseconds", 1_772_366_400_000, 1_772_366_400_000],
    ["microseconds", 1_772_366_400_000_250, 1_772_366_400_000.25],
    ["microseconds far away", 4_399_557_880_541_813, 4_399_557_880_541.813],
    ["nanoseconds as text", "1772366400000250000", 1_772_366_400_000.25],
    ["a number in quotes", "1772366400", 1_772_366_400_000],
    ["an exponent", "1.7723664e9", 1_772_366_400_000],
    ["no zone: UTC", "2026-03-01T12:00:00", Date.UTC(2026, 2, 1, 12)],
    ["a blank for the T", "2026-03-01 12:00:00", Date.UTC(2026, 2, 1, 12)],
    ["before 1970", "1969-12-31T23:59:59.5Z", -500],
  ])("tells %s by magnitude and form", (_, value, expected) => expect(timeOf(value)).toBe(expected));

  it.each([
    "yesterday",
    "2026-13-01T00:00:00Z",
    "2026-03-01T12:00:00Zulu",
    "12:00",
    "",
    null,
    true,
    {},
    "9999-12-31T00:00:00Z",
  ])("does not take %j for a time", (value) => expect(timeOf(value)).toBe(Number.NaN));
});

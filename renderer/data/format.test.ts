import { describe, expect, it } from "vitest";
import { milliseconds } from "../../shared/units.ts";
import { localZone, setZone } from "../../shared/zone.ts";
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatRate,
  formatShare,
  formatTime,
  formatTokens,
} from "./format.ts";

/** All kinds of blanks as ordinary ones, so that the tables can be read. */
const plain = (text: string | undefined) => text?.replace(/\s/g, " ");

describe("formatCount", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1 000"],
    [100_000_000, "100 000 000"],
    [-1234, "−1 234"],
  ])("groups the digits of %d", (value, text) => expect(plain(formatCount(value))).toBe(text));

  it("uses separators that do not break lines", () => expect(formatCount(1000)).toBe("1\u202f000"));
});

it("counts things in the singular and in the plural", () => {
  expect(plain(formatCounted(1, "record"))).toBe("1 record");
  expect(plain(formatCounted(2, "record"))).toBe("2 records");
  expect(plain(formatCounted(0, "entry", "entries"))).toBe("0 entries");
});

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.00 kB"],
  [1_420_000, "1.42 MB"],
  [87_300_000_000, "87.3 GB"],
  [999_499, "999 kB"],
  [999_500, "1.00 MB"],
  [9_999, "10.0 kB"],
  [99_990, "100 kB"],
  [Number.MAX_SAFE_INTEGER, "9.01 PB"],
])("writes %d bytes with three digits", (bytes, text) => expect(plain(formatBytes(bytes))).toBe(text));

it("gives no rate while too little is known", () => {
  expect(formatRate(0, 5000)).toBeUndefined();
  expect(formatRate(5000, 20)).toBeUndefined();
  expect(plain(formatRate(3_000_000_000, 2000))).toBe("1.50 GB/s");
});

it.each([
  [0, "0 %"],
  [0.0001, "< 0.1 %"],
  [0.034, "3.4 %"],
  [0.42, "42 %"],
  [0.9999, "99 %"],
  [1, "100 %"],
])("writes the share %d and says 100 %% only of all", (share, text) => expect(plain(formatShare(share))).toBe(text));

it.each([
  [12, "12 ms"],
  [4200, "4.2 s"],
  [42_000, "42 s"],
  [59_990, "1 min 0 s"],
  [200_000, "3 min 20 s"],
  [3_599_800, "1 h 0 min"],
  [11_015_101, "3 h 4 min"],
  [86_399_000, "1 d 0 h"],
  [273_600_000, "3 d 4 h"],
])("writes %d ms as a duration", (ms, text) => expect(plain(formatDuration(ms))).toBe(text));

it("writes a time in local time and in UTC, to the millisecond", () => {
  const local = new Date(2026, 2, 1, 14, 2, 7, 50);
  expect(formatTime(milliseconds(local.getTime()))).toEqual({
    date: "2026-03-01",
    timeOfDay: "14:02:07.050",
    full: "2026-03-01 14:02:07.050",
    utc: local.toISOString(),
  });
});

it("writes a time in the zone that was chosen", () => {
  setZone("Asia/Kathmandu");
  expect(formatTime(milliseconds(Date.UTC(2026, 11, 31, 23, 59, 59, 7)))).toEqual({
    date: "2027-01-01",
    timeOfDay: "05:44:59.007",
    full: "2027-01-01 05:44:59.007",
    utc: "2026-12-31T23:59:59.007Z",
  });
  setZone(localZone);
});

it("has no words for a time that no calendar has", () => {
  expect(formatTime(milliseconds(9e300))).toBeUndefined();
});

it("says how long ago something was", () => {
  const now = new Date(2026, 10, 20, 12).getTime();
  const hour = 3_600_000;
  expect(formatAgo(now - 5000, now)).toBe("just now");
  expect(formatAgo(now - 60_000, now)).toBe("1 minute ago");
  expect(formatAgo(now - 5 * hour, now)).toBe("5 hours ago");
  expect(formatAgo(now - 30 * hour, now)).toBe("yesterday");
  expect(formatAgo(now - 72 * hour, now)).toBe("3 days ago");
  expect(formatAgo(new Date(2026, 0, 2).getTime(), now)).toBe("2026-01-02");
});

it.each([
  [0, "0"],
  [9_999, "9 999"],
  [10_000, "10.0k"],
  [12_431, "12.4k"],
  [999_499, "999k"],
  [999_500, "1.00M"],
  [1_020_000, "1.02M"],
])("writes %d tokens as %s", (tokens, text) => expect(plain(formatTokens(tokens))).toBe(text));

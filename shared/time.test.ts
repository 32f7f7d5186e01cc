import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeTime, timeOf, timeOfNumber } from "./time.ts";

const ten = Date.UTC(2026, 2, 1, 10);

describe("a time as loggers write it", () => {
  it.each([
    // ISO 8601 and RFC 3339
    ...["2026-03-01T10:00:00.000Z", "2026-03-01T10:00Z", "2026-03-01t10:00z", "2026-03-01T10Z", "2026-03-01T11+01"],
    ...["2026-03-01T11:00:00+01:00", "2026-03-01T11:00:00+0100", "2026-03-01T11:00:00+01", "2026-03-01T04:30-05:30"],
    ...[
      "2026-03-01T05:00:00\u221205:00",
      "20260301T100000Z",
      "20260301T1000Z",
      "20260301100000Z",
      "20260301T110000+01",
    ],
    ...["2026-03-01T11:00+01:00[Europe/Paris]", "2026-03-01T10:00Z[UTC][u-ca=iso8601]"],
    // Loggers of Python, Java, nginx, Postgres, Ruby, Go
    ...["2026-03-01 10:00:00", "2026-03-01 10:00:00,000", "2026-03-01 10:00:00:000", "2026/03/01 10:00:00"],
    ...["2026-03-01 11:00:00+01", "2026-03-01 10:00:00 UTC", "2026-03-01 11:00:00 +0100", "2026-03-01  10:00:00 Z"],
    ...["2026-03-01 10:00:00 +0000 UTC m=+0.000012", "2026-03-01 11:00:00 +0100 CET", "2026-03-01 13:00:00 +0300 +03"],
    ...["Mar 01, 2026 10:00:00 AM", "Mar 1, 2026, 10:00 AM", "2026-03-01 10:00 am", "01-MAR-2026 10:00:00"],
    // RFC 1123, 822, 850, Apache
    ...["Sun, 01 Mar 2026 10:00:00 GMT", "Sun, 1 Mar 2026 11:00:00 +0100", "1 Mar 2026 10:00:00 UT"],
    ...["01 Mar 26 05:00 EST", "Sun, 01 Mar 26 02:00:00 PST", "01 Mar 26 06:00 EDT", "01 Mar 26 04:00 CST"],
    ...["Sunday, 01-Mar-26 10:00:00 GMT", "01/Mar/2026:10:00:00 +0000", "01/Mar/2026:05:00:00 -0500"],
    // ctime, date, git, JavaScript
    ...["Sun Mar  1 10:00:00 2026", "Sun Mar  1 10:00:00 UTC 2026", "Sun Mar 1 11:00:00 2026 +0100"],
    ...["Sun Mar 01 10:00:00.000000 2026", "Sun Mar 01 2026 11:00:00 GMT+0100 (Mitteleuropäische Normalzeit)"],
    // Since 1970
    ...["1772359200", "1772359200.000", "1772359200000", "1772359200000000", "1772359200000000000", "1.7723592e9"],
    ...["0001772359200", "17723592000e-1"],
  ])("%s is ten o'clock", (text) => expect(timeOf(text)).toBe(ten));

  it.each([
    ["2026-03-01", Date.UTC(2026, 2, 1)],
    ["2026/03/01", Date.UTC(2026, 2, 1)],
    ["1 Mar 2026", Date.UTC(2026, 2, 1)],
    ["2024-02-29T00:00Z", Date.UTC(2024, 1, 29)],
    ["2000-02-29T00:00Z", Date.UTC(2000, 1, 29)],
    ["01 Mar 49 00:00 GMT", Date.UTC(2049, 2, 1)],
    ["01 Mar 50 00:00 GMT", Date.UTC(1950, 2, 1)],
    ["2026-03-01 12:00 AM", Date.UTC(2026, 2, 1)],
    ["2026-03-01 12:00 PM", Date.UTC(2026, 2, 1, 12)],
    ["2026-03-01T24:00:00Z", Date.UTC(2026, 2, 2)],
    ["2026-06-30T23:59:60.25Z", Date.UTC(2026, 6, 1) + 250],
    ["2026-07-01T05:29:60+05:30", Date.UTC(2026, 6, 1)],
    ["2026-03-01T10:00:00.1234569999999999999999999Z", ten + 123.456],
    ["1969-12-31T23:59:59.5Z", -500],
    ["-0.5", -500],
    ["-0", 0],
    ["17", 17_000],
    ["1772359200123456789", ten + 123.456],
    ["99999999999", undefined],
    ["100000000000", 100_000_000_000],
  ])("%s is %d", (text, expected) => expect(timeOf(text)).toBe(expected));

  it.each([
    ...["", " ", "now", "12:00", "10:00:00Z", "2026-03", "2026-3-1", "2026-03-01Z", "2026-03-01T", "March 1 2026"],
    ...["2026-02-30T00:00Z", "2026-02-29T00:00Z", "1900-02-29T00:00Z", "2026-04-31", "2026-13-01", "2026-00-10"],
    ...["2026-03-00", "2026-03-01T25:00Z", "2026-03-01T24:00:01Z", "2026-03-01T10:60Z", "2026-03-01T10:00:60Z"],
    ...["2026-03-01T10:00:61Z", "2026-03-01T10:00+24:00", "2026-03-01T10:00+01:60", "2026-03-01 13:00 PM"],
    ...[
      "2026-03-01 0:30 AM",
      "2026-03-01T10:00:00.Z",
      "2026-03-01T10:00.5Z",
      "2026-03-01T10:0Z",
      "2026-03-01T10:00:00ZZ",
    ],
    ...["2026-03-01T10:00 CET", "2026-03-01T10:00[Europe/Paris]", "2026-03-01T10:00 A", "03/01/2026 10:00:00"],
    ...["30 Feb 2026 10:00 GMT", "Sum, 01 Mar 2026 10:00:00 GMT", "01/Mar-2026:10:00:00", "Sun Feb 29 10:00:00 2026"],
    ...["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1e400", "12e", "1.", ".5", "+5", "0x10", "1e9e9"],
    `2026-03-01T10:00:00.${"0".repeat(120)}Z`,
  ])("%j is no time", (text) => expect(timeOf(text)).toBeUndefined());

  it.each([
    ["2026-03-01 10:00", true],
    ["1772359200", true],
    ["1772359200123", true],
    ["1500", false],
    ["-3", false],
    ["later", false],
  ])("%s looks like one: %s", (text, expected) => expect(looksLikeTime(text)).toBe(expected));
});

describe("a number", () => {
  it("is the time that its digits are", () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.integer({ min: 10 ** 10, max: 10 ** 13 }),
    );
    fc.assert(
      fc.property(number, (value) => {
        expect(timeOfNumber(value)).toBe(timeOf(String(value)));
      }),
    );
    for (const value of [1e11 - 1, 1e11, 1772359200000, 4.5e12 - 1, 4.5e12]) {
      expect(timeOfNumber(value)).toBe(timeOf(String(value)));
    }
  });
});

describe("a time on the day of the one before", () => {
  const hours = fc.constantFrom("00", "09", "23", "24", "1:", " 1", "1a", "99");
  const sixties = fc.constantFrom("00", "07", "59", "60", "61", "-1", "5x");
  const text = fc
    .tuple(hours, fc.constantFrom(":", ".", "0"), sixties, sixties, fc.constantFrom(".", ",", ":"), fc.string())
    .map(([hour, colon, minute, second, point, end]) => `2026-03-01T${hour}${colon}${minute}:${second}${point}${end}`);
  const usual = fc.date({ min: new Date(ten - 36_000_000), max: new Date(ten + 50_000_000), noInvalidDate: true });

  it("is what it is on another", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((one) => `${one.slice(0, 20)}250Z`),
        ),
        (one) => {
          timeOf("2019-02-03T04:05:06.007Z");
          const alone = timeOf(one);
          timeOf("2026-03-01T10:00:00.000Z");
          expect(timeOf(one)).toBe(alone);
        },
      ),
    );
    fc.assert(
      fc.property(usual, (date) => {
        timeOf("2026-03-01T10:00:00.000Z");
        expect(timeOf(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});

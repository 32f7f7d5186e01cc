import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilterTime, printFilterTime } from "./filterTime.ts";

it.each([
  ["2026-03-01T12Z", "2026-03-01T12:00:00.000Z"],
  ["2026-03-01T12:30Z", "2026-03-01T12:30:00.000Z"],
  ["2026-03-01T12:30:05.25Z", "2026-03-01T12:30:05.250Z"],
  ["2026-03-01t12:30:05,25z", "2026-03-01T12:30:05.250Z"],
  ["2026-03-01T00:30+01:00", "2026-02-28T23:30:00.000Z"],
  ["2026-03-01T00:30-0230", "2026-03-01T03:00:00.000Z"],
  ["2026-03-01T00+05", "2026-02-28T19:00:00.000Z"],
  ["0050-01-01T00Z", "0050-01-01T00:00:00.000Z"],
  ["2026-03-01 12:30:05 +0100", "2026-03-01T11:30:05.000Z"],
  ["Sun, 01 Mar 2026 12:30:05 GMT", "2026-03-01T12:30:05.000Z"],
  ["2026-03-01T24:00Z", "2026-03-02T00:00:00.000Z"],
  ["1772368205250", "2026-03-01T12:30:05.250Z"],
  ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
])("%s is %s", (text, expected) => expect(new Date(parseFilterTime(text) ?? Number.NaN).toISOString()).toBe(expected));

it.each([
  ...["", "26", "2026-13", "2026-02-29", "2026-00-01", "2026-03-01T25:00", "2026-03-01T12:60", "2026-03-01T12:00:60"],
  ...["2026-03-01Z", "20260", "now", "2026-3-1", "0000-01-01T00:00+01:00", "2026-03-01T12:00+24:00"],
])("refuses %j", (text) => expect(parseFilterTime(text)).toBeUndefined());

it("keeps microseconds", () => {
  expect(parseFilterTime("2026-03-01T12:00:00.000001Z")).toBe(Date.UTC(2026, 2, 1, 12) + 0.001);
  expect(parseFilterTime(printFilterTime(4_399_557_880_541.813))).toBe(4_399_557_880_541.813);
  const micros = fc.integer({ min: Date.UTC(0) * 1000, max: Date.UTC(2200) * 1000 });
  fc.assert(
    fc.property(micros, (time) => {
      expect(parseFilterTime(printFilterTime(time / 1000))).toBe(time / 1000);
    }),
  );
});

/** Runs a module's text in a process whose local time is that of `zone`; gives what it prints. */
function runIn(zone: string, code: string): unknown {
  const module = pathToFileURL(`${import.meta.dirname}/filterTime.ts`);
  const program = `import { parseFilterTime, printFilterTime } from ${JSON.stringify(module)};\n${code}`;
  const args = ["--input-type=module", "--eval", program];
  const env = { ...process.env, TZ: zone, NODE_OPTIONS: "", NODE_NO_WARNINGS: "1" };
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: "utf8" }));
}

describe("a time without a zone", () => {
  it.each([
    ["UTC", { "2026-03-08T02:30": "2026-03-08T02:30" }],
    [
      "America/New_York",
      {
        "2026": "2026-01-01T05:00",
        "2026-07": "2026-07-01T04:00",
        "2026-03-08": "2026-03-08T05:00",
        "2026-03-08T01:59:59.5": "2026-03-08T06:59:59.5",
        // An hour that the clocks skip, and the one that they show twice.
        "2026-03-08T02:30": "2026-03-08T07:30",
        "2026-03-08T03:00": "2026-03-08T07:00",
        "2026-11-01T01:30": "2026-11-01T05:30",
        "2026-11-01T02:00": "2026-11-01T07:00",
        // With a zone, it does not matter where one is.
        "2026-03-08T02:30Z": "2026-03-08T02:30",
        "2026-03-08T02:30+02:00": "2026-03-08T00:30",
      },
    ],
    ["Asia/Kolkata", { "2026-03-01": "2026-02-28T18:30", "2026-03-01T12": "2026-03-01T06:30" }],
    ["Australia/Lord_Howe", { "2026-04-05T01:45": "2026-04-04T14:45", "2026-10-04T02:15": "2026-10-03T15:45" }],
    // Here the clocks skipped midnight, and there a whole day.
    ["America/Sao_Paulo", { "2018-11-04": "2018-11-04T03:00", "2018-11-03": "2018-11-03T03:00" }],
    ["Pacific/Apia", { "2011-12-30": "2011-12-30T10:00", "2011-12-31": "2011-12-30T10:00" }],
    ["Asia/Tokyo", { "0050-01-01T12:00+09:00": "0050-01-01T03:00", "0000-01-01": undefined }],
  ])("is local in %s", (zone, times) => {
    const texts = Object.keys(times);
    const found = runIn(zone, `console.log(JSON.stringify(${JSON.stringify(texts)}.map(parseFilterTime)));`);
    const expected = Object.values(times).map((time) => (time === undefined ? null : Date.parse(`${time}Z`)));
    expect(found).toEqual(expected);
  });

  it.each(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo"])(
    "is the one that is shown in %s, and a printed one is the same everywhere",
    (zone) => {
      const hours = fc.integer({ min: Date.UTC(2015) / 900_000, max: Date.UTC(2035) / 900_000 });
      const times = fc.sample(hours, 2000).map((quarter) => quarter * 900_000);
      const wrong = runIn(
        zone,
        `const two = (value) => String(value).padStart(2, "0");
        const shown = (time) => {
          const date = new Date(time);
          const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
          return day + "T" + two(date.getHours()) + ":" + two(date.getMinutes());
        };
        console.log(JSON.stringify(${JSON.stringify(times)}.filter((time) => {
          const read = parseFilterTime(shown(time));
          const isFirstOfTwo = read < time && shown(read) === shown(time);
          return !(read === time || isFirstOfTwo) || parseFilterTime(printFilterTime(time)) !== time;
        })));`,
      );
      expect(wrong).toEqual([]);
    },
  );
});

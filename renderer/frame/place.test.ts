import { expect, it } from "vitest";
import { byteLength, byteOffset, milliseconds } from "../../shared/units.ts";
import { printCitation } from "../data/citation.ts";
import { formatCount } from "../data/format.ts";
import { readPlace } from "./place.ts";

const near = milliseconds(new Date(2026, 5, 5, 16, 42).getTime());

it.each([
  ["0", 0],
  ["1234567", 1234567],
  [" 1,234,567 ", 1234567],
  ["1 234 567", 1234567],
  ["#42", 42],
  ["2026", 2026],
  [formatCount(100_000_000), 100_000_000],
])("reads %s as a record's number", (text, record) => {
  expect(readPlace(text, near)).toEqual({ type: "record", record });
});

it.each([
  ["2026-06", new Date(2026, 5)],
  ["2026-06-05", new Date(2026, 5, 5)],
  ["2026-06-05 9:05", new Date(2026, 5, 5, 9, 5)],
  ["2026-06-05 16:42", new Date(2026, 5, 5, 16, 42)],
  [" 2026-06-05T16:42:07 ", new Date(2026, 5, 5, 16, 42, 7)],
  ["2026-06-05 16:42:07.250", new Date(2026, 5, 5, 16, 42, 7, 250)],
  ["9:05", new Date(2026, 5, 5, 9, 5)],
  ["16:42:07,5", new Date(2026, 5, 5, 16, 42, 7, 500)],
])("reads %s as a local time", (text, date) => {
  expect(readPlace(text, near)).toEqual({ type: "time", time: date.getTime() });
});

it.each([
  "2026-06-05T16:42:07.250Z",
  "2026-06-05T16:42:00+01:00",
  "2026-06-05T16:42:00-03:30",
  "1969-12-31T23:59:59.999Z",
])("reads %s in its zone", (text) => {
  expect(readPlace(text, near)).toEqual({ type: "time", time: Date.parse(text) });
});

it.each(["2026-06-05T16:42+02", "2026-06-05 16:42 +02:00", "Fri, 05 Jun 2026 14:42:00 GMT"])(
  "reads the zone of %s",
  (text) => {
    expect(readPlace(text, near)).toEqual({ type: "time", time: Date.UTC(2026, 5, 5, 14, 42) });
  },
);

it.each([
  ["line 7", { type: "line", line: 7 }],
  ["L7", { type: "line", line: 7 }],
  [":1 000", { type: "line", line: 1000 }],
  ["@1024", { type: "byte", byte: 1024 }],
  ["byte 1,024", { type: "byte", byte: 1024 }],
  ["50 %", { type: "share", share: 0.5 }],
  ["12,5%", { type: "share", share: 0.125 }],
])("reads %s as a place in the file", (text, place) => expect(readPlace(text, near)).toEqual(place));

it("reads the citation that it prints, whatever the file is called", () => {
  const citation = { offset: byteOffset(1024), length: byteLength(310), hash: "0123456789abcdef" };
  expect(readPlace(printCitation("a @1+2#b.jsonl", citation), near)).toEqual({ type: "citation", citation });
});

it.each([
  "101 %",
  "line x",
  "a.jsonl@1+2#0123",
  "",
  "-1",
  "12a",
  "1e3",
  "99999999999999999",
  "9007199254740993",
  "2026-02-30",
  "2026-06-05 16:42 +1",
  "25:00",
  "2026-06-05 1:2",
])("refuses %s", (text) => expect(readPlace(text, near)).toBeUndefined());

it("cannot tell the day of a time of day in a transcript without times", () => {
  expect(readPlace("16:42", undefined)).toBeUndefined();
});

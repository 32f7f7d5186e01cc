import { expect, it } from "vitest";
import { columnsFor, expectedDigits, templateOf } from "./columns.ts";

const needs = {
  ...{ digits: 4, kindLength: 40, timed: true, dated: true, room: 1200 },
  timeForm: "clock" as const,
  wanted: ["number", "time", "kind", "size"] as const,
};
const namesOf = (room: number, timed = true) =>
  columnsFor({ ...needs, room, timed }, {}).columns.map(({ name }) => name);

it("shows all columns where there is room, and leaves out the least needed where there is not", () => {
  expect(namesOf(1200)).toEqual(["number", "time", "kind", "size"]);
  expect(namesOf(600)).toEqual(["number", "time", "kind"]);
  expect(namesOf(470)).toEqual(["number", "kind"]);
  expect(namesOf(0)).toEqual(["number", "kind"]);
});

it("takes the date away before any column", () => {
  expect(columnsFor(needs, {}).dated).toBe(true);
  const narrow = columnsFor({ ...needs, room: 650 }, {});
  expect(narrow.dated).toBe(false);
  expect(narrow.columns).toHaveLength(4);
});

it("has no column for times when there are none", () => {
  expect(namesOf(1200, false)).toEqual(["number", "kind", "size"]);
});

it("shows the columns that are wanted, in their order, as far as there is room", () => {
  const wanted = ["number", "line", "time", "kind", "role", "size"] as const;
  const names = (room: number) => columnsFor({ ...needs, wanted, room }, {}).columns.map(({ name }) => name);
  expect(names(1400)).toEqual(wanted);
  expect(names(700)).toEqual(["number", "time", "kind", "role"]);
  expect(columnsFor({ ...needs, wanted: [] }, {}).columns).toEqual([]);
});

it("says of which transcript each record is, wherever there are several", () => {
  const names = (room: number) =>
    columnsFor({ ...needs, wanted: ["source", ...needs.wanted], room }, {}).columns.map(({ name }) => name);
  expect(names(1400)).toEqual(["source", "number", "time", "kind", "size"]);
  expect(names(0)).toEqual(["source", "number", "kind"]);
});

it("needs no date for times since another one", () => {
  expect(columnsFor({ ...needs, timeForm: "since-first" }, {}).dated).toBe(false);
});

it("takes the user's widths", () => {
  const { columns } = columnsFor(needs, { kind: 300, number: 90 });
  expect(templateOf(columns)).toBe("90px 184px 300px 76px minmax(0, 1fr)");
});

it("makes the kinds' column as wide as the file's longest kind needs, up to a bound", () => {
  const width = (kindLength: number) =>
    columnsFor({ ...needs, kindLength }, {}).columns.find(({ name }) => name === "kind")?.width ?? 0;
  expect(width(4)).toBeLessThan(width(18));
  expect(width(18)).toBeLessThan(width(40));
  expect(width(400)).toBe(width(40));
});

it("cuts kinds where the preview would say nothing beside them, unless the user has chosen their width", () => {
  const widths = (room: number, chosen = {}) =>
    columnsFor({ ...needs, room }, chosen).columns.map(({ width }) => width);
  const [number = 0, kind = 0] = widths(470);
  expect(widths(400)).toEqual([number, 400 - 180 - number]);
  expect(widths(300)).toEqual([number, 96]);
  expect(kind).toBe(204);
  expect(widths(300, { kind: 250 })).toEqual([number, 250]);
  expect(widths(300, { kind: 60 })).toEqual([number, 60]);
});

it("makes room for the digits of the last record", () => {
  const width = (digits: number) => columnsFor({ ...needs, digits }, {}).columns[0]?.width ?? 0;
  expect(width(9)).toBeGreaterThan(width(4));
});

it("expects as many digits as the whole file will need", () => {
  const progress = { ...nothingYet, records: 5000, bytesDone: 1_000_000, bytesTotal: 1_000_000_000 };
  expect(expectedDigits(progress)).toBe(7);
  expect(expectedDigits({ ...progress, bytesTotal: 0 })).toBe(4);
  expect(expectedDigits(nothingYet)).toBe(1);
});

const nothingYet = {
  state: { phase: "indexing" },
  bytesDone: 0,
  bytesTotal: 0,
  lines: 0,
  records: 0,
  malformed: 0,
  commas: 0,
  padding: 0,
  glued: 0,
  blank: 0,
  longestRecord: 0,
  firstTime: undefined,
  lastTime: undefined,
  outOfOrder: 0,
  elapsedMs: 0,
  cached: false,
  kindsOverflowed: false,
  namesOverflowed: false,
  change: undefined,
  live: undefined,
  warnings: [],
} as const;

import { expect, it } from "vitest";
import { columnsFor, templateOf } from "./columns.ts";

const needs = { records: 1000, timed: true, dated: true, room: 1200 };
const namesOf = (room: number, timed = true) =>
  columnsFor({ ...needs, room, timed }, {}).columns.map(({ name }) => name);

it("shows all columns where there is room, and leaves out the least needed where there is not", () => {
  expect(namesOf(1200)).toEqual(["number", "time", "kind", "size"]);
  expect(namesOf(560)).toEqual(["number", "time", "kind"]);
  expect(namesOf(430)).toEqual(["number", "kind"]);
  expect(namesOf(0)).toEqual(["number", "kind"]);
});

it("takes the date away before any column", () => {
  expect(columnsFor(needs, {}).dated).toBe(true);
  const narrow = columnsFor({ ...needs, room: 610 }, {});
  expect(narrow.dated).toBe(false);
  expect(narrow.columns).toHaveLength(4);
});

it("has no column for times when there are none", () => {
  expect(namesOf(1200, false)).toEqual(["number", "kind", "size"]);
});

it("takes the user's widths", () => {
  const { columns } = columnsFor(needs, { kind: 300, number: 90 });
  expect(templateOf(columns)).toBe("90px 176px 300px 76px minmax(0, 1fr)");
});

it("makes room for the digits of the last record", () => {
  const width = (records: number) => columnsFor({ ...needs, records }, {}).columns[0]?.width ?? 0;
  expect(width(100_000_000)).toBeGreaterThan(width(1000));
});

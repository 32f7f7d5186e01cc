import { expect, it } from "vitest";
import { byteLength, milliseconds, recordNumber } from "../../shared/units.ts";
import { silenceBefore } from "./silenceBefore.ts";

const at = (time: number | undefined, record = 9) => ({
  time: time === undefined ? undefined : milliseconds(time),
  record: recordNumber(record),
});
const run = (open: boolean, until: number) => ({
  run: { records: 3, last: recordNumber(11), bytes: byteLength(9), open, until: milliseconds(until) },
});

it("is the time since the row above", () => {
  expect(silenceBefore(at(5000, 10), at(2000))).toBe(3000);
  expect(silenceBefore(at(1000, 10), at(2000))).toBe(-1000);
});

it("begins behind the last record of a folded run, and behind the first row of an open one", () => {
  expect(silenceBefore(at(5000, 12), { ...at(2000), ...run(false, 4900) })).toBe(100);
  expect(silenceBefore(at(2000, 9), { ...at(2000), ...run(true, 4900) })).toBe(0);
});

it("is none where records stand between the rows", () => {
  expect(silenceBefore(at(5000, 11), at(2000))).toBe(undefined);
  expect(silenceBefore(at(5000, 13), { ...at(2000), ...run(false, 4900) })).toBe(undefined);
});

it("is not known where a row tells no time, or there is none above", () => {
  expect(silenceBefore(at(undefined, 10), at(1))).toBe(undefined);
  expect(silenceBefore(at(1, 10), at(undefined))).toBe(undefined);
  expect(silenceBefore(at(1), undefined)).toBe(undefined);
});

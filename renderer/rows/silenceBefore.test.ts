import { expect, it } from "vitest";
import { byteLength, milliseconds, recordNumber } from "../../shared/units.ts";
import { silenceBefore } from "./silenceBefore.ts";

const at = (time: number | undefined) => ({ time: time === undefined ? undefined : milliseconds(time) });
const run = (open: boolean, until: number) => ({
  run: { records: 3, last: recordNumber(9), bytes: byteLength(9), open, until: milliseconds(until) },
});

it("is the time since the row above", () => {
  expect(silenceBefore(at(5000), at(2000))).toBe(3000);
  expect(silenceBefore(at(1000), at(2000))).toBe(-1000);
});

it("begins behind the last record of a folded run, and behind the first row of an open one", () => {
  expect(silenceBefore(at(5000), { ...at(2000), ...run(false, 4900) })).toBe(100);
  expect(silenceBefore(at(2000), { ...at(2000), ...run(true, 4900) })).toBe(0);
});

it("is not known where a row tells no time, or there is none above", () => {
  expect(silenceBefore(at(undefined), at(1))).toBe(undefined);
  expect(silenceBefore(at(1), at(undefined))).toBe(undefined);
  expect(silenceBefore(at(1), undefined)).toBe(undefined);
});

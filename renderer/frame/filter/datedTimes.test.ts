import { expect, it } from "vitest";
import { parseFilter } from "../../../shared/filter/filter.ts";
import { milliseconds } from "../../../shared/units.ts";
import { datedTimes } from "./datedTimes.ts";

const near = milliseconds(new Date(2026, 5, 5, 16, 42).getTime());

it.each([
  ["after:08:02", 'after:"2026-06-05 08:02"'],
  ["kind:A -before:8:02:07.5 x", 'kind:A -before:"2026-06-05 8:02:07.5" x'],
  ["(after:16:00 before:17:00)", '(after:"2026-06-05 16:00" before:"2026-06-05 17:00")'],
])("reads %s on the day that is looked at", (text, dated) => {
  expect(datedTimes(text, near)).toBe(dated);
  expect(parseFilter(dated).ok).toBe(true);
});

it.each(["after:2026-03-01", "08:02", "after:yesterday", ""])("leaves %j as it is", (text) => {
  expect(datedTimes(text, near)).toBeUndefined();
});

it("knows no day in a transcript without times", () => {
  expect(datedTimes("after:08:02", undefined)).toBeUndefined();
});

import { expect, it } from "vitest";
import { formatCount } from "../data/format.ts";
import { readRecordNumber } from "./recordNumber.ts";

it.each([
  ["0", 0],
  ["1234567", 1234567],
  [" 1,234,567 ", 1234567],
  ["1 234 567", 1234567],
  ["#42", 42],
  [formatCount(100_000_000), 100_000_000],
])("reads %s", (text, number) => expect(readRecordNumber(text)).toBe(number));

it.each(["", "-1", "12a", "1e3", "99999999999999999", "9007199254740993"])("refuses %s", (text) =>
  expect(readRecordNumber(text)).toBeUndefined(),
);

import { expect, it } from "vitest";
import { selectedText } from "./selectedText.ts";

const rows = ['{"a":"one t', "wo\u202e three ", 'four"}'];
const rawRow = (row: number) => rows[row];

it("joins rows as they stand in the record", () => {
  expect(selectedText({ row: 0, at: 6 }, { row: 2, at: 4 }, rawRow)).toBe("one two\u202e three four");
});

it("takes a mark for the one character that it shows", () => {
  const mark = "⟦U+202E⟧";
  expect(selectedText({ row: 1, at: 1 }, { row: 1, at: 2 + mark.length }, rawRow)).toBe("o\u202e");
  expect(selectedText({ row: 1, at: 2 + mark.length }, { row: 1, at: 99 }, rawRow)).toBe(" three ");
});

it("has no text where some of it is not at hand", () => {
  expect(selectedText({ row: 1, at: 0 }, { row: 3, at: 1 }, rawRow)).toBeUndefined();
});

import { describe, expect, it } from "vitest";
import { columnsFor, rowCount } from "./textRows.ts";

describe("columnsFor", () => {
  it.each([
    [600, 7.2, 80],
    [10, 7.2, 16],
    [100_000, 7.2, 200],
    [600, 0, 200],
  ])("fits %i pixels of characters %d wide with %i columns", (width, character, columns) => {
    expect(columnsFor(width, character)).toBe(columns);
  });
});

describe("rowCount", () => {
  it.each([
    [0, 1],
    [80, 1],
    [81, 2],
    [500_000_000_000, 6_250_000_000],
  ])("puts %i bytes into %i rows", (bytes, rows) => {
    expect(rowCount(bytes, 80)).toBe(rows);
  });
});

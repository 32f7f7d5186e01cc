import { describe, expect, it } from "vitest";
import { columnsFor } from "./textRows.ts";

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

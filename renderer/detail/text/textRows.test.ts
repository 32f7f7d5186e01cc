import { describe, expect, it } from "vitest";
import { columnsFor, parseByte, rowCount } from "./textRows.ts";

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

describe("parseByte", () => {
  it.each([
    ["0", 0],
    ["1 234", 1234],
    ["1,234", 1234],
    ["1\u202f234", 1234],
    ["0x4D2", 1234],
    ["9999", undefined],
    ["-1", undefined],
    ["1e3", undefined],
    ["", undefined],
    ["abc", undefined],
  ])("reads %j as %s", (text, byte) => {
    expect(parseByte(text, 5000)).toBe(byte);
  });

  it("allows byte 0 of an empty record", () => {
    expect(parseByte("0", 0)).toBe(0);
  });
});

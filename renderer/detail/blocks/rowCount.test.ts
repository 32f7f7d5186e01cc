import { describe, expect, it } from "vitest";
import { rowCount } from "./rowCount.ts";

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

import fc from "fast-check";
import { expect, it } from "vitest";
import type { RowRanges } from "./rowRanges.ts";
import { countRows, hasRow, rangeOf, toggleRow } from "./rowRanges.ts";

it("holds the rows that were toggled an odd number of times, as few runs as possible", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 60 }), (rows) => {
      const ranges = rows.reduce<RowRanges>(toggleRow, []);
      const chosen = Array.from({ length: 31 }, (_, row) => rows.filter((one) => one === row).length % 2 === 1);
      expect(chosen.map((_, row) => hasRow(ranges, row))).toEqual(chosen);
      expect(countRows(ranges)).toBe(chosen.filter(Boolean).length);
      const starts = chosen.filter((is, row) => is && chosen[row - 1] !== true).length;
      expect(ranges).toHaveLength(starts);
    }),
  );
});

it("goes from either end", () => {
  expect(rangeOf(7, 3)).toEqual(rangeOf(3, 7));
});

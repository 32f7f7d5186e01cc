import { expect, it } from "vitest";
import { partAt, partWithRecord, shareOf, wholeTimes } from "./timeScale.ts";

/** Two parts of 10 ms, a long gap, one part of 20 ms. */
const edges = [100, 110, 120, 1000, 1020];

it("finds a time's place, however long the parts are", () => {
  expect([0, 100, 105, 120, 560, 1010, 5000].map((time) => shareOf(edges, time))).toEqual([
    0, 0, 0.125, 0.5, 0.625, 0.875, 1,
  ]);
  expect([0, 0.3, 0.5, 1].map((share) => partAt(edges, share))).toEqual([0, 1, 2, 3]);
});

it("goes to the next part that has a record, back where there is none behind", () => {
  const records = [undefined, 4, undefined, 7, undefined];
  expect(partWithRecord(records, 2, 1)).toBe(3);
  expect(partWithRecord(records, 2, -1)).toBe(1);
  expect(partWithRecord(records, 4, 1)).toBe(3);
  expect(partWithRecord(records, 0, -1)).toBe(1);
  expect(partWithRecord([undefined], 0, 1)).toBeUndefined();
});

it("chooses times that can be read, around what was drawn, where a part of the scale is longer than that", () => {
  expect(wholeTimes(61_160.578, 98_002.283, [0, 3_600_000])).toEqual({ after: 61_000, before: 99_000 });
  expect(wholeTimes(61_160.578, 98_002.283, [61_000, 61_400])).toEqual({ after: 61_160, before: 98_003 });
  expect(wholeTimes(0.25, 0.5, [0, 0.25, 0.5])).toEqual({ after: 0.25, before: 0.5 });
});

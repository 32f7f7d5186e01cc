import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdTables } from "./idTables.ts";
import { PageCache } from "./pageCache.ts";

/** Of hashes that many have. */
const hash = fc
  .oneof(fc.integer({ min: -3, max: 3 }), fc.integer(), fc.constantFrom(-(2 ** 31), 2 ** 31 - 1))
  .filter((one) => one !== 0);

describe("tables of ids, of which few are in memory", () => {
  it("find what a plain map finds, whatever was merged", () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 400 }), fc.integer({ min: 1, max: 20 }), (hashes, mostRecent) => {
        const tables = new IdTables(new PageCache(3), mostRecent);
        const ids = new Map<number, number[]>();
        hashes.forEach((one, at) => {
          tables.add(one, at + 1);
          ids.set(one, [...(ids.get(one) ?? []), at + 1]);
        });
        for (const [one, of] of ids) {
          for (const id of of) expect(tables.find(one, (found) => found === id)).toBe(id);
          expect(tables.find(one, () => false)).toBe(0);
          if (one !== -1 && !ids.has(one + 1)) expect(tables.find(one + 1, () => true)).toBe(0);
        }
      }),
    );
  });

  it("ask for no id of another hash", () => {
    const tables = new IdTables(new PageCache(3), 4);
    for (let id = 1; id <= 100; id++) tables.add(id * 0x9e3779b1, id);
    const asked: number[] = [];
    tables.find(7 * 0x9e3779b1, (id) => asked.push(id) < 0);
    expect(asked.length).toBeLessThanOrEqual(1);
  });
});

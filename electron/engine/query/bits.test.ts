import fc from "fast-check";
import { expect, it } from "vitest";
import { segmentRecords } from "../scanner/indexScan.ts";
import { clearFrom, countBits, createBits, hasBit, nextBit, setBit, skipBits } from "./bits.ts";

const size = segmentRecords;
const rows = fc
  .uniqueArray(fc.oneof(fc.nat(size - 1), fc.constantFrom(0, 31, 32, 63, 64, size - 32, size - 1), fc.nat(200)), {
    maxLength: 60,
  })
  .map((numbers) => numbers.sort((a, b) => a - b));

it("counts and finds as a list of the set rows does", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: size }), fc.nat(size), fc.nat(70), (set, end, from, skip) => {
      const bits = createBits();
      for (const row of set) setBit(bits, row);
      const before = set.filter((row) => row < end);
      expect(countBits(bits, end)).toBe(before.length);
      expect(nextBit(bits, from, end)).toBe(before.find((row) => row >= from) ?? end);
      expect(skipBits(bits, skip, end)).toBe(before[skip] ?? end);
      expect(hasBit(bits, from % size)).toBe(set.includes(from % size));
      clearFrom(bits, end);
      expect(countBits(bits, size)).toBe(before.length);
    }),
  );
});

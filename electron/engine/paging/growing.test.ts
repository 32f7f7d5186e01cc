import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsOf } from "./byteWords.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "./growing.ts";
import { GrowingText } from "./growingText.ts";
import { PageCache } from "./pageCache.ts";

const columns = () => {
  const cache = new PageCache(2);
  return { cache, all: [new GrowingBytes(cache), new GrowingInts(cache), new GrowingNumbers(cache)] };
};

/** Near each other and far apart, so that pages come and go. */
const index = fc.oneof(fc.nat(20), fc.nat(100_000));
const step = fc.record({ column: fc.nat(2), index, value: fc.nat(255), does: fc.constantFrom("set", "get", "clear") });

describe("columns that share two pages of memory", () => {
  it("hold what plain maps hold", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const { all } = columns();
        const plain = all.map(() => new Map<number, number>());
        for (const { column, index: at, value, does } of steps) {
          // Clearing is rare, or little would ever be held.
          if (does === "clear" && value < 20) {
            all[column]?.clear();
            plain[column]?.clear();
          } else if (does === "set") {
            all[column]?.set(at, value);
            plain[column]?.set(at, value);
          } else expect(all[column]?.get(at)).toBe(plain[column]?.get(at) ?? 0);
        }
        plain.forEach((held, column) => {
          for (const [at, value] of held) expect(all[column]?.get(at)).toBe(value);
        });
      }),
    );
  });

  it("keep numbers as they are", () => {
    const [bytes, ints, numbers] = columns().all;
    bytes?.set(3, 255);
    ints?.set(5000, -(2 ** 31));
    numbers?.set(70_000, 2 ** 52 + 0.5);
    expect([bytes?.get(3), ints?.get(5000), numbers?.get(70_000)]).toEqual([255, -(2 ** 31), 2 ** 52 + 0.5]);
    expect([bytes?.get(4), ints?.get(2 ** 30), numbers?.get(0)]).toEqual([0, 0, 0]);
  });

  it("give all their pages back", () => {
    const { cache, all } = columns();
    for (const column of all) for (let at = 0; at < 100_000; at += 500) column.set(at, 1);
    expect(cache.count).toBeGreaterThan(20);
    for (const column of all) column.clear();
    expect(cache.count).toBe(0);
    expect(all.map((column) => column.get(500))).toEqual([0, 0, 0]);
  });
});

describe("a growing text that shares two pages of memory", () => {
  it("gives back and knows what was appended, across pages", () => {
    const piece = fc.uint8Array({ maxLength: 40_000 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = new GrowingText(new PageCache(2));
        const places = pieces.map((bytes) => {
          const place = text.length;
          text.append(bytes, 0, bytes.length);
          return place;
        });
        pieces.forEach((bytes, at) => {
          const place = places[at] ?? -1;
          expect(text.read(place, bytes.length).equals(bytes)).toBe(true);
          expect(text.is(place, wordsOf(bytes), 0, bytes.length)).toBe(true);
          if (bytes.length === 0) return;
          const other = Uint8Array.from(bytes);
          other[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
          expect(text.is(place, wordsOf(other), 0, other.length)).toBe(false);
        });
      }),
      { numRuns: 30 },
    );
  });
});

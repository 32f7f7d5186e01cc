import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Stretch } from "./alignSteps.ts";
import { alignSteps } from "./alignSteps.ts";

const stepsOf = (hashes: readonly number[]) => ({ count: hashes.length, hash: (step: number) => hashes[step] ?? -1 });

function align(a: readonly number[], b: readonly number[]): readonly Stretch[] {
  return [...alignSteps(stepsOf(a), stepsOf(b))].filter((stretch) => stretch !== undefined);
}

describe("steps that are held against each other", () => {
  it("differ nowhere when they are the same", () => {
    expect(align([1, 2, 3], [1, 2, 3])).toEqual([]);
    expect(align([], [])).toEqual([]);
  });

  it("go on alike behind one that only one of them has", () => {
    expect(align([1, 2, 3, 4], [1, 3, 4])).toEqual([{ a: 1, b: 1, countA: 1, countB: 0 }]);
    expect(align([1, 3, 4], [1, 2, 9, 3, 4])).toEqual([{ a: 1, b: 1, countA: 0, countB: 2 }]);
  });

  it("go on alike behind one that is another", () => {
    expect(align([1, 2, 3], [1, 7, 3])).toEqual([{ a: 1, b: 1, countA: 1, countB: 1 }]);
  });

  it("end where one of them ends", () => {
    expect(align([1, 2, 3], [1])).toEqual([{ a: 1, b: 1, countA: 2, countB: 0 }]);
  });

  it("are all told of, once, in order, and are the same between the stretches", () => {
    const hashes = fc.array(fc.nat(6), { maxLength: 60 });
    fc.assert(
      fc.property(hashes, hashes, (a, b) => {
        let [atA, atB] = [0, 0];
        for (const stretch of align(a, b)) {
          expect(stretch.a - atA).toBe(stretch.b - atB);
          expect(a.slice(atA, stretch.a)).toEqual(b.slice(atB, stretch.b));
          expect(stretch.countA + stretch.countB).toBeGreaterThan(0);
          atA = stretch.a + stretch.countA;
          atB = stretch.b + stretch.countB;
        }
        expect(a.slice(atA)).toEqual(b.slice(atB));
      }),
    );
  });

  it("are found again behind hundreds of others, not behind any number", () => {
    const others = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n);
    const tail = others(10_000, 500);
    expect(align([...others(0, 150), ...tail], tail)).toEqual([{ a: 0, b: 0, countA: 150, countB: 0 }]);
    expect(align([...others(0, 1000), ...tail], tail).length).toBeGreaterThan(1);
  });
});

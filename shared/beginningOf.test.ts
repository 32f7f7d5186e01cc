import fc from "fast-check";
import { expect, it } from "vitest";
import { beginningOf, shortenedTo } from "./beginningOf.ts";

it("cuts between characters, and nothing that is short enough", () => {
  expect(beginningOf("beds", 4)).toBe("beds");
  expect(beginningOf("beds", 3)).toBe("bed");
  expect(beginningOf("ab🌿", 3)).toBe("ab");
  expect(beginningOf("ab🌿", 4)).toBe("ab🌿");
  expect(beginningOf("🌿", 1)).toBe("");
  expect(beginningOf("🌿", 0)).toBe("");
  expect(shortenedTo("🌿🌿", 3)).toBe("🌿…");
  expect(shortenedTo("🌿🌿", 4)).toBe("🌿🌿");
});

it("gives a beginning that is whole where the text is, and at most one unit shorter than it may be", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, most) => {
      const beginning = beginningOf(text, most);
      expect(text.startsWith(beginning)).toBe(true);
      expect(beginning.isWellFormed()).toBe(true);
      expect(beginning.length).toBeLessThanOrEqual(most);
      expect(beginning.length).toBeGreaterThanOrEqual(Math.min(text.length, most - 1));
    }),
  );
});

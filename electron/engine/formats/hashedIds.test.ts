import fc from "fast-check";
import { expect, it } from "vitest";
import { HashedIds } from "./hashedIds.ts";

it("keeps for each text what a map keeps", () => {
  const text = fc.oneof(fc.string({ maxLength: 4 }), fc.uuid(), fc.constantFrom("", "__proto__", "\0", "\ud800"));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.integer({ min: 0, max: 2 ** 31 - 1 })), { maxLength: 50 }), (entries) => {
      const ids = new HashedIds();
      const map = new Map<string, number>();
      for (const [key, value] of entries) {
        expect(ids.get(key)).toBe(map.get(key) ?? 0);
        ids.set(key, value);
        map.set(key, value);
      }
      for (const [key, value] of map) expect(ids.get(key)).toBe(value);
    }),
  );
});

it("finds all of many, and none of others", () => {
  const ids = new HashedIds();
  const many = 200_000;
  for (let i = 1; i <= many; i++) ids.set(`00000000-0000-4000-8000-${String(i).padStart(12, "0")}`, i);
  for (let i = 1; i <= many; i++) {
    expect(ids.get(`00000000-0000-4000-8000-${String(i).padStart(12, "0")}`)).toBe(i);
    expect(ids.get(`00000000-0000-4000-9000-${String(i).padStart(12, "0")}`)).toBe(0);
  }
});

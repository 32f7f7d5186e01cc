import { describe, expect, it } from "vitest";
import { GrowingInts } from "./growing.ts";
import { GrowingText } from "./growingText.ts";
import { PageCache } from "./pageCache.ts";
import { withBriefColumns } from "./pageOwners.ts";

describe("brief columns", () => {
  it("give their pages back when their work is done, and are empty then", () => {
    const cache = new PageCache(4);
    const lasting = new GrowingInts(cache);
    lasting.set(0, 7);
    const columns = withBriefColumns(() => {
      const brief = new GrowingInts(cache);
      const text = new GrowingText(cache);
      brief.set(0, 1);
      brief.set(100_000, 2);
      text.append(Buffer.from("abc"), 0, 3);
      // A lasting one stays what it is.
      lasting.set(100_000, 8);
      expect(cache.count).toBe(5);
      return { brief };
    });
    expect(cache.count).toBe(2);
    expect([lasting.get(0), lasting.get(100_000), columns.brief.get(0), columns.brief.get(100_000)]).toEqual([
      7, 8, 0, 0,
    ]);
  });

  it("are given back when their work fails, too, those of inner work with it", () => {
    const cache = new PageCache(4);
    const work = () =>
      withBriefColumns(() => {
        new GrowingInts(cache).set(0, 1);
        withBriefColumns(() => new GrowingInts(cache).set(0, 2));
        expect(cache.count).toBe(1);
        throw new Error("broken");
      });
    expect(work).toThrow("broken");
    expect(cache.count).toBe(0);
    const later = new GrowingInts(cache);
    later.set(0, 3);
    expect([cache.count, later.get(0)]).toEqual([1, 3]);
  });
});

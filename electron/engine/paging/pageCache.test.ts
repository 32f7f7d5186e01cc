import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { collectGarbage } from "../environment/collectGarbage.ts";
import { GrowingNumbers } from "./growing.ts";
import { PageCache, pageBytes } from "./pageCache.ts";
import { PageFile } from "./pageFile.ts";

const fewest = 64;
const pagesOfOne = 16;

/** Something that is read again and again: each time it is made anew, and what was there before is forgotten. */
function readAgain(cache: PageCache): void {
  const column = new GrowingNumbers(cache);
  for (let page = 0; page < pagesOfOne; page++) column.set((page * pageBytes) / 8, page);
}

it("gives the pages back that nobody holds any more, however seldom the runtime looks by itself", async () => {
  const cache = new PageCache(4, new PageFile(), collectGarbage, fewest);
  const kept = new GrowingNumbers(cache);
  kept.set(0, 17);
  let most = 0;
  for (let time = 0; time < 200; time++) {
    readAgain(cache);
    most = Math.max(most, cache.count);
    await setImmediate();
  }
  await expect.poll(() => cache.count).toBeLessThan(fewest);
  expect(most).toBeLessThan(200 * pagesOfOne);
  expect(kept.get(0)).toBe(17);
});

it("looks each time that there are twice as many as behind the last look", async () => {
  let looks = 0;
  const look = () => {
    looks += 1;
  };
  const cache = new PageCache(4, new PageFile(), look, fewest);
  const column = new GrowingNumbers(cache);
  for (let page = 0; page < 1_000; page++) {
    column.set((page * pageBytes) / 8, 1);
    await setImmediate();
  }
  // At 64, 128, 256 and 512.
  expect(looks).toBe(4);
  column.clear();
  const another = new GrowingNumbers(cache);
  for (let page = 0; page < fewest + 1; page++) another.set((page * pageBytes) / 8, 1);
  await setImmediate();
  expect(looks).toBe(5);
});

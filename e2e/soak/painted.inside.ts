// How long it takes from a write to the frame that draws its row, in the app that follows the file. Run by hand
// (`npm run soak -- --writes N`): what it takes is the machine's, so nothing is asserted of it.

import { appendFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expectIndexed, records, test } from "../app.ts";

const writes = Number(process.env.SEEKLINE_SOAK_WRITES ?? 80);
/** Lines a second that somebody writes meanwhile. */
const rate = Number(process.env.SEEKLINE_SOAK_RATE ?? 0);
/** Rows that are there before. */
const before = 500;
/** Between two writes, in ms: at no fixed place between two looks. */
const [leastPause, mostPause] = [100, 600];
/** Between two writes of the others, in ms. */
const betweenWrites = 10;

const line = (n: number): string => `{"type":"LINE","n":${n}}\n`;

test("from the write to the painted row", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  writeFileSync(file, Array.from({ length: before }, (_, n) => line(n)).join(""));
  const { page } = await launch({ isNew: true, file });
  await expectIndexed(page);
  await records(page).press("End");
  const took: number[] = [];
  let written = before;
  const write = (lines: number): void => {
    appendFileSync(file, Array.from({ length: lines }, (_, n) => line(written + n)).join(""));
    written += lines;
  };
  const began = performance.now();
  const others = setInterval(() => {
    const due = before + Math.floor(((performance.now() - began) * rate) / 1_000);
    if (due > written) write(due - written);
  }, betweenWrites);
  for (let n = 0; n < writes; n++) {
    await page.waitForTimeout(leastPause + ((n * 137) % (mostPause - leastPause)));
    // So that the page is looking by then.
    await page.evaluate(() => undefined);
    const at = performance.timeOrigin + performance.now();
    write(1);
    took.push((await paintedAt(page, written)) - at);
  }
  clearInterval(others);
  took.sort((one, other) => one - other);
  const at = (share: number): string =>
    (took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? 0).toFixed(0);
  const late = took.filter((ms) => ms > 200).length;
  const load = os.loadavg()[0]?.toFixed(1);
  console.log(
    `${writes} writes, ${rate} other lines a second: half within ${at(0.5)} ms, 9 of 10 within ${at(0.9)}, 99 of 100 within ${at(0.99)}, all within ${at(1)}; ${late} took more than 200 ms; load ${load}`,
  );
});

/** When the frame begins that draws a row, or one behind it, in ms since 1970. */
function paintedAt(page: Page, row: number): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const rows = [...document.querySelectorAll("[aria-posinset]")];
          if (!rows.some((row) => Number(row.getAttribute("aria-posinset")) >= wanted)) requestAnimationFrame(look);
          else resolve(performance.timeOrigin + performance.now());
        };
        requestAnimationFrame(look);
      }),
    row,
  );
}

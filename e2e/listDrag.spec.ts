// The scroll bar of a long list is dragged while its rows are still on their way.

import { expect, type Page } from "@playwright/test";
import { expectIndexed, records, rows, test } from "./app.ts";
import { generateLog } from "./logs.ts";
import { drawnRows, rowCount } from "./workbench.ts";

test("who drags the scroll bar always sees rows: those before, those that arrive, and in the end those that stand there", async ({
  launch,
  folder,
}) => {
  const log = await generateLog(folder, "long", "24mb", 9);
  const app = await launch({ file: log.file, isNew: true });
  const { page } = app;
  await expectIndexed(page);
  const total = await rowCount(page);
  await expect.poll(async () => (await drawnRows(page)).length).toBeGreaterThan(10);
  await noteSeen(page);

  // Nothing arrives while the engine stands still.
  const engine = await app.enginePid();
  process.kill(engine, "SIGSTOP");
  try {
    for (const part of [0.25, 0.5, 0.75]) {
      await drag(page, part);
      expect(await seenNumbers(page)).toContain("0");
    }
    await expect(page.getByRole("progressbar", { name: "Reading what stands there" })).toBeVisible();
    // What only stands in is not there for who is read to, nor for the pointer.
    await expect(rows(page).first()).toHaveAttribute("aria-busy", "true");
    await records(page).click({ position: { x: 200, y: 100 }, force: true });
    await expect(page.getByRole("option", { selected: true })).toHaveCount(0);
  } finally {
    process.kill(engine, "SIGCONT");
  }

  const end = 0.75 * total;
  await expect.poll(async () => (await drawnRows(page))[0]?.place ?? 0).toBeGreaterThan(end - 60);
  await expect(rows(page).and(page.locator("[aria-busy=true]"))).toHaveCount(0);
  await expect(page.locator("[data-stand-in]")).toHaveCount(0);
  await expect(page.getByRole("progressbar", { name: "Reading what stands there" })).toHaveCount(0);
  // What was under way for the first place was seen when it arrived; of those between, nothing was asked for.
  const seen = await page.evaluate<readonly number[]>("[...globalThis.seenRows]");
  const near = (part: number) => seen.some((record) => Math.abs(record - part * total) < 100);
  expect(near(0.25)).toBe(true);
  expect(near(0.5)).toBe(false);
  expect(near(0.75)).toBe(true);
});

/** Lets the page note the numbers of the rows that are seen from now on. */
function noteSeen(page: Page): Promise<void> {
  return page.evaluate(`{
    globalThis.seenRows = new Set();
    const list = document.querySelector("[role=listbox][aria-label=Records]");
    const note = () => {
      for (const row of list.parentElement.querySelectorAll("[role=option]:not([aria-busy=true]), [data-stand-in] > *")) {
        seenRows.add(Number(row.firstElementChild.textContent.replaceAll("\\u202f", "")));
      }
    };
    new MutationObserver(note).observe(list.parentElement, { childList: true, subtree: true, characterData: true });
  }`);
}

/** The numbers of the rows that stand in for others. */
function seenNumbers(page: Page): Promise<readonly string[]> {
  return page
    .locator("[data-stand-in] > *")
    .evaluateAll((all) => all.map((row) => row.firstElementChild?.textContent ?? ""));
}

/** Moves the scroll bar to a part of its way, as a hand does, and waits until that has been drawn. */
async function drag(page: Page, part: number): Promise<void> {
  await records(page).evaluate(async (element, to) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) * to;
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  }, part);
}

// The list's columns, and the whole file above it.

import fs from "node:fs";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, rows, test } from "./app.ts";
import { drawnRows, filterField, rowCount } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");
const runs = path.join(projectRoot, "samples/many-runs.jsonl");

test("columns are chosen, times counted from the first or from the row above, and all of it is kept", async ({
  launch,
  folder,
}) => {
  const userData = path.join(folder, "kept");
  const first = await launch({ file: sample, userData });
  await expectIndexed(first.page);
  await first.page.getByRole("button", { name: "Columns" }).click();
  await first.page.getByRole("menuitemcheckbox", { name: "Line" }).click();
  await first.page.getByRole("menuitemcheckbox", { name: "Size" }).click();
  await first.page.getByRole("menuitemradio", { name: "Since the row above" }).click();
  await expect(rows(first.page).nth(1)).toContainText("+16\u00a0ms");
  await expect(cells(first.page, 1)).toHaveText(["1", "2", "+16\u00a0ms", "STATE_SNAPSHOT", /^\{"trip"/]);
  await first.page.getByRole("button", { name: "Columns" }).click();
  await first.page.getByRole("menuitemradio", { name: "Since the first" }).click();
  await expect(rows(first.page).nth(2)).toContainText("+27\u00a0ms");
  await first.close();

  const { page } = await launch({ file: sample, userData });
  await expectIndexed(page);
  await expect(cells(page, 1)).toHaveText(["1", "2", "+16\u00a0ms", "STATE_SNAPSHOT", /^\{"trip"/]);
});

test("the overview shows what the list shows, and a click or a key goes there", async ({ launch }) => {
  const { page } = await launch({ file: runs });
  await expectIndexed(page);
  const total = await wholeCount(page);
  const strip = page.getByRole("slider", { name: "Place in the file" });
  await expect(strip).toHaveAttribute("aria-valuenow", "0");
  await expect.poll(() => colours(strip)).toBeGreaterThan(2);
  const box = await strip.boundingBox();
  if (box === null) throw new Error("the overview is not drawn");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(strip).toHaveAttribute("aria-valuenow", /^(4[5-9]|5[0-5])$/);
  const cursor = async () =>
    Number(await page.getByRole("option", { selected: true }).getAttribute("aria-posinset")) / total;
  await expect.poll(cursor).toBeGreaterThan(0.3);
  await strip.focus();
  await page.keyboard.press("End");
  await expect.poll(cursor).toBe(1);
  await page.keyboard.press("Home");
  await expect.poll(async () => (await drawnRows(page))[0]?.record).toBe(0);
});

test("the overview stays where it is while no row passes", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  const strip = page.getByRole("slider", { name: "Place in the file" });
  await filterField(page).fill("weather");
  await expect(page.getByText(/^\d+ of 339/).first()).toBeVisible();
  const before = await strip.boundingBox();
  await filterField(page).fill("text:nothing-of-that-kind");
  await expect(page.getByText("No record matches the filter")).toBeVisible();
  expect(await strip.boundingBox()).toEqual(before);
});

test("a drag over the overview shows only what lies between", async ({ launch }) => {
  const { page } = await launch({ file: runs });
  await expectIndexed(page);
  const total = await wholeCount(page);
  const box = await page.getByRole("slider", { name: "Place in the file" }).boundingBox();
  if (box === null) throw new Error("the overview is not drawn");
  await page.mouse.move(box.x + box.width * 0.25, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 8, { steps: 5 });
  await page.mouse.up();
  await expect(filterField(page)).toHaveValue(/^record:\d+-\d+$/);
  await expect.poll(() => rowCount(page)).toBeLessThan(total * 0.6);
  await expect.poll(() => rowCount(page)).toBeGreaterThan(total * 0.1);
});

test("by time, idle gaps are folded, and clicks, keys and drags go by it", async ({ launch, folder }) => {
  // Three times a minute of records, hours between them; the last of these times stands first, and four records have none.
  const file = path.join(folder, "nights.jsonl");
  const hours = [7, 0, 4];
  const timed = hours.flatMap((hour) =>
    Array.from({ length: 60 }, (_, second) => ({
      type: `HOUR_${hour}`,
      timestamp: Date.UTC(2026, 2, 1, hour, 0, second),
      note: "x".repeat(40),
    })),
  );
  const lines = [...timed, ...Array.from({ length: 4 }, (_, n) => ({ type: "NOTE", n }))];
  fs.writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const userData = path.join(folder, "kept");
  const first = await launch({ file, userData });
  await expectIndexed(first.page);
  await first.page.getByRole("button", { name: "Overview by time" }).click();
  await expect(first.page.getByRole("slider", { name: "Place in time" })).toBeVisible();
  await first.close();

  const { page } = await launch({ file, userData });
  await expectIndexed(page);
  const strip = page.getByRole("slider", { name: "Place in time" });
  const selected = async () => await page.getByRole("option", { selected: true }).getAttribute("aria-posinset");
  const box = await strip.boundingBox();
  if (box === null) throw new Error("the overview is not drawn");
  const at = (share: number) => box.x + box.width * share;
  await expect.poll(() => colours(strip)).toBeGreaterThan(1);
  await page.mouse.move(at(0.5), box.y + 8);
  await expect(strip).toContainText("HOUR_4 100\u00a0%");
  await expect(strip).toContainText("4\u00a0records without a time not shown here");
  await page.mouse.click(at(0.01), box.y + 8);
  await expect.poll(selected).toMatch(/^6[1-3]$/);
  await page.mouse.click(at(0.99), box.y + 8);
  await expect.poll(selected).toMatch(/^(5\d|60)$/);
  await strip.focus();
  await page.keyboard.press("Home");
  await expect.poll(selected).toBe("61");
  await page.keyboard.press("End");
  await expect.poll(selected).toBe("60");

  const tips: string[] = [];
  for (let x = at(0.3); x < at(0.37); x += 1) {
    await page.mouse.move(x, box.y + 8);
    tips.push((await strip.textContent()) ?? "");
  }
  expect(tips.join()).toContain("Nothing for 3\u00a0h 59\u00a0min");

  await page.mouse.move(at(0.36), box.y + 8);
  await page.mouse.down();
  await page.mouse.move(at(0.64), box.y + 8, { steps: 5 });
  await page.mouse.up();
  await expect(filterField(page)).toHaveValue(/^after:2026-03-01T04:00:\S+Z before:2026-03-01T04:00:\S+Z$/);
  await expect.poll(() => rowCount(page)).toBeLessThan(60);
  await expect.poll(() => rowCount(page)).toBeGreaterThan(40);
});

test("a time of day in the filter is one of the day that is looked at", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  const last = await rows(page)
    .first()
    .locator("span")
    .nth(1)
    .evaluate((cell) => cell.getAttribute("title")?.slice(0, 10));
  await filterField(page).fill("after:00:00");
  await filterField(page).press("Enter");
  await expect(filterField(page)).toHaveValue(`after:"${last} 00:00"`);
  await expect.poll(() => rowCount(page)).toBe(339);
});

/** The rows of the whole file, once they are there. */
async function wholeCount(page: Page): Promise<number> {
  await expect(rows(page).first()).toBeVisible();
  return rowCount(page);
}

function cells(page: Page, row: number): Locator {
  return rows(page).nth(row).locator(":scope > span");
}

/** How many colours are in the middle of what is drawn. */
function colours(strip: Locator): Promise<number> {
  return strip.locator("canvas").evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0;
    // A copy: the app's own canvas is not made to be read again and again.
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    copy?.drawImage(canvas, 0, 0);
    const line = copy?.getImageData(0, 2, canvas.width, 1).data ?? [];
    const found = new Set<string>();
    for (let at = 0; at < line.length; at += 4) found.add(`${line[at]} ${line[at + 1]} ${line[at + 2]}`);
    return found.size;
  });
}

test("what is drawn over the times before they are known becomes the filter when they are", async ({ launch }) => {
  const app = await launch({ file: sample, isNew: true });
  const { page } = app;
  await expectIndexed(page);
  const engine = await app.enginePid();
  process.kill(engine, "SIGSTOP");
  try {
    await page.getByRole("button", { name: "Overview by time" }).click();
    const box = await page.getByRole("slider", { name: "Place in time" }).boundingBox();
    if (box === null) throw new Error("the overview is not drawn");
    await page.mouse.move(box.x + box.width * 0.3, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 8, { steps: 5 });
    await page.mouse.up();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(filterField(page)).toHaveValue("");
  } finally {
    process.kill(engine, "SIGCONT");
  }
  await expect(filterField(page)).toHaveValue(/^after:\S+ before:\S+$/, { timeout: 30_000 });
});

// Several transcripts at once, in tabs and side by side: each with its own filter, selection, place and look.

import { copyFile, readdir, readlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { type App, expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { filterField, recordPane, rowCount } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");
const runs = path.join(projectRoot, "samples/many-runs.jsonl");

test("each tab keeps its filter, selection, place and look", async ({ launch }) => {
  const app = await launch({ words: [sample, runs] });
  const { page } = app;
  await expect(tabNames(page)).toHaveText(["weather-agent.jsonl", "many-runs.jsonl"]);
  await expect(page).toHaveTitle(/^weather-agent/);
  await expectIndexed(page);
  await filterField(page).fill("kind:TOOL_CALL_RESULT");
  await expect.poll(() => rowCount(page)).toBe(7);
  await rows(page).nth(2).click();
  const selected = await page.getByRole("option", { selected: true }).innerText();

  await page.keyboard.press("Control+Tab");
  await expect(page).toHaveTitle(/^many-runs/);
  await expectIndexed(page);
  await expect(filterField(page)).toHaveValue("");
  await records(page).hover();
  await page.mouse.wheel(0, 30_000);
  const top = () => rows(page).first().locator("span").first().innerText();
  await expect.poll(async () => Number((await top()).replace(/\D/g, ""))).toBeGreaterThan(1000);
  const place = await top();

  await page.keyboard.press("Control+1");
  await expect(page).toHaveTitle(/^weather-agent/);
  await expect(filterField(page)).toHaveValue("kind:TOOL_CALL_RESULT");
  await expect(page.getByRole("option", { selected: true })).toHaveText(selected, { useInnerText: true });
  // The keyboard is in the list, and not lost.
  await expect(records(page)).toBeFocused();
  await page.keyboard.press("2");
  await expect(page.getByRole("article").first()).toBeVisible();

  await page.getByRole("button", { name: "Export" }).hover();
  await expect(page.getByRole("tooltip")).toHaveCount(1);

  await page.keyboard.press("Control+9");
  await expect(page).toHaveTitle(/^many-runs/);
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  await expect.poll(top).toBe(place);
  await expect(page.getByRole("article")).toHaveCount(0);
  await page.keyboard.press("Control+Shift+Tab");
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("tabs are opened empty, closed by key, middle button and cross, and the last one is the open screen", async ({
  launch,
}) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await expectIndexed(page);
  await expect(strip(page)).toHaveCount(0);
  await page.keyboard.press("Control+t");
  await expect(tabNames(page)).toHaveText(["weather-agent.jsonl", "New tab"]);
  await app.drop(runs);
  await expect(tabNames(page)).toHaveText(["weather-agent.jsonl", "many-runs.jsonl"]);
  await expectIndexed(page);
  // A file that is open is shown, and not opened once more.
  await app.drop(sample);
  await expect(page).toHaveTitle(/^weather-agent/);
  await expect(tabNames(page)).toHaveCount(2);
  await tabNames(page).nth(1).click({ button: "middle" });
  await expect(strip(page)).toHaveCount(0);
  await page.keyboard.press("Control+t");
  await page.keyboard.press("Control+t");
  await expect(tabNames(page)).toHaveCount(3);
  await strip(page).getByRole("button", { name: "Close New tab" }).last().click();
  await tabNames(page).nth(1).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(tabNames(page).first()).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await page.keyboard.press("Control+w");
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await expect(page).toHaveTitle("Seekline");
});

test("of many tabs each stays wide enough to be told from the others, and the one that is shown is on screen", async ({
  launch,
  folder,
}) => {
  const files = Array.from({ length: 18 }, (_, n) => path.join(folder, `a-session-with-a-long-name-${n + 10}.jsonl`));
  await Promise.all(files.map((file) => copyFile(sample, file)));
  const { page } = await launch({ words: files });
  await expect(tabNames(page)).toHaveCount(18);
  const isWhole = (place: number) =>
    tabNames(page)
      .nth(place)
      .evaluate((name) => {
        const tab = name.closest("li")?.getBoundingClientRect() ?? new DOMRect();
        const strip = name.closest("ul")?.getBoundingClientRect() ?? new DOMRect();
        return tab.width >= 100 && tab.left >= strip.left - 1 && tab.right <= strip.right + 1;
      });
  await expect.poll(() => isWhole(0)).toBe(true);
  await page.keyboard.press("Control+9");
  await expect.poll(() => isWhole(17)).toBe(true);
  // What is cut looks cut, and the end that tells it apart is there.
  const shown = await tabNames(page)
    .nth(17)
    .evaluate((name) =>
      [...name.querySelectorAll("[data-stem] > span > span")].map((part) => {
        const { width } = part.getBoundingClientRect();
        return [Math.round(width) < part.scrollWidth, width > 12];
      }),
    );
  expect(shown).toEqual([
    [true, true],
    [expect.any(Boolean), true],
  ]);
  // What all of them share has gone before that.
  await expect(tabNames(page).nth(17).getByText(".jsonl", { exact: true })).not.toBeInViewport();
  await page.keyboard.press("Control+1");
  await expect.poll(() => isWhole(0)).toBe(true);
});

test("tabs are moved by drag and by key, and stand side by side again at the next start", async ({
  launch,
  folder,
}) => {
  const files = ["one", "two", "three"].map((name) => path.join(folder, `${name}.jsonl`));
  for (const file of files) await copyFile(runs, file);
  const { page, close } = await launch({ isNew: true, words: files });
  await expectIndexed(page);
  await records(page).hover();
  await page.mouse.wheel(0, 30_000);
  const top = () => rows(page).first().locator("span").first().innerText();
  await expect.poll(async () => Number((await top()).replace(/\D/g, ""))).toBeGreaterThan(1000);
  const place = await top();
  const last = await tabNames(page).last().boundingBox();
  await tabNames(page).first().hover();
  await page.mouse.down();
  await page.mouse.move((last?.x ?? 0) + (last?.width ?? 0) - 4, (last?.y ?? 0) + 8, { steps: 8 });
  await page.mouse.up();
  await expect(tabNames(page)).toHaveText(["two.jsonl", "three.jsonl", "one.jsonl"]);
  await page.keyboard.press("Control+Shift+PageUp");
  await expect(tabNames(page)).toHaveText(["two.jsonl", "one.jsonl", "three.jsonl"]);
  // It is where it was, in its list too.
  await expect(page).toHaveTitle(/^one/);
  expect(await top()).toBe(place);
  await tabNames(page).last().click();
  await expectIndexed(page);
  await tabNames(page).nth(1).click();
  await page.keyboard.press("Control+\\");
  await expect(page.getByRole("listbox", { name: "Records" })).toHaveCount(2);
  const told = () => page.evaluate(async () => (await window.seekline.remembered()).beside);
  await expect.poll(told).toBe(2);
  await close();

  const second = await launch({ isNew: true });
  await expect(tabNames(second.page)).toHaveText(["two.jsonl", "one.jsonl", "three.jsonl"]);
  await expect(second.page.getByRole("listbox", { name: "Records" })).toHaveCount(2);
  await expect(second.page.getByRole("heading", { level: 1 })).toHaveText(["one.jsonl", "three.jsonl"]);
});

test("two are side by side, the keyboard goes through both, and one may show the other's records as a conversation", async ({
  launch,
}) => {
  const app = await launch({ words: [sample, runs] });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("Control+\\");
  const lists = page.getByRole("listbox", { name: "Records" });
  await expect(lists).toHaveCount(2);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(["weather-agent.jsonl", "many-runs.jsonl"]);
  await lists.first().focus();
  await expect(page).toHaveTitle(/^weather-agent/);
  await page.keyboard.press("F7");
  await expect(lists.last()).toBeFocused();
  await expect(page).toHaveTitle(/^many-runs/);
  // What is pressed is for this side alone.
  await page.keyboard.press("Control+f");
  await page.keyboard.type("kind:RUN_STARTED");
  await page.keyboard.press("Enter");
  const fields = page.getByRole("combobox", { name: "Filter" });
  await expect(fields.last()).toHaveValue("kind:RUN_STARTED");
  await expect(fields.first()).toHaveValue("");
  await lists.last().focus();
  await page.keyboard.press("F6");
  await expect(fields.first()).toBeFocused();
  await page.keyboard.press("Shift+F6");
  await expect(lists.last()).toBeFocused();
  await lists.first().focus();
  await page.keyboard.press("2");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(lists).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  for (const theme of ["light", "dark"] as const) {
    await page.evaluate((chosen) => window.seekline.setTheme(chosen), theme);
    await page.waitForFunction((dark) => matchMedia("(prefers-color-scheme: dark)").matches === dark, theme === "dark");
    await expectAccessible(page);
    await app.screenshot(`side-by-side-${theme}`);
  }
  await page.keyboard.press("Control+\\");
  await expect(lists).toHaveCount(0);
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("one transcript is beside itself, and what is marked on one side is marked on the other", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await rows(page).nth(3).click();
  await page.keyboard.press("Control+\\");
  const lists = page.getByRole("listbox", { name: "Records" });
  await expect(lists).toHaveCount(2);
  await lists.last().getByRole("option").nth(5).click();
  await page.keyboard.press("b");
  await expect(lists.first().getByRole("option").nth(5)).toHaveAccessibleName(/bookmark/i);
});

test("all tabs are there at the next start, and are opened when they are shown", async ({ launch, folder }) => {
  const files = ["one", "two", "three"].map((name) => path.join(folder, `${name}.jsonl`));
  for (const file of files) await copyFile(sample, file);
  const first = await launch({ isNew: true, words: files });
  await expectIndexed(first.page);
  await first.page.keyboard.press("Control+2");
  await expect(first.page).toHaveTitle(/^two/);
  await expectIndexed(first.page);
  await filterField(first.page).fill("kind:RAW");
  await expect.poll(() => rowCount(first.page)).toBe(3);
  const told = () => first.page.evaluate(async () => (await window.seekline.remembered()).places[1]?.filter);
  await expect.poll(told).toBe("kind:RAW");
  await first.close();

  const second = await launch({ isNew: true });
  await expect(tabNames(second.page)).toHaveText(["one.jsonl", "two.jsonl", "three.jsonl"]);
  await expect(second.page).toHaveTitle(/^two/);
  await expect(filterField(second.page)).toHaveValue("kind:RAW");
  // The engine died twice of what is shown: that is left out, and the others are not.
  for (let death = 0; death < 2; death += 1) await killEngine(second);
  await expect(second.page).toHaveTitle(/^two/);
  await expect.poll(() => rowCount(second.page)).toBe(3);
  await second.close();

  const third = await launch({ isNew: true });
  await expect(third.page.getByRole("status").filter({ hasText: "is not opened by itself again" })).toContainText(
    "“two.jsonl” was open",
  );
  await expect(tabNames(third.page)).toHaveText(["New tab", "one.jsonl", "three.jsonl"]);
  await tabNames(third.page).nth(2).click();
  await expectIndexed(third.page);
  await expect(third.page).toHaveTitle(/^three/);
});

test("when the engine dies, what is shown is opened again, and each other tab where it was", async ({ launch }) => {
  const app = await launch({ isNew: true, words: [sample, runs] });
  const { page } = app;
  await expectIndexed(page);
  await filterField(page).fill("kind:TOOL_CALL_RESULT");
  await expect.poll(() => rowCount(page)).toBe(7);
  await rows(page).nth(2).click();
  await page.keyboard.press("Control+Tab");
  await expectIndexed(page);
  await killEngine(app);
  await expect(page.getByRole("status").filter({ hasText: "The engine was started again" })).toContainText(
    "“many-runs.jsonl” is opened again.",
  );
  await expectIndexed(page);
  await page.keyboard.press("Control+Tab");
  await expect(filterField(page)).toHaveValue("kind:TOOL_CALL_RESULT");
  await expect.poll(() => rowCount(page)).toBe(7);
  await expect(recordPane(page)).toContainText("TOOL_CALL_RESULT");
});

test("the engine's memory does not grow with the tabs", async ({ launch, folder }) => {
  const files = Array.from({ length: 20 }, (_, n) => path.join(folder, `${n}.jsonl`));
  for (const file of files) await writeFile(file, '{"type":"A"}\n');
  const app = await launch({ isNew: true, words: files });
  const { page } = app;
  for (const n of files.keys()) {
    await tabNames(page).nth(n).click();
    await expect(page).toHaveTitle(`${n}.jsonl — Seekline`);
    await expectIndexed(page);
  }
  // Of what is open in the engine, a descriptor is.
  await expect.poll(() => openFiles(app, files)).toBeLessThanOrEqual(6);
  await tabNames(page).first().click();
  await expect(page).toHaveTitle("0.jsonl — Seekline");
  await expect(rows(page)).toHaveCount(1);
});

function strip(page: Page): Locator {
  return page.getByRole("navigation", { name: "Open transcripts" });
}

function tabNames(page: Page): Locator {
  return strip(page).locator("[data-roving]");
}

async function openFiles(app: App, files: readonly string[]): Promise<number> {
  const folder = `/proc/${await app.enginePid()}/fd`;
  const links = await Promise.all((await readdir(folder)).map((fd) => readlink(path.join(folder, fd)).catch(() => "")));
  return new Set(links.filter((link) => files.includes(link))).size;
}

async function killEngine(app: App): Promise<void> {
  const pid = await app.enginePid();
  process.kill(pid, "SIGKILL");
  await expect.poll(() => app.enginePid().catch(() => pid)).not.toBe(pid);
}

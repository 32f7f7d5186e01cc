// A log of 1 GB: rows at once, exact counts, memory that does not move. All tests of this file share one.

import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { peakGrowth } from "../electron/testing/peakGrowth.ts";
import { type App, expectIndexed, records, rows, status, test } from "./app.ts";
import { holdEngine } from "./holdEngine.ts";
import { countOf, generateLog, type Log } from "./logs.ts";
import {
  beginExport,
  drawnRows,
  failedExport,
  filterField,
  finishedExport,
  numberIn,
  recordPane,
  rowCount,
  shownCounts,
} from "./workbench.ts";

test.describe("opened", () => {
  const ways: readonly { readonly how: string; readonly open: (app: App, file: string) => Promise<void> }[] = [
    { how: "by the dialog", open: (app, file) => app.chooseFile(file) },
    { how: "by a drop", open: (app, file) => app.drop(file) },
    {
      how: "by a second start with a file",
      open: (app, file) =>
        app.electron.evaluate(
          ({ app: main }, found) =>
            void main.emit("second-instance", { preventDefault() {} }, [], "", { files: [found] }),
          file,
        ),
    },
  ];
  for (const { how, open } of ways) {
    test(`${how}, it shows rows before it is indexed`, async ({ launch, large }) => {
      const app = await launch({ isNew: true });
      const first = await watchFirstRow(app.page);
      await open(app, large.file);
      await expectIndexed(app.page);
      expect(await first()).toMatch(/^Indexing .* of 1\.00\sGB/);
      await expectCounts(app.page, large);
    });
  }
});

test("can be used while it is indexed", async ({ launch, large }) => {
  const { page } = await launch({ file: large.file, env: { SEEKLINE_THREADS: "1" } });
  await rows(page).nth(2).click();
  await expect(recordPane(page)).toContainText("Record 2");
  await filterField(page).fill("kind:RUN_STARTED");
  await expectIndexed(page);
  await expect.poll(() => rowCount(page)).toBe(countOf(large, "RUN_STARTED"));
});

test("by argument, it is complete and exact, each of its records is reached, and the second time it is not indexed again", async ({
  launch,
  large,
}) => {
  const first = await launch({ isNew: true, file: large.file });
  await expectIndexed(first.page);
  await expectCounts(first.page, large);
  await test.step("shows exactly the records of two kinds", () => expectTwoKinds(first.page, large));
  await filterField(first.page).fill("");
  await expect.poll(() => rowCount(first.page)).toBe(large.manifest.records);
  await test.step("goes to any record by its number", () => expectAnyRecord(first.page, large));
  await first.close();
  const second = await launch({ isNew: true, file: large.file });
  await expectIndexed(second.page);
  await expectCounts(second.page, large);
});

test("takes no more memory than a log of 64 MB", async ({ launch, large, folder }) => {
  // Long enough that each thread gets its part and what is bounded has filled: a log of 1 MB needs neither, and their
  // size, which depends on the machine and its load, would count as growth.
  const small = await generateLog(folder, "small", "64mb", 32);
  let starts = 0;
  // Each time a profile and a cache of their own: what is measured is the first opening.
  const peakOf = async (log: Log) => {
    starts += 1;
    const own = (name: string) => path.join(folder, `${name}-${starts}`);
    const app = await launch({
      file: log.file,
      userData: own("user-data"),
      env: { SEEKLINE_CACHE_DIR: own("cache"), SEEKLINE_THREADS: "2" },
    });
    const peak = await peakOfMainJob(app, log, own("out.jsonl"));
    expect(peak).toBeLessThan(250e6);
    return peak;
  };
  const growth = await peakGrowth(
    () => peakOf(small),
    () => peakOf(large),
    30e6,
  );
  test.info().annotations.push({ type: "growth of the engine's peak memory", description: megabytes(growth) });
  expect(growth).toBeLessThan(30e6);
});

test("leaves no file when an export is cancelled", async ({ launch, large, folder }) => {
  const app = await launch({ isNew: true, file: large.file });
  await expectIndexed(app.page);
  const target = path.join(folder, "out/large.records.jsonl");
  await writeTarget(target);
  await app.answerSaveDialog(target);
  const held = holdEngine(app, path.dirname(target));
  await beginExport(app.page, "Records");
  const letGo = await held;
  const running = app.page.getByRole("dialog", { name: "Exporting" });
  await running.getByRole("button", { name: "Cancel" }).click();
  letGo();
  await expect(failedExport(app.page)).toContainText("Cancelled. Nothing was written.");
  await expectOnlyOldTarget(target);
});

test("leaves no file when the engine is killed while it exports, and the page recovers", async ({
  launch,
  large,
  folder,
}) => {
  const app = await launch({ isNew: true, file: large.file });
  await expectIndexed(app.page);
  const target = path.join(folder, "out/large.records.jsonl");
  await writeTarget(target);
  await app.answerSaveDialog(target);
  const held = holdEngine(app, path.dirname(target));
  await beginExport(app.page, "Records");
  await held;
  await expect(app.page.getByRole("dialog", { name: "Exporting" })).toBeVisible();
  process.kill(await app.enginePid(), "SIGKILL");
  await expect(failedExport(app.page)).toContainText("The engine stopped.");
  await expect.poll(() => readdir(path.dirname(target))).toEqual([path.basename(target)]);
  await expectOnlyOldTarget(target);
  // It fails once more while the transcript is still being opened again.
  await expect(async () => {
    await app.page.getByRole("button", { name: "Try again" }).click();
    await app.page.getByRole("radio", { name: "Records", exact: true }).check();
    await app.page.getByRole("button", { name: "Save as…" }).click();
    await expect(finishedExport(app.page).or(failedExport(app.page))).toBeVisible({ timeout: 120_000 });
    expect(await finishedExport(app.page).isVisible()).toBe(true);
  }).toPass({ timeout: 240_000 });
  expect((await stat(target)).size).toBe(large.manifest.bytes);
});

/** At its beginning, in its middle and at its end. */
async function expectTwoKinds(page: Page, large: Log): Promise<void> {
  await filterField(page).fill("kind:RUN_STARTED,TEXT_MESSAGE_CONTENT");
  const total = countOf(large, "RUN_STARTED", "TEXT_MESSAGE_CONTENT");
  await expect.poll(() => rowCount(page)).toBe(total);
  const expectChosenKinds = async () => {
    const shown = await drawnRows(page);
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter(({ kind }) => kind !== "RUN_STARTED" && kind !== "TEXT_MESSAGE_CONTENT")).toEqual([]);
    return shown;
  };
  expect((await expectChosenKinds())[0]).toMatchObject({ place: 1, record: 0, kind: "RUN_STARTED" });

  await records(page).evaluate((list) => {
    list.scrollTop = list.scrollHeight / 2;
  });
  await expect.poll(async () => (await drawnRows(page))[0]?.place ?? 0).toBeGreaterThan(total / 4);
  const middle = await expectChosenKinds();
  expect(middle[0]?.place).toBeLessThan((total / 4) * 3);

  await records(page).press("End");
  await expect.poll(async () => (await drawnRows(page)).at(-1)?.place).toBe(total);
  await expectChosenKinds();
}

async function expectAnyRecord(page: Page, large: Log): Promise<void> {
  for (const record of [large.manifest.records - 1, 2_345_678, 0]) {
    await page.keyboard.press("Control+g");
    await page.getByRole("dialog", { name: "Go to record" }).getByRole("textbox").fill(String(record));
    await page.keyboard.press("Enter");
    const selected = page.getByRole("option", { selected: true });
    await expect(selected).toHaveAttribute("aria-posinset", String(record + 1));
    await expect.poll(async () => (await drawnRows(page)).some((row) => row.record === record)).toBe(true);
  }
}

/** The whole job; answers the most memory the engine has held. */
async function peakOfMainJob(app: App, log: Log, target: string): Promise<number> {
  const { page } = app;
  await expectIndexed(page);
  await filterField(page).fill("kind:TEXT_MESSAGE_*");
  await expect.poll(() => rowCount(page)).toBe(countOf(log, ...textKinds));
  await records(page).press("End");
  await expect.poll(async () => (await drawnRows(page)).at(-1)?.place).toBe(countOf(log, ...textKinds));
  await filterField(page).fill("");
  await expect.poll(() => rowCount(page)).toBe(log.manifest.records);
  await app.answerSaveDialog(target);
  await beginExport(page, "Compacted snapshot");
  await expect(finishedExport(page)).toBeVisible({ timeout: 240_000 });
  const peak = await app.enginePeakMemory();
  await app.close();
  return peak;
}

const textKinds = ["TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END", "TEXT_MESSAGE_CHUNK"] as const;

/** Notes what the status bar says when the first record is drawn. */
async function watchFirstRow(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const row = document.querySelector("[role=option]:not([aria-busy=true])");
      const bar = document.querySelector("footer [role=progressbar]")?.closest("div");
      const said = document.querySelector("footer")?.textContent ?? "";
      if (row === null) return;
      observer.disconnect();
      Reflect.set(window, "statusAtFirstRow", bar === null ? said : said.slice(said.indexOf("Indexing")));
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => String(Reflect.get(window, "statusAtFirstRow")));
}

async function expectCounts(page: Page, { manifest }: Log): Promise<void> {
  const expected = Object.fromEntries(manifest.kinds.map(({ kind, count }) => [kind, count]));
  await expect.poll(() => shownCounts(page)).toEqual(expected);
  await expect.poll(() => rowCount(page)).toBe(manifest.records);
  expect(numberIn(await status(page).innerText())).toBe(manifest.records);
}

/** A target that exists already, so that it can be seen to stay as it is. */
async function writeTarget(target: string): Promise<void> {
  await mkdir(path.dirname(target));
  await writeFile(target, "old\n");
}

async function expectOnlyOldTarget(target: string): Promise<void> {
  expect(await readdir(path.dirname(target))).toEqual([path.basename(target)]);
  expect((await stat(target)).size).toBe(4);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

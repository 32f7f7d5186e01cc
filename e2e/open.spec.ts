import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { type App, expectFailure, expectIndexed, projectRoot, rows, test } from "./app.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("starts with an open screen and opens the sample", async ({ launch }) => {
  const { page } = await launch({ isNew: true });
  await expect(page).toHaveTitle("Seekline");
  await page.getByRole("button", { name: "Open the sample" }).click();
  await expectIndexed(page);
  await expect(page).toHaveTitle("weather-agent.jsonl — Seekline");
  await expect(rows(page).first()).toContainText("RUN_STARTED");
});

test("opens a file that the dialog chose", async ({ launch }) => {
  const app = await launch();
  await app.chooseFile(sample);
  await expectIndexed(app.page);
});

test("stays where it is when the dialog is cancelled", async ({ launch }) => {
  const { page, answerOpenDialog } = await launch();
  await answerOpenDialog();
  await page.getByRole("button", { name: /^Open a transcript/ }).click();
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
});

test("opens a file that is dropped on it", async ({ launch }) => {
  const app = await launch();
  await app.drop(sample);
  await expectIndexed(app.page);
  await expect(app.page).toHaveTitle("weather-agent.jsonl — Seekline");
});

test("says what was dropped that is no file on disk, and opens the rest", async ({ launch, folder }) => {
  const file = path.join(folder, "on-disk.jsonl");
  await writeFile(file, '{"type":"RUN_STARTED"}\n');
  const { page } = await launch();
  /** As a program does that drops what it holds in memory; `from`: a field that holds a file on disk. */
  const drop = (names: readonly string[], from: string) =>
    page.evaluate(
      ([all, field]) => {
        const dataTransfer = new DataTransfer();
        const input = document.querySelector(field);
        if (input instanceof HTMLInputElement) for (const one of input.files ?? []) dataTransfer.items.add(one);
        for (const name of all) dataTransfer.items.add(new File(["{}"], name));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      [names, from] as const,
    );
  await drop(["memory.jsonl"], "#none");
  await expect(page.getByText("This is no file on disk. Save it first, then drop that.")).toBeVisible();

  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "from-disk";
    document.body.append(input);
  });
  await page.locator("#from-disk").setInputFiles(file);
  await drop(["a.jsonl", "b.jsonl"], "#from-disk");
  await expect(page).toHaveTitle(/^on-disk\.jsonl/);
  await expect(page.getByText("2 of 3 are no files on disk and not opened.")).toBeVisible();
});

test("opens a dropped file beside the one that is open", async ({ launch, folder }) => {
  const other = path.join(folder, "other.jsonl");
  await writeFile(other, '{"type":"OTHER"}\n');
  const app = await launch({ isNew: true, file: sample });
  await expectIndexed(app.page);
  await app.drop(other);
  await expect(app.page).toHaveTitle("other.jsonl — Seekline");
  await expect(rows(app.page)).toHaveCount(1);
});

for (const [way, give] of [
  ["dropped on it", (app: App, files: readonly string[]) => app.drop(...files)],
  [
    "handed over by a second start",
    ({ electron }: App, files: readonly string[]) =>
      electron.evaluate(({ app }, data) => void app.emit("second-instance", {}, [], "/", data), { files }),
  ],
  [
    "dropped on its symbol",
    ({ electron }: App, files: readonly string[]) =>
      electron.evaluate(({ app }, all) => {
        for (const file of all) app.emit("open-file", { preventDefault() {} }, file);
      }, files),
  ],
] as const) {
  test(`opens each of several files ${way} in a tab, and shows the first`, async ({ launch, folder }) => {
    const files = ["one", "two", "three"].map((name) => path.join(folder, `${name}.jsonl`));
    for (const file of files) await writeFile(file, '{"type":"A"}\n');
    const app = await launch({ isNew: way !== "dropped on it", file: sample });
    await expectIndexed(app.page);
    await give(app, files);
    await expect(app.page).toHaveTitle("one.jsonl — Seekline");
    await expect(rows(app.page)).toHaveCount(1);
    const names = app.page.getByRole("navigation", { name: "Open transcripts" }).getByRole("listitem");
    await expect(names).toHaveText(["weather-agent.jsonl", "one.jsonl", "two.jsonl", "three.jsonl"]);
    await give(app, files.slice(1, 2));
    await expect(app.page).toHaveTitle("two.jsonl — Seekline");
    await expect(names).toHaveCount(4);
  });
}

test("opens each of several files named on the command line, and shows the first", async ({ launch, folder }) => {
  const other = path.join(folder, "other.jsonl");
  await writeFile(other, '{"type":"OTHER"}\n');
  const { page } = await launch({ isNew: true, words: [other, sample] });
  await expect(page).toHaveTitle("other.jsonl — Seekline");
  const names = page.getByRole("navigation", { name: "Open transcripts" }).getByRole("listitem");
  await expect(names).toHaveText(["other.jsonl", "weather-agent.jsonl"]);
});

test("opens the file named on the command line, from the folder it was started in", async ({ launch, folder }) => {
  await mkdir(path.join(folder, "logs"));
  await copyFile(sample, path.join(folder, "logs/mein löğ 日.jsonl"));
  const { page } = await launch({ file: "logs/mein löğ 日.jsonl", cwd: folder });
  await expectIndexed(page);
  await expect(page).toHaveTitle("mein löğ 日.jsonl — Seekline");
});

test("opens a file of a second start in the first window", async ({ launch, folder }) => {
  const { page, electron } = await launch({ isNew: true });
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  // What a second start hands over; a second process would need a second test run.
  await electron.evaluate(
    ({ app }, { argv, cwd, files }) => app.emit("second-instance", { preventDefault() {} }, argv, cwd, { files }),
    { argv: [], cwd: folder, files: [sample] },
  );
  await expectIndexed(page);
});

test("remembers what was opened, newest first, also across starts, and forgets it", async ({ launch, folder }) => {
  const gone = path.join(folder, "gone.jsonl");
  await writeFile(gone, '{"type":"A"}\n');
  const kept = path.join(folder, "kept.jsonl");
  await writeFile(kept, '{"type":"A"}\n');
  const first = await launch({ isNew: true, file: gone });
  await expectIndexed(first.page);
  await first.drop(kept);
  await expect(first.page).toHaveTitle(/^kept/);
  await expectIndexed(first.page);
  await first.close();
  await rm(gone);

  const { page } = await launch({ isNew: true });
  await expect(page).toHaveTitle(/^kept/);
  await page.keyboard.press("Control+w");
  const recents = page.getByRole("region", { name: "Recent" }).getByRole("listitem");
  await expect(recents).toHaveCount(2);
  await expect(recents.nth(0)).toContainText("kept.jsonl");
  await expect(recents.nth(1)).toContainText("missing");
  await recents.nth(0).getByRole("button").click();
  await expectIndexed(page);

  await page.keyboard.press("Control+w");
  await page.getByRole("button", { name: "Forget all" }).click();
  await expect(recents).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await expect(recents).toHaveCount(0);
});

test("does not list what could not be opened", async ({ launch, folder }) => {
  const { page } = await launch({ file: path.join(folder, "none.jsonl") });
  await expectFailure(page, "There is no file “none.jsonl”.");
  await page.reload();
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Recent" })).toHaveCount(0);
});

test("remembers theme and window between starts", async ({ launch }) => {
  const first = await launch({ isNew: true });
  await first.page.evaluate(() => window.seekline.setTheme("dark"));
  await expect.poll(() => first.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches)).toBe(true);
  const place = { x: 40, y: 50, width: 1000, height: 640 };
  await first.electron.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  const before = await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
  expect(before).toEqual([1000, 640]);
  await first.close();

  const second = await launch({ isNew: true });
  expect(await second.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches)).toBe(true);
  const after = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
  expect(after).toEqual([1000, 640]);
});

// Exports that cannot be written: one clear sentence, nothing left behind, and the transcript stays as it was.

import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, rows, test } from "./app.ts";
import { generateLog } from "./logs.ts";
import { beginExport, failedExport, finishedExport } from "./workbench.ts";

const isLinuxRoot = process.platform === "linux" && process.getuid?.() === 0;

const mounted: string[] = [];
test.afterEach(() => {
  for (const folder of mounted.splice(0)) execFileSync("umount", ["--lazy", folder]);
});

function mountTmpfs(folder: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]);
  mounted.push(folder);
}

test("refuses to write over the transcript itself", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 41);
  const before = await readFile(log.file);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await app.answerSaveDialog(log.file);
  await beginExport(app.page, "Records");
  await expect(failedExport(app.page)).toContainText(
    "“run.jsonl” is the transcript itself, which is never written to. Save under another name.",
  );
  expect((await readFile(log.file)).equals(before)).toBe(true);
});

test("says that a folder cannot be written to, and succeeds elsewhere", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 42);
  const refusing = path.join(folder, "read-only");
  await mkdir(refusing, { mode: 0o555 });
  // Root may write into any folder, except on a file system that is read-only as a whole.
  if (isLinuxRoot) mountTmpfs(refusing, "ro");
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await app.answerSaveDialog(path.join(refusing, "out.jsonl"));
  await beginExport(app.page, "Records");
  await expect(failedExport(app.page)).toContainText(
    /“out\.jsonl” cannot be written \(.+\)\. Save it under another name or in another folder\./,
  );
  await app.answerSaveDialog(path.join(folder, "out.jsonl"));
  await app.page.getByRole("button", { name: "Try again" }).click();
  await app.page.getByRole("radio", { name: "Records", exact: true }).check();
  await app.page.getByRole("button", { name: "Save as…" }).click();
  await expect(finishedExport(app.page)).toBeVisible();
  expect((await readFile(path.join(folder, "out.jsonl"))).equals(await readFile(log.file))).toBe(true);
  expect(await readdir(refusing)).toEqual([]);
});

// Only root may make a small file system to fill.
if (isLinuxRoot) {
  test("says that the disk is full, and leaves nothing on it", async ({ launch, folder }) => {
    const disk = path.join(folder, "disk");
    await mkdir(disk);
    mountTmpfs(disk, "size=1m");
    const log = await generateLog(folder, "run", "4mb", 43);
    const app = await launch({ file: log.file });
    await expectIndexed(app.page);
    await app.answerSaveDialog(path.join(disk, "out.jsonl"));
    await beginExport(app.page, "Records");
    await expect(failedExport(app.page)).toContainText("The disk is full: “out.jsonl” was not written");
    expect(await readdir(disk)).toEqual([]);
    await app.page.getByRole("button", { name: "Close" }).last().click();
    await expect(rows(app.page).first()).toBeVisible();
  });
}

test("does not export a transcript that was cut after it was indexed", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "300kb", 44);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await truncate(log.file, 1000);
  await app.answerSaveDialog(path.join(folder, "out.jsonl"));
  await beginExport(app.page, "Compacted snapshot");
  await expect(failedExport(app.page)).toContainText("“run.jsonl” became shorter than it was when it was indexed.");
  expect((await readdir(folder)).filter((name) => name.startsWith("out"))).toEqual([]);
});

test("exports a transcript that was removed while it is open", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 45);
  const before = await readFile(log.file);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await rm(log.file);
  await app.answerSaveDialog(path.join(folder, "out.jsonl"));
  await beginExport(app.page, "Records");
  await expect(finishedExport(app.page)).toBeVisible();
  expect((await readFile(path.join(folder, "out.jsonl"))).equals(before)).toBe(true);
});

test("offers no conversation of plain JSON Lines", async ({ launch, folder }) => {
  const file = path.join(folder, "plain.jsonl");
  await writeFile(file, '{"event":"a"}\n{"event":"b"}\n');
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await expect(page.getByText("in which nothing is known to be a message")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Records", exact: true })).toBeChecked();
  for (const name of ["Compacted snapshot", "Messages"]) await expect(page.getByRole("radio", { name })).toHaveCount(0);
});

// What the export sheet offers around an export: a preview, the command, from where, and what to do with the file.

import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expectIndexed, projectRoot, rows, test } from "./app.ts";
import { generateLog } from "./logs.ts";
import { beginExport, failedExport, finishedExport, kindButton } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("what can be exported of a transcript stands first, and what cannot is named behind it with the reason", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "plain.jsonl");
  await writeFile(file, '{"n":1}\n{"n":2}\n');
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("e");
  const sheet = page.getByRole("dialog", { name: "Export" });
  const kinds = sheet.locator("[name=export-kind]");
  await expect(kinds).toHaveCount(4);
  for (const kind of await kinds.all()) await expect(kind).toBeEnabled();
  const text = (await sheet.textContent()) ?? "";
  expect(text.indexOf("Compacted snapshot")).toBeGreaterThan(text.indexOf("Redact secrets"));
  expect(text.indexOf("in which nothing is known to be a message")).toBeGreaterThan(text.indexOf("Compacted snapshot"));
  await expectAccessible(page);
});

test("shows the first lines of what will be written, and the command that writes it", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "200kb", 51);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await app.page.keyboard.press("e");
  const sheet = app.page.getByRole("dialog", { name: "Export" });
  await expect(sheet.getByRole("group", { name: "Options" }).getByRole("checkbox")).toHaveCount(2);
  await sheet.getByText("Preview", { exact: true }).click();
  await expect(sheet.getByRole("region", { name: "First lines" })).toContainText("MESSAGES_SNAPSHOT");
  await sheet.getByRole("radio", { name: "Table (CSV)", exact: true }).check();
  await expect(sheet.getByRole("region", { name: "First lines" })).toContainText("source,record,offset");
  await sheet.getByRole("radio", { name: "Message and call", exact: true }).check();
  await expect(sheet.getByRole("region", { name: "First lines" })).toContainText("source,message,id,turn");
  await expect(sheet.getByText(/^Size: \d/)).toBeVisible();
  await sheet.getByRole("button", { name: "Copy the command" }).click();
  await expect(sheet.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await app.clipboardText();
  expect(copied).toBe("seekline export run.jsonl --as csv --table messages -o run.csv");
  await app.screenshot("export-preview");
  await app.page.emulateMedia({ colorScheme: "dark" });
  await app.screenshot("export-preview-dark");
});

test("exports from the selected record on, and gives the path of the file", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 52);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await rows(app.page).nth(3).click();
  const out = path.join(folder, "rest.jsonl");
  await app.answerSaveDialog(out);
  await app.page.keyboard.press("e");
  const sheet = app.page.getByRole("dialog", { name: "Export" });
  await sheet.getByRole("radio", { name: "Records", exact: true }).check();
  await sheet.getByRole("radio", { name: "From the selected record 3 on" }).check();
  await sheet.getByRole("button", { name: "Save as…" }).click();
  await expect(finishedExport(app.page)).toBeVisible();
  const lines = (await readFile(log.file, "utf8")).split("\n");
  expect(await readFile(out, "utf8")).toBe(lines.slice(3).join("\n"));
  await finishedExport(app.page).getByRole("button", { name: "Copy path" }).click();
  await expect.poll(() => app.clipboardText()).toBe(out);
});

test("exports the records that are selected together", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 54);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await rows(app.page).nth(2).click();
  await rows(app.page)
    .nth(4)
    .click({ modifiers: ["Shift"] });
  await rows(app.page)
    .nth(7)
    .click({ modifiers: ["ControlOrMeta"] });
  const out = path.join(folder, "some.jsonl");
  await app.answerSaveDialog(out);
  await app.page.keyboard.press("e");
  const sheet = app.page.getByRole("dialog", { name: "Export" });
  await sheet.getByRole("radio", { name: "Records", exact: true }).check();
  await expect(sheet.getByRole("radio", { name: "The 4 selected records" })).toBeChecked();
  await app.screenshot("export-selected");
  await sheet.getByRole("button", { name: "Save as…" }).click();
  await expect(finishedExport(app.page)).toBeVisible();
  const lines = (await readFile(log.file, "utf8")).split("\n");
  const expected = [2, 3, 4, 7].map((record) => `${lines[record]}\n`).join("");
  expect(await readFile(out, "utf8")).toBe(expected);
});

test("hides secrets when it is told so, and says how many there are", async ({ launch, folder }) => {
  const token = `ghp_${"a1B2".repeat(9)}`;
  const file = path.join(folder, "run.jsonl");
  const records = [
    { type: "CUSTOM", name: "env", value: `TOKEN is ${token} and password=s3cret!pass` },
    { type: "CUSTOM", name: "log", value: "logged in with s3cret!pass" },
  ];
  await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  const app = await launch({ file });
  await expectIndexed(app.page);
  const out = path.join(folder, "out.jsonl");
  await app.answerSaveDialog(out);
  await app.page.keyboard.press("e");
  const sheet = app.page.getByRole("dialog", { name: "Export" });
  await sheet.getByRole("radio", { name: "Records", exact: true }).check();
  await sheet.getByRole("checkbox", { name: "Redact secrets" }).check();
  await expect(sheet).toContainText(/3\ssecrets in this transcript: 1 githubToken, 2 password\./);
  await sheet.getByText("Preview", { exact: true }).click();
  await expect(sheet.getByRole("region", { name: "First lines" })).toContainText("TOKEN is [githubToken]*");
  await sheet.getByRole("button", { name: "Save as…" }).click();
  await expect(finishedExport(app.page)).toContainText("3: 1 githubToken, 2 password");
  const text = await readFile(out, "utf8");
  expect(text).not.toMatch(/a1B2|s3cret/);
  expect(text.split("\n").length).toBe(3);
});

test("asks before a document that most readers cannot take, and writes it all the same", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "60mb", 53);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  const out = path.join(folder, "out.json");
  await app.answerSaveDialog(out);
  await beginExport(app.page, "Timeline");
  await expect(failedExport(app.page)).toContainText("more than the 250000");
  await app.page.getByRole("button", { name: "Export all the same" }).click();
  await expect(finishedExport(app.page)).toBeVisible({ timeout: 120_000 });
  expect((await readFile(out, "utf8")).startsWith('{"timeline":')).toBe(true);
});

test("the finished file is dragged out of the window, and no other one", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "50kb", 55);
  const { page, electron, answerSaveDialog } = await launch({ isNew: true, file: log.file });
  await expectIndexed(page);
  const out = path.join(folder, "out.jsonl");
  await answerSaveDialog(out);
  await beginExport(page, "Records");
  await expect(finishedExport(page)).toBeVisible();
  // The system's drag, which no test can see, is written down.
  await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error("there is no window");
    Reflect.set(globalThis, "draggedInTest", []);
    contents.startDrag = ({ file, icon }) =>
      Reflect.get(globalThis, "draggedInTest").push([file, typeof icon === "object" && icon.isEmpty()]);
  });
  const dragged = () => electron.evaluate(() => Reflect.get(globalThis, "draggedInTest"));
  await finishedExport(page).getByText("out.jsonl", { exact: true }).dispatchEvent("dragstart");
  await expect.poll(dragged).toEqual([[out, false]]);

  // What the page may only read, or has never been given, or is gone.
  const source = await page.evaluate(async () => (await window.seekline.recentFiles())[0]?.id ?? "");
  expect(source).not.toBe("");
  const ask = (id: string) => page.evaluate((target) => window.seekline.dragTarget(target), id);
  await ask(source);
  await ask("00000000-0000-4000-8000-000000000000");
  await rm(out);
  await finishedExport(page).getByText("out.jsonl", { exact: true }).dispatchEvent("dragstart");
  await page.evaluate(() => window.seekline.theme());
  expect(await dragged()).toHaveLength(1);
});

test("records of two kinds are saved in three actions, and nothing is asked twice", async ({ launch, folder }) => {
  const { page, answerSaveDialog } = await launch({ file: sample });
  await expectIndexed(page);
  const target = path.join(folder, "errors.jsonl");
  await kindButton(page, "RUN_ERROR").click();
  await kindButton(page, "RUN_FINISHED").click();
  const save = page.getByRole("button", { name: /^Save 5\srecords…$/ });
  // Who thinks better of it is back where they were.
  await answerSaveDialog(undefined);
  await save.click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await answerSaveDialog(target);
  await save.click();
  await expect(finishedExport(page)).toBeVisible();
  const lines = (await readFile(target, "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).type).sort()).toEqual(["RUN_ERROR", ...Array(4).fill("RUN_FINISHED")]);
  await page.getByRole("button", { name: "Done" }).click();
  // What can be chosen stays as it was chosen before.
  await page.keyboard.press("Control+e");
  const sheet = page.getByRole("dialog", { name: "Export" });
  await expect(sheet.getByRole("radio", { name: "Compacted snapshot", exact: true })).toBeChecked();
  await page.keyboard.press("Escape");
  // By key, and over the transcript itself it is refused as from the sheet.
  await answerSaveDialog(sample);
  await page.keyboard.press("Control+Shift+E");
  await expect(failedExport(page)).toContainText("is the transcript itself");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(sheet.getByRole("radio", { name: "Records", exact: true })).toBeVisible();
});

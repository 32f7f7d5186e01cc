// The job Seekline is for, from end to end: open, filter by kind, look at a record, export.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { exportKinds } from "../shared/exports.ts";
import { expectIndexed, records, rows, status, test } from "./app.ts";
import { countOf, generateLog } from "./logs.ts";
import { replay } from "./officialClient.ts";
import {
  allRows,
  beginExport,
  filterField,
  finishedExport,
  kindButton,
  kinds,
  numberIn,
  recordPane,
  rowCount,
  shownCounts,
} from "./workbench.ts";

test("counts lines, records and kinds exactly", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "2mb", 21);
  const { page } = await launch({ file: log.file });
  await expectIndexed(page);
  const expected = Object.fromEntries(log.manifest.kinds.map(({ kind, count }) => [kind, count]));
  await expect.poll(() => shownCounts(page)).toEqual(expected);
  await expect.poll(() => rowCount(page)).toBe(log.manifest.records);
  const facts = await status(page).innerText();
  expect(numberIn(facts)).toBe(log.manifest.records);
});

test("shows exactly the records of two kinds, chosen by clicks", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "300kb", 22);
  const { page } = await launch({ file: log.file });
  await expectIndexed(page);
  await kindButton(page, "TOOL_CALL_START").click();
  await kindButton(page, "RUN_STARTED").click();
  await expect.poll(() => rowCount(page)).toBe(countOf(log, "TOOL_CALL_START", "RUN_STARTED"));
  const shown = await allRows(page);
  expect(shown.map(({ record, kind }) => ({ record, kind }))).toEqual(
    (await recordsOf(log.file)).filter(({ kind }) => kind === "TOOL_CALL_START" || kind === "RUN_STARTED"),
  );
  await expect(filterField(page)).toHaveValue(/kind:/);
  await kinds(page).getByRole("button", { name: "Clear" }).click();
  await expect.poll(() => rowCount(page)).toBe(log.manifest.records);
});

test("shows exactly what a typed filter leaves, with wildcards and exclusions", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "300kb", 23);
  const { page } = await launch({ file: log.file });
  await expectIndexed(page);
  await filterField(page).fill("kind:TOOL_CALL_* -kind:TOOL_CALL_ARGS,TOOL_CALL_CHUNK");
  const expected = (await recordsOf(log.file)).filter(({ kind }) => /^TOOL_CALL_(?!ARGS|CHUNK)/.test(kind));
  await expect.poll(() => rowCount(page)).toBe(expected.length);
  expect((await allRows(page)).map(({ record, kind }) => ({ record, kind }))).toEqual(expected);
  await expect(kindButton(page, "TOOL_CALL_END")).toHaveAttribute("aria-pressed", "true");
  await expect(kindButton(page, "TOOL_CALL_ARGS")).toHaveAttribute("aria-pressed", "false");
});

test("explains a filter that it cannot read, and goes on showing the last one", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 24);
  const { page } = await launch({ file: log.file });
  await expectIndexed(page);
  await filterField(page).fill("kind:RUN_STARTED");
  await expect.poll(() => rowCount(page)).toBe(countOf(log, "RUN_STARTED"));
  await filterField(page).fill("kind:RUN_STARTED (");
  await filterField(page).press("Enter");
  await expect(filterField(page)).toHaveAttribute("aria-invalid", "true");
  expect(await rowCount(page)).toBe(countOf(log, "RUN_STARTED"));
});

test("shows a record in full", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 25);
  const first = (await readFile(log.file, "utf8")).split("\n", 1)[0] ?? "";
  const { page } = await launch({ file: log.file });
  await expectIndexed(page);
  await rows(page).first().click();
  await expect(recordPane(page)).toContainText("threadId");
  await recordPane(page).getByRole("tab", { name: "Text" }).click();
  await expect(recordPane(page)).toContainText(first.slice(0, 30));
});

test("exports a snapshot that the official client reads like the log itself", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "1mb", 26);
  const target = path.join(folder, "run.snapshot.jsonl");
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await app.answerSaveDialog(target);
  await beginExport(app.page, "Compacted snapshot");
  await expect(finishedExport(app.page)).toContainText("Messages");
  const facts = await finishedExport(app.page).innerText();
  expect(facts).toContain(String(log.manifest.messages));
  const [original, snapshot] = [await replay(log.file), await replay(target)];
  expect(original.messages).toHaveLength(log.manifest.messages);
  expect(snapshot).toEqual(original);
  expect((await readdir(folder)).filter((name) => name.includes("seekline-part"))).toEqual([]);
});

test("exports the records of a filter byte for byte", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "300kb", 27);
  const target = path.join(folder, "starts.jsonl");
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await filterField(app.page).fill("kind:RUN_STARTED,STEP_STARTED");
  await expect.poll(() => rowCount(app.page)).toBe(countOf(log, "RUN_STARTED", "STEP_STARTED"));
  await app.answerSaveDialog(target);
  await beginExport(app.page, "Records");
  await expect(finishedExport(app.page)).toBeVisible();
  const lines = (await readFile(log.file, "utf8")).split("\n");
  const expected = (await recordsOf(log.file)).filter(({ kind }) => kind === "RUN_STARTED" || kind === "STEP_STARTED");
  expect(await readFile(target, "utf8")).toBe(expected.map(({ record }) => `${lines[record]}\n`).join(""));
});

test("exports the messages as one JSON document", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "300kb", 28);
  const target = path.join(folder, "messages.json");
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await app.answerSaveDialog(target);
  await beginExport(app.page, "Messages");
  await expect(finishedExport(app.page)).toBeVisible();
  const document: unknown = JSON.parse(await readFile(target, "utf8"));
  // Beside what the client knows, messages have times.
  expect(document).toMatchObject([...(await replay(log.file)).messages]);
});

test("does nothing when the save dialog is cancelled", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "100kb", 29);
  const app = await launch({ file: log.file });
  await expectIndexed(app.page);
  await app.answerSaveDialog(undefined);
  await beginExport(app.page, "Records");
  await expect(app.page.getByRole("dialog", { name: "Export" })).toBeVisible();
});

test("does the whole job with the keyboard alone", async ({ launch, folder }) => {
  const log = await generateLog(folder, "run", "300kb", 30);
  const target = path.join(folder, "kept.jsonl");
  const app = await launch();
  const { page } = app;
  const { keyboard } = page;
  await app.answerOpenDialog(log.file);
  await app.answerSaveDialog(target);
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();

  await keyboard.press("Control+o");
  await expectIndexed(page);
  await expect(records(page)).toBeFocused();
  await keyboard.press("Control+f");
  await expect(filterField(page)).toBeFocused();
  await keyboard.type("kind:TOOL_CALL_RESULT ");
  await keyboard.press("Enter");
  await expect.poll(() => rowCount(page)).toBe(countOf(log, "TOOL_CALL_RESULT"));
  await keyboard.press("Escape");
  await expect(records(page)).toBeFocused();
  await keyboard.press("End");
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute(
    "aria-posinset",
    String(countOf(log, "TOOL_CALL_RESULT")),
  );
  await keyboard.press("Enter");
  await expect(recordPane(page)).toContainText("TOOL_CALL_RESULT");
  await keyboard.press("Escape");
  await expect(records(page)).toBeFocused();

  await keyboard.press("Control+g");
  await expect(page.getByRole("dialog", { name: "Go to record" })).toBeVisible();
  await keyboard.press("Escape");
  await keyboard.press("Control+e");
  await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Compacted snapshot" })).toBeFocused();
  for (let kind = 0; kind < exportKinds.indexOf("records"); kind++) await keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Records", exact: true })).toBeChecked();
  await keyboard.press("Enter");
  await expect(finishedExport(page)).toBeVisible();
  await keyboard.press("Enter");
  await expect(finishedExport(page)).toHaveCount(0);
  expect((await readFile(target, "utf8")).trimEnd().split("\n")).toHaveLength(countOf(log, "TOOL_CALL_RESULT"));
  await keyboard.press("Control+w");
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
});

async function recordsOf(file: string): Promise<readonly { readonly record: number; readonly kind: string }[]> {
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return lines.map((line, record) => ({ record, kind: String(JSON.parse(line).type) }));
}

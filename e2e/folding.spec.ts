// Runs of small records: one row each, opened and closed by keys and clicks, counted, copied, remembered for the file.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { projectRoot, records, rows, test } from "./app.ts";
import { filterField } from "./workbench.ts";

function deltas(message: string, texts: readonly string[]): readonly string[] {
  return texts.map((delta) => JSON.stringify({ type: "TEXT_MESSAGE_CONTENT", messageId: message, delta }));
}

const lines = [
  '{"type":"RUN_STARTED","threadId":"t","runId":"r"}',
  '{"type":"TEXT_MESSAGE_START","messageId":"m1","role":"assistant"}',
  ...deltas("m1", ["Mind ", "the ", "wind ", "today."]),
  '{"type":"TEXT_MESSAGE_END","messageId":"m1"}',
  ...deltas("m2", ["A second ", "answer."]),
  '{"type":"RUN_FINISHED","threadId":"t","runId":"r"}',
];

async function logIn(folder: string): Promise<string> {
  const file = path.join(folder, "answers.jsonl");
  await writeFile(file, `${lines.join("\n")}\n`);
  return file;
}

test("a run is one row, which keys and clicks open and close", async ({ launch, folder }) => {
  const { page } = await launch({ file: await logIn(folder), runs: "folded" });
  await expect(rows(page)).toHaveCount(6);
  await expect(page.getByText(/^6\srows · 10\srecords/)).toBeVisible();
  await expect(rows(page).nth(2)).toContainText("4 × records, folded");
  await expect(rows(page).nth(2)).toContainText("Mind the wind today.");

  await records(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(rows(page)).toHaveCount(10);
  await expect(rows(page).nth(2)).toContainText("4 × records, opened");
  await expect(rows(page).nth(4)).toContainText("the");
  await expect(page.getByText(/^10\srows · 10\srecords|^10\srecords/)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(4)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page).nth(2)).toHaveAttribute("aria-selected", "true");

  await rows(page).nth(4).getByText("2 ×").click();
  await expect(rows(page)).toHaveCount(8);
  await rows(page).nth(4).getByText("2 ×").click();
  await expect(rows(page)).toHaveCount(6);
});

test("a folded row is copied and exported as all of its records", async ({ launch, folder }) => {
  const { clipboardText, page } = await launch({ file: await logIn(folder), runs: "folded" });
  await rows(page).nth(2).click();
  await page.keyboard.press("Control+c");
  await expect(page.getByText(/4\srecords copied/)).toBeVisible();
  expect(await clipboardText()).toBe(lines.slice(2, 6).join("\n"));
});

test("going to a record in a folded run opens the run", async ({ launch, folder }) => {
  const { page } = await launch({ file: await logIn(folder), runs: "folded" });
  await expect(rows(page)).toHaveCount(6);
  await page.keyboard.press("Control+g");
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(10);
  const selected = records(page).locator("[aria-selected=true]");
  await expect(selected).toContainText("wind");
});

test("a filter folds what passes, and runs stay shown singly in a file where somebody wanted that", async ({
  launch,
  folder,
}) => {
  const file = await logIn(folder);
  const first = await launch({ isNew: true, file, runs: "folded" });
  await expect(rows(first.page)).toHaveCount(6);
  await filterField(first.page).fill("record:3-8");
  await expect(rows(first.page)).toHaveCount(3);
  await expect(rows(first.page).nth(0)).toContainText("the wind today.");
  await expect(first.page.getByText(/^3\srows · 6 of 10\srecords/)).toBeVisible();
  await records(first.page).focus();
  await first.page.keyboard.press("f");
  await expect(rows(first.page)).toHaveCount(6);
  await expect(rows(first.page).nth(0)).not.toContainText("wind");
  await expect
    .poll(() => first.page.evaluate(async () => (await window.seekline.remembered()).places[0]?.kept?.runs))
    .toBe("single");
  await first.close();

  const second = await launch({ isNew: true, file });
  await expect(second.page.getByText(/^6 of 10\srecords/)).toBeVisible();
  await second.close();
});

test("a text over several records is found, marked, and said where it stands", async ({ launch }) => {
  const { page } = await launch({ file: path.join(projectRoot, "samples/weather-agent.jsonl"), runs: "folded" });
  await filterField(page).fill('"mind the wind"');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("in records 27–28");
  await expect(rows(page).first().getByText("mind the wind", { exact: true })).toBeVisible();
});

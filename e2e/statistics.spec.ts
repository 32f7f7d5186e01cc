// What fills a transcript and what took its time; every row leads to its records.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, projectRoot, records, test } from "./app.ts";
import { filterField, recordPane, rowCount } from "./workbench.ts";

test("statistics tell calls, bytes, silences, and lead to their records", async ({ launch, folder }) => {
  const app = await launch({ file: path.join(projectRoot, "samples/weather-agent.jsonl") });
  const { page } = app;
  await expectIndexed(page);
  await records(page).focus();
  await page.keyboard.press("s");
  const sheet = page.getByRole("dialog", { name: "Statistics" });
  // What fills the file is known at once.
  await expect(sheet.getByRole("row").nth(1)).toContainText("TEXT_MESSAGE_CONTENT");
  await sheet.getByRole("radio", { name: "Tools", exact: true }).click();
  const row = (name: string) => sheet.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(row("get_weather").getByRole("cell").first()).toHaveText("3");
  await sheet.getByRole("radio", { name: "Tokens" }).click();
  await expect(row("acme-large-4").getByRole("cell").first()).toHaveText("4");
  await sheet.getByRole("radio", { name: "Longest calls" }).click();
  await expect(sheet.getByRole("row").nth(1)).toContainText(/^193book_trains3\.5\ss$/);
  await sheet.getByRole("radio", { name: "Largest requests" }).click();
  await expect(sheet.getByRole("row").nth(1)).toContainText(/^338acme-large-45\u202f204289$/);
  await sheet.getByRole("radio", { name: "Kinds" }).click();
  await expect(sheet.getByRole("row").nth(1)).toContainText("TEXT_MESSAGE_CONTENT");
  // One dialog has followed on another: the keyboard goes back to where it was before the first.
  await page.keyboard.press("Escape");
  await expect(records(page)).toBeFocused();
  await page.keyboard.press("s");
  await sheet.getByRole("radio", { name: "Kinds" }).click();
  const target = path.join(folder, "kinds.csv");
  await app.answerSaveDialog(target);
  await sheet.getByRole("button", { name: "Save as CSV…" }).click();
  await expect(sheet.getByRole("status")).toHaveText("Saved as “kinds.csv”.");
  expect(await readFile(target, "utf8")).toMatch(/^Kind,Records,Bytes\r\nTEXT_MESSAGE_CONTENT,137,\d+\r\n/);
  await sheet.getByRole("button", { name: "TEXT_MESSAGE_CONTENT" }).click();
  await expect(filterField(page)).toHaveValue("kind:TEXT_MESSAGE_CONTENT");
  await expect.poll(() => rowCount(page)).toBe(137);
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await page.getByRole("button", { name: /^File / }).click();
  await page.getByRole("menuitem", { name: "Statistics…" }).click();
  await sheet.getByRole("radio", { name: "Longest records" }).click();
  await sheet.getByRole("row").nth(1).getByRole("button").click();
  await expect(recordPane(page)).toContainText("527");
});

test("kinds are told while the rest is read, and the reading can be stopped and begun again", async ({ launch }) => {
  const app = await launch({ isNew: true, file: path.join(projectRoot, "samples/weather-agent.jsonl") });
  const { page } = app;
  await expectIndexed(page);
  const pid = await app.enginePid();
  const sheet = page.getByRole("dialog", { name: "Statistics" });
  // An engine that stands still answers nothing.
  process.kill(pid, "SIGSTOP");
  try {
    await records(page).focus();
    await page.keyboard.press("s");
    await expect(sheet.getByRole("row").nth(1)).toContainText("TEXT_MESSAGE_CONTENT");
    await sheet.getByRole("radio", { name: "Longest records" }).click();
    await expect(sheet.getByRole("status").first()).toHaveText("Reading the index…");
    await sheet.getByRole("radio", { name: "Tools", exact: true }).click();
    await expect(sheet.getByRole("status").first()).toHaveText("Reading the transcript…");
    await sheet.getByRole("button", { name: "Stop reading" }).focus();
    await page.keyboard.press("Enter");
    await expect(sheet.getByRole("alert")).toContainText("Reading was stopped");
    // The keyboard is where it was, on what takes it back.
    await expect(sheet.getByRole("button", { name: "Read it" })).toBeFocused();
    await expect(sheet.getByRole("button", { name: "Copy" })).toBeDisabled();
  } finally {
    process.kill(pid, "SIGCONT");
  }
  await sheet.getByRole("button", { name: "Read it" }).click();
  await expect(sheet.getByRole("row").filter({ hasText: "get_weather" })).toBeVisible();
  await sheet.getByRole("radio", { name: "Longest records" }).click();
  await expect(sheet.getByRole("row").nth(1)).toContainText("527");
});

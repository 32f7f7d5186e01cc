// What happened in a transcript, in the sheet that the app shows.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, projectRoot, test } from "./app.ts";
import { recordPane } from "./workbench.ts";

test("the sheet says what happened, and leads to what went wrong", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: path.join(projectRoot, "samples/weather-agent.jsonl") });
  await expectIndexed(page);
  await page.keyboard.press("Control+i");
  const sheet = page.getByRole("dialog", { name: "What happened" });
  await expect(sheet).toContainText("Completed");
  await expect(sheet).toContainText("Prompts5");
  await expect(sheet).toContainText("Tool calls7");
  await expect(sheet).toContainText("Last answer");
  await screenshot("summary");
  await sheet.getByRole("button", { name: "Record 161" }).click();
  await expect(sheet).toBeHidden();
  await expect(recordPane(page)).toContainText("Record 161");
});

test("plain JSON Lines have no conversation, which is said", async ({ launch, folder }) => {
  const file = path.join(folder, "plain.jsonl");
  await writeFile(file, '{"level":30,"msg":"hello"}\n{"level":30,"msg":"world"}\n');
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("Control+i");
  await expect(page.getByRole("dialog", { name: "What happened" })).toContainText("Nothing is known of conversations");
});

test("many errors are listed as far as they can be read, which is said", async ({ launch, folder }) => {
  const file = path.join(folder, "errors.jsonl");
  const run = (n: number): readonly object[] => [
    { type: "RUN_STARTED", threadId: "t", runId: `r${n}` },
    { type: "RUN_ERROR", message: `it broke for the ${n}th time` },
  ];
  const events = Array.from({ length: 60 }, (_, n) => run(n)).flat();
  await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("Control+i");
  const sheet = page.getByRole("dialog", { name: "What happened" });
  await expect(sheet.getByRole("heading", { name: "60 errors" })).toBeVisible();
  await expect(sheet).toContainText("The first 50 of them.");
  await expect(sheet.getByRole("button", { name: /^Record / })).toHaveCount(50);
});

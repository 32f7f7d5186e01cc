// A log of several threads: the sheet offers its conversations, and says of the chosen one what it mended.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, test } from "./app.ts";
import { finishedExport, recordPane } from "./workbench.ts";

test("exports the conversation of the thread that is chosen", async ({ launch, folder }) => {
  const run = (threadId: string, delta: string) => [
    { type: "RUN_STARTED", threadId, runId: "r" },
    { type: "TEXT_MESSAGE_CHUNK", messageId: "m", role: "user", delta },
    { type: "STATE_SNAPSHOT", state: { thread: threadId } },
    { type: "RUN_FINISHED", threadId, runId: "r" },
  ];
  const file = path.join(folder, "two.jsonl");
  const events = [...run("morning", "red"), ...run("evening", "blue")];
  await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  const app = await launch({ file });
  await expectIndexed(app.page);
  const target = path.join(folder, "out.jsonl");
  await app.answerSaveDialog(target);
  await app.page.getByRole("button", { name: "Export", exact: true }).click();
  const thread = app.page.getByRole("combobox", { name: "Thread" });
  await expect(thread.getByRole("option")).toHaveText(["morning (4 records, 1 run)", "evening (4 records, 1 run)"]);
  await thread.selectOption("evening");
  await app.page.getByRole("button", { name: "Save as…" }).click();
  await expect(finishedExport(app.page)).toBeVisible();
  const lines = (await readFile(target, "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { type: "RUN_STARTED", threadId: "evening", runId: "r" },
    { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m", role: "user", content: "blue" }] },
    { type: "STATE_SNAPSHOT", snapshot: { thread: "evening" } },
    { type: "RUN_FINISHED", threadId: "evening", runId: "r" },
  ]);
  const mended = app.page.getByRole("button", { name: /^Record 6, line 7/ });
  await expect(mended).toContainText("“state” was read as “snapshot”");
  await mended.click();
  await expect(recordPane(app.page)).toContainText("evening");
});

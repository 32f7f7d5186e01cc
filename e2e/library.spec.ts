// The sessions of this machine on the open screen.

import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, rows, test } from "./app.ts";

/** As many sessions of Claude Code, each with a prompt of its own, the last one written last. */
async function writeSessions(home: string, count: number): Promise<void> {
  const project = path.join(home, "projects", "-work-app");
  await mkdir(project, { recursive: true });
  for (let n = 0; n < count; n++) {
    const content = n === 3 ? "mend the <b>quarterly</b> report" : `task number ${n}`;
    const record = { type: "user", sessionId: `s${n}`, uuid: `u${n}`, parentUuid: null, cwd: "/home/ann/app" };
    const file = path.join(project, `s${n}.jsonl`);
    await writeFile(file, `${JSON.stringify({ ...record, message: { role: "user", content } })}\n`);
    await utimes(file, 1_767_225_600 + n, 1_767_225_600 + n);
  }
}

test("lists the sessions that were written last, more of them, and finds one by its words", async ({
  launch,
  folder,
}) => {
  const home = path.join(folder, "claude");
  await writeSessions(home, 60);
  const app = await launch({ env: { CLAUDE_CONFIG_DIR: home } });
  const library = app.page.getByRole("region", { name: "On this machine" });
  const entries = library.getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await expect(entries.first()).toContainText("task number 59");
  await expect(entries.first()).toContainText("Claude Code session · 1 prompt · /home/ann/app");
  await app.screenshot("library");
  await library.getByRole("button", { name: "Show more" }).click();
  await expect(entries).toHaveCount(60);
  await expect(library.getByRole("button", { name: "Show more" })).toHaveCount(0);
  await library.getByRole("searchbox").fill("Quarterly app");
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText("mend the <b>quarterly</b> report");
  await library.getByRole("searchbox").fill("nothing of the kind");
  await expect(library.getByRole("status")).toContainText("No session has these words");
  // What stands in no title is found in the texts.
  await library.getByRole("searchbox").fill('"sessionId":"s41"');
  await expect(library.getByRole("status")).toContainText("No session has these words");
  await library.getByRole("checkbox", { name: "In all texts" }).check();
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText("task number 41");
  await library.getByRole("searchbox").fill("no text of any of them");
  await expect(library.getByRole("status")).toContainText("No session holds this text");
  await library.getByRole("checkbox", { name: "In all texts" }).uncheck();
  await library.getByRole("searchbox").fill("quarterly");
  await expect(entries).toHaveCount(1);
  await entries.first().getByRole("button").click();
  await expectIndexed(app.page);
  await expect(app.page).toHaveTitle("s3.jsonl — Seekline");
  await expect(rows(app.page)).toHaveCount(1);
});

test("names a session in which nothing was asked by its project and time", async ({ launch, folder }) => {
  const home = path.join(folder, "claude");
  const project = path.join(home, "projects", "-work-app");
  await mkdir(project, { recursive: true });
  const file = path.join(project, "0f1e2d3c.jsonl");
  await writeFile(
    file,
    `${JSON.stringify({ type: "system", sessionId: "s", cwd: "/home/ann/shop", content: "hello" })}\n`,
  );
  await utimes(file, 1_767_225_600, 1_767_225_600);
  const app = await launch({ env: { CLAUDE_CONFIG_DIR: home, TZ: "UTC" } });
  const entry = app.page.getByRole("region", { name: "On this machine" }).getByRole("listitem");
  await expect(entry).toContainText("shop, 2026-01-01 00:00");
  await expect(entry.getByRole("button")).toHaveAttribute("title", "0f1e2d3c.jsonl");
});

test("says nothing of sessions where there are none", async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await page.waitForFunction(() => document.readyState === "complete");
  await expect(page.getByRole("region", { name: "On this machine" })).toHaveCount(0);
});

test("lists the sessions of a folder that is added, and says when one is gone", async ({ launch, folder }) => {
  const added = path.join(folder, "old runs");
  await mkdir(added);
  const prompt = (text: string) =>
    `${JSON.stringify({ type: "user", sessionId: "s", uuid: "u", parentUuid: null, message: { role: "user", content: text } })}\n`;
  await writeFile(path.join(added, "own.jsonl"), prompt("a task of my own"));
  const userData = path.join(folder, "user data");
  const app = await launch({ userData });
  const { page } = app;
  const library = page.getByRole("region", { name: "On this machine" });
  await app.answerOpenDialog(added);
  await page.keyboard.press("Control+,");
  const sheet = page.getByRole("dialog", { name: "Settings" });
  await sheet.getByRole("button", { name: "Add a folder" }).click();
  await expect(sheet.getByRole("list", { name: "Folders of the library" }).getByRole("listitem")).toContainText(
    "old runs",
  );
  await page.keyboard.press("Escape");
  await expect(library.getByRole("button", { name: /a task of my own/ })).toBeVisible();

  // A second one, by the button of the library; what is cancelled adds nothing.
  const other = path.join(folder, "other");
  await mkdir(other);
  await writeFile(path.join(other, "second.jsonl"), prompt("what stands elsewhere"));
  await app.answerOpenDialog();
  await library.getByRole("button", { name: "Add a folder" }).click();
  await app.answerOpenDialog(other);
  await library.getByRole("button", { name: "Add a folder" }).click();
  await expect(library.getByRole("button", { name: /what stands elsewhere/ })).toBeVisible();
  await library.getByRole("checkbox", { name: "In all texts" }).check();
  await library.getByRole("searchbox").fill("stands ELSEWHERE");
  await expect(library.getByRole("button", { name: /what stands elsewhere/ })).toBeVisible();
  await expect(library.getByRole("button", { name: /a task of my own/ })).toHaveCount(0);
  await library.getByRole("button", { name: /what stands elsewhere/ }).click();
  await expectIndexed(page);
  await app.close();

  await rm(added, { recursive: true });
  const again = await launch({ userData });
  await expectIndexed(again.page);
  await again.page.keyboard.press("Control+w");
  const kept = again.page.getByRole("region", { name: "On this machine" });
  await expect(kept.getByRole("button", { name: /what stands elsewhere/ })).toBeVisible();
  const gone = kept.getByRole("list", { name: "Folders that are gone" });
  await expect(gone.getByRole("listitem")).toContainText("The folder “old runs” is not in");
  await gone.getByRole("button", { name: "Remove it from the library" }).click();
  await expect(gone).toHaveCount(0);
  await again.page.keyboard.press("Control+,");
  const folders = again.page.getByRole("list", { name: "Folders of the library" });
  await expect(folders.getByRole("listitem")).toHaveCount(1);
  await again.page.getByRole("button", { name: "Remove other" }).click();
  await expect(folders).toHaveCount(0);
  await again.page.keyboard.press("Escape");
  await expect(kept).toHaveCount(0);
});

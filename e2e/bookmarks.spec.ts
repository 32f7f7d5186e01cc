// Bookmarks: set with a key, seen wherever the record is, found again when the file is, exported with citations.

import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { mostBookmarks } from "../shared/bookmarks.ts";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { recordPane } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("a record is bookmarked with a note, and found again by it, also when the file was moved", async ({
  launch,
  folder,
}) => {
  const [here, there] = [path.join(folder, "here.jsonl"), path.join(folder, "there.jsonl")];
  for (const file of [here, there]) await copyFile(sample, file);
  const app = await launch({ file: here });
  const { page } = app;
  await expectIndexed(page);
  await rows(page).nth(4).click();
  await expect(recordPane(page)).toContainText("Record 4");
  await records(page).focus();
  await page.keyboard.press("b");
  const note = recordPane(page).getByRole("textbox", { name: "Note of the bookmark" });
  await note.fill("thinks first");
  await note.press("Enter");
  await expect(rows(page).nth(4)).toContainText("Bookmarked");
  await expect(rows(page).nth(4)).toContainText("thinks first");
  await rows(page).nth(9).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Bookmark" }).click();
  await expect(rows(page).nth(9)).toContainText("Bookmarked");

  // From one to the next, around the end, and with the palette.
  const cursor = page.getByRole("option", { selected: true });
  await records(page).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(cursor).toHaveAttribute("aria-posinset", "5");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(cursor).toHaveAttribute("aria-posinset", "10");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Find a command/ }).fill("bookmark thinks");
  await page.keyboard.press("Enter");
  await expect(cursor).toHaveAttribute("aria-posinset", "5");

  // In the conversation's outline.
  await page.keyboard.press("2");
  await expect(page.getByRole("list", { name: "Bookmarks" }).getByRole("button")).toHaveText([
    "thinks first",
    "REASONING_MESSAGE_CONTENT",
  ]);
  await page.keyboard.press("1");

  // The content is the same: so are the bookmarks.
  await app.drop(there);
  await expect(page).toHaveTitle(/^there/);
  await expectIndexed(page);
  await expect(rows(page).nth(4)).toContainText("thinks first");
  await page.keyboard.press("Control+Shift+b");
  const sheet = page.getByRole("dialog", { name: "Bookmarks" });
  await expect(sheet.getByRole("listitem")).toHaveCount(2);
  await sheet.getByRole("textbox", { name: "Find a bookmark" }).fill("thinks");
  await expect(sheet.getByRole("listitem")).toHaveCount(1);
  await expect(sheet).toContainText("1 of 2");
  const target = path.join(folder, "list.md");
  await app.answerSaveDialog(target);
  await sheet.getByRole("button", { name: "Save list as…" }).click();
  await expect(sheet.getByRole("status")).toHaveText("Saved as “list.md”.");
  expect(await readFile(target, "utf8")).toMatch(
    /^# Bookmarks in there.jsonl\n\n- thinks first — record 4, REASONING_MESSAGE_START \(`there.jsonl@\d+\+\d+#[0-9a-f]{16}`\)\n$/,
  );
  await sheet.getByRole("button", { name: "Go to record 4" }).click();
  await expect(recordPane(page)).toContainText("Record 4");
  await recordPane(page).getByRole("button", { name: "Bookmark", pressed: true }).click();
  await expect(rows(page).nth(4)).not.toContainText("thinks first");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows(page).nth(4)).toContainText("thinks first");
  await expect(recordPane(page).getByRole("button", { name: "Bookmark", pressed: true })).toBeFocused();
});

test("10,000 bookmarks are drawn, gone through, found and taken away as a few are", async ({ launch, folder }) => {
  const file = path.join(folder, "many.jsonl");
  const lines = Array.from({ length: 20_000 }, (_, n) => `{"type":"tick","n":${100_000 + n}}\n`);
  await writeFile(file, lines.join(""));
  const first = await launch({ isNew: true, file });
  await expectIndexed(first.page);
  await rows(first.page).nth(0).click();
  await records(first.page).press("b");
  await expect(rows(first.page).nth(0)).toContainText("Bookmarked");
  await first.close();
  const kept = path.join(folder, "user-data", "bookmarks");
  const [name = ""] = await readdir(kept);
  const written = JSON.parse(await readFile(path.join(kept, name), "utf8"));
  const [one] = written.bookmarks;
  const length = one.length;
  // Every second record, as if somebody had marked them one by one.
  written.bookmarks = Array.from({ length: mostBookmarks }, (_, n) => ({
    ...{ ...one, record: 2 * n, offset: 2 * n * (length + 1), note: n === 9_876 ? "the odd one" : "" },
  }));
  await writeFile(path.join(kept, name), JSON.stringify(written));

  const { page } = await launch({ isNew: true, file });
  await expectIndexed(page);
  const marked = rows(page).filter({ hasText: "Bookmarked" });
  await expect(marked.first()).toBeVisible();
  expect(await marked.count()).toBeLessThan(100);
  const cursor = page.getByRole("option", { selected: true });
  await records(page).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(cursor).toHaveAttribute("aria-posinset", "19999");
  await expect(cursor).toContainText("Bookmarked");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(cursor).toHaveAttribute("aria-posinset", "19997");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(cursor).toHaveAttribute("aria-posinset", "19999");
  await page.keyboard.press("b");
  await expect(cursor).not.toContainText("Bookmarked");
  await page.keyboard.press("Control+Shift+b");
  const sheet = page.getByRole("dialog", { name: "Bookmarks" });
  await expect(sheet.getByRole("status")).toHaveText(/^9\u202f999\sbookmarks$/);
  expect(await sheet.getByRole("listitem").count()).toBeLessThan(100);
  await sheet.getByRole("textbox", { name: "Find a bookmark" }).fill("odd one");
  await expect(sheet.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(cursor).toHaveAttribute("aria-posinset", String(2 * 9_876 + 1));
  // There is room for one more, and for no other.
  await records(page).press("ArrowDown");
  await expect(cursor).toHaveAttribute("aria-posinset", String(2 * 9_876 + 2));
  await page.keyboard.press("b");
  await expect(cursor).toContainText("Bookmarked");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(cursor).toHaveAttribute("aria-posinset", String(2 * 9_876 + 4));
  await page.keyboard.press("b");
  await expect(page.getByRole("status").filter({ hasText: "A file can have" })).toBeVisible();
  await expect(cursor).not.toContainText("Bookmarked");
});

test("steps that follow each other fast are gone one by one", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  for (const row of [4, 9, 14]) {
    await rows(page).nth(row).click();
    await records(page).press("b");
    await expect(rows(page).nth(row)).toContainText("Bookmarked");
  }
  const cursor = page.getByRole("option", { selected: true });
  await rows(page).nth(0).click();
  await expect(cursor).toHaveAttribute("aria-posinset", "1");
  // In one task: nothing is drawn and nobody has answered between them.
  await page.evaluate(() => {
    for (let step = 0; step < 3; step += 1)
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true, bubbles: true, cancelable: true }),
      );
  });
  await expect(cursor).toHaveAttribute("aria-posinset", "15");

  await page.keyboard.press("2");
  const focused = page.locator("[data-item]:focus");
  await expect(focused).toHaveCount(1);
  await page.keyboard.press("Home");
  await expect(focused).toHaveAttribute("aria-posinset", "1");
  const prompts: (string | null)[] = [];
  for (let step = 0; step < 2; step += 1) {
    const before = (await focused.getAttribute("aria-posinset")) ?? "";
    await page.keyboard.press("]");
    await expect(focused).not.toHaveAttribute("aria-posinset", before);
    prompts.push(await focused.getAttribute("aria-posinset"));
  }
  await page.keyboard.press("Home");
  await expect(focused).toHaveAttribute("aria-posinset", "1");
  await page.evaluate(() => {
    for (let step = 0; step < 2; step += 1)
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "]", bubbles: true, cancelable: true }),
      );
  });
  await expect(focused).toHaveAttribute("aria-posinset", prompts[1] ?? "");
});

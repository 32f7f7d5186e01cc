// What goes to the clipboard is what the transcript says.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, rows, test } from "./app.ts";
import { recordPane } from "./workbench.ts";

test("text that is selected over several rows is copied without line breaks of its own", async ({ launch, folder }) => {
  const record = JSON.stringify({ type: "A", text: `begin ${"word \u202e ".repeat(120)} end` });
  const file = path.join(folder, "long.jsonl");
  await writeFile(file, `${record}\n`);
  const app = await launch({ file });
  const { page } = app;
  await expectIndexed(page);
  await rows(page).first().click();
  await recordPane(page).getByRole("tab", { name: "Text" }).click();
  const text = recordPane(page).getByRole("group");
  await expect(text).toContainText("begin");
  const drawn = await text.locator("[data-text]").count();
  expect(drawn).toBeGreaterThan(3);
  await text.evaluate((group) => {
    const spans = group.querySelectorAll("[data-text]");
    const [first, last] = [spans[0], spans[spans.length - 1]];
    if (first === undefined || last === undefined) throw new Error("no rows are drawn");
    document.getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
  });
  await page.keyboard.press("Control+c");
  await expect.poll(() => app.clipboardText()).toBe(record);
});

test("rows are selected with Shift and Ctrl, and copied as records, rows and citations", async ({ launch, folder }) => {
  const records = Array.from({ length: 9 }, (_, record) => JSON.stringify({ type: "A", n: record, big: 1.1 }));
  const file = path.join(folder, "nine.jsonl");
  await writeFile(file, `${records.join("\n")}\n`);
  const app = await launch({ file });
  const { page } = app;
  await expectIndexed(page);
  await rows(page).nth(1).click();
  await rows(page)
    .nth(3)
    .click({ modifiers: ["Shift"] });
  await rows(page)
    .nth(6)
    .click({ modifiers: ["Control"] });
  await rows(page)
    .nth(2)
    .click({ modifiers: ["Control"] });
  // The one that was taken away has the cursor.
  await expect(page.getByRole("option", { selected: true })).toHaveCount(4);
  await page.keyboard.press("Control+c");
  await expect.poll(() => app.clipboardText()).toBe([records[1], records[3], records[6]].join("\n"));

  await rows(page).nth(4).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy as indented JSON" }).click();
  await expect.poll(() => app.clipboardText()).toBe('{\n  "type": "A",\n  "n": 4,\n  "big": 1.1\n}');
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Copy citation" }).click();
  await expect.poll(() => app.clipboardText()).toMatch(/^nine\.jsonl@116\+28#[0-9a-f]{16}$/);
  const citation = await app.clipboardText();

  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await expect.poll(() => app.clipboardText()).toBe(records.join("\n"));
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Copy as rows" }).click();
  await expect.poll(() => app.clipboardText()).toMatch(/^0\t.*\tA\t.*\n1\t.*\tA\t.*$/);

  // The citation leads back to its record, and says when other bytes stand there.
  const goTo = async (text: string) => {
    await page.keyboard.press("Control+g");
    await page.getByRole("dialog", { name: "Go to record" }).getByRole("textbox").fill(text);
    await page.keyboard.press("Enter");
  };
  await goTo(citation);
  await expect(recordPane(page)).toContainText("Record 4");
  await goTo(citation.replace(/#.*/, "#0000000000000000"));
  await expect(page.getByRole("dialog")).toContainText("Other bytes stand at the place that is cited");
});

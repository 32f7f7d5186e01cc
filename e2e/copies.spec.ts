// What goes to the clipboard is what the transcript says.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { type App, expectIndexed, rows, test } from "./app.ts";
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
  await expect.poll(() => clipboard(app)).toBe(record);
});

function clipboard({ electron }: App): Promise<string> {
  return electron.evaluate(({ clipboard: board }) => board.readText());
}

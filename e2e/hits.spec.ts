// What a filter looks for stands out wherever it is shown, and the way from one place to the next is a key.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, records, rows, test } from "./app.ts";
import { filterField, recordPane, rowCount } from "./workbench.ts";

const raw = (text: string) => JSON.stringify({ type: "RAW", source: "test", event: { text } });
const filler = "lorem ipsum dolor sit amet ".repeat(40);

/** Five records, four of them with hits; the third has three. */
const lines = [
  raw("a needle at once"),
  raw("nothing here"),
  raw(`${filler} one needle ${filler} and a NEEDLE, then ${filler} caf\u00e9 needle`),
  JSON.stringify({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: `${filler}needle` }),
  raw(`${"hay ".repeat(300_000)} needle ${filler}`),
];

test("shows in the list where the text stands, beyond the preview too", async ({ launch, folder }) => {
  const { page } = await launch({ file: await write(folder, lines) });
  await expectIndexed(page);
  await search(page, "needle", 4);
  await expect(marks(rows(page).nth(0))).toHaveText(["needle"]);
  await expect(rows(page).nth(1)).toContainText(/….* one needle lorem/);
  await expect(marks(rows(page).nth(1)).first()).toBeInViewport();
  await expect(rows(page).nth(2)).toContainText("amet needle");
  await search(page, "/n.{2}dle/", 4);
  await expect(marks(rows(page).nth(0))).toHaveText(["needle"]);
  await expect(rows(page).nth(1)).toContainText(/….* one needle lorem/);
  await search(page, "kind:RAW", 4);
  await expect(marks(records(page))).toHaveCount(0);
});

test("goes from hit to hit in a record, then to the next record, and back", async ({ launch, folder }) => {
  const { page } = await launch({ file: await write(folder, lines) });
  await expectIndexed(page);
  await search(page, "needle", 4);
  await rows(page).first().click();
  await expect(recordPane(page)).toContainText("Hit 1 of 1");
  await expect(marks(recordPane(page))).toHaveText(["needle"]);
  await page.keyboard.press("F3");
  await expectAt(page, 2, "Hit 1 of 3");
  await expect(marks(recordPane(page)).first()).toBeInViewport();
  await page.keyboard.press("F3");
  await expectAt(page, 2, "Hit 2 of 3");
  await expect(marks(recordPane(page)).filter({ hasText: /NEEDLE/ })).toBeInViewport();
  await expect(recordPane(page).getByRole("tree").locator("mark[class*=current]")).toHaveText("NEEDLE");
  await recordPane(page).getByRole("button", { name: "Next hit" }).click();
  await expectAt(page, 2, "Hit 3 of 3");
  await recordPane(page).getByRole("button", { name: "Next hit" }).click();
  await expectAt(page, 3, "Hit 1 of 1");
  await page.keyboard.press("Shift+F3");
  await expectAt(page, 2, "Hit 3 of 3");
  await recordPane(page).getByRole("tab", { name: "Text" }).click();
  await page.keyboard.press("Shift+F3");
  await expectAt(page, 2, "Hit 2 of 3");
  await expect(marks(recordPane(page)).filter({ hasText: /NEEDLE/ })).toBeInViewport();

  // Inside the record, without another filter: all of it is searched, and its last place leads to the first one.
  await page.keyboard.press("F6");
  await rows(page).last().click();
  await expect(recordPane(page).getByRole("heading", { name: "Record 4" })).toBeVisible();
  await recordPane(page).getByRole("group", { name: "Raw text of the record" }).focus();
  await page.keyboard.press("Control+f");
  const find = recordPane(page).getByRole("textbox", { name: "Find in this record" });
  // What is typed at once goes there, too, and is no key of the window.
  await page.keyboard.type("ipsum dolor");
  await expect(find).toHaveValue("ipsum dolor");
  await expect(recordPane(page).getByRole("status")).toHaveText("Hit 1 of 40");
  await expect(marks(recordPane(page)).first()).toBeInViewport();
  await page.keyboard.press("Shift+Enter");
  await expect(recordPane(page).getByRole("status")).toHaveText("Hit 40 of 40");
  await page.keyboard.press("F3");
  await expect(recordPane(page).getByRole("status")).toHaveText("Hit 1 of 40");
  await find.fill("no such thing");
  await expect(recordPane(page).getByRole("status")).toHaveText("No hits");
  await find.fill("(");
  await recordPane(page).getByRole("button", { name: "Regular expression" }).click();
  await expect(find).toHaveAttribute("aria-invalid", "true");
  await find.fill("ne{2}dle");
  await expect(recordPane(page).getByRole("status")).toHaveText("Hit 1 of 1");
  await rows(page).nth(1).click();
  await expect(recordPane(page).getByRole("status")).toHaveText("Hit 1 of 3");
  await expect(filterField(page)).toHaveValue("needle");
  await find.press("Escape");
  await expect(find).toBeHidden();
  await expect(recordPane(page).locator("[data-record-content]:visible")).toBeFocused();
});

test("goes on with Enter in the filter, and finds what is far into a record", async ({ launch, folder }) => {
  const { page } = await launch({ file: await write(folder, lines) });
  await expectIndexed(page);
  await search(page, "needle", 4);
  await rows(page).nth(2).click();
  await filterField(page).click();
  await page.keyboard.press("Enter");
  await expectAt(page, 4, "No hit in the first 1.05");
  await page.keyboard.press("Enter");
  await expectAt(page, 4, "Hit 1 of 1");
  // The tree holds only the beginning of so long a text.
  await expect(recordPane(page).getByRole("tab", { name: "Text" })).toHaveAttribute("aria-selected", "true");
  await expect(marks(recordPane(page))).toHaveText(["needle"]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "On from the first hit again." })).toBeVisible();
  await expectAt(page, 0, "Hit 1 of 1");
  await page.keyboard.press("Shift+Enter");
  await expectAt(page, 4, "No hit in the first 1.05");
  await page.keyboard.press("Shift+Enter");
  await expectAt(page, 3, "Hit 1 of 1");
  await expect(filterField(page)).toBeFocused();
});

test("goes from record to record without a record shown, and asks for a filter without one", async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ file: await write(folder, lines) });
  await expectIndexed(page);
  await page.keyboard.press("F3");
  await expect(filterField(page)).toBeFocused();
  await search(page, "kind:RAW", 4);
  const place = () => page.getByRole("option", { selected: true }).getAttribute("aria-posinset");
  await page.keyboard.press("F3");
  await expect.poll(place).toBe("1");
  await page.keyboard.press("F3");
  await expect.poll(place).toBe("2");
  await page.keyboard.press("Shift+F3");
  await expect.poll(place).toBe("1");
});

async function write(folder: string, content: readonly string[]): Promise<string> {
  const file = path.join(folder, "hits.jsonl");
  await writeFile(file, `${content.join("\n")}\n`);
  return file;
}

async function search(page: Page, filter: string, count: number): Promise<void> {
  // Without Enter, which would go to the first hit where the rows are there already.
  await filterField(page).fill(filter);
  await expect.poll(() => rowCount(page)).toBe(count);
  await expect(page.getByRole("listbox", { name: "Records" })).toHaveAttribute("aria-busy", "false");
}

function marks(inside: ReturnType<typeof records>) {
  return inside.locator("mark");
}

async function expectAt(page: Page, record: number, words: string): Promise<void> {
  await expect(page.getByRole("option", { selected: true }).locator("span").first()).toHaveText(String(record));
  await expect(recordPane(page).getByRole("heading", { name: `Record ${record}` })).toBeVisible();
  await expect(recordPane(page).getByRole("status")).toContainText(words);
}

// What a right click and the key for a menu offer, beside the rows of the list (copies.spec.ts): kinds and the other facets,
// values of a record, files on the first screen, tabs, messages and cards.

import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { type App, expectIndexed, projectRoot, rows, test } from "./app.ts";
import { sessionWriter } from "./sessions.ts";
import { filterField, kindButton, recordPane } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("a kind is shown, shown alone, hidden and named from its menu, and the keyboard goes back to it", async ({
  launch,
}) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await expectIndexed(page);
  const kind = kindButton(page, "TOOL_CALL_RESULT");
  await kind.click({ button: "right" });
  await expect(menu(page, "TOOL_CALL_RESULT")).toBeVisible();
  await expectAccessible(page);
  await choose(page, "TOOL_CALL_RESULT", "Show only this");
  await expect(filterField(page)).toHaveValue("kind:TOOL_CALL_RESULT");

  await kind.focus();
  await page.keyboard.press("Shift+F10");
  await expect(menu(page, "TOOL_CALL_RESULT")).toBeVisible();
  const [box, at] = [await kind.boundingBox(), await menu(page, "TOOL_CALL_RESULT").boundingBox()];
  expect(at?.y ?? 0).toBeGreaterThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) - 1);
  await choose(page, "TOOL_CALL_RESULT", "No longer choose it");
  await expect(filterField(page)).toHaveValue("");
  await expect(kind).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("Escape");
  await expect(kind).toBeFocused();

  await kind.click({ button: "right" });
  await choose(page, "TOOL_CALL_RESULT", "Hide it");
  await expect(filterField(page)).toHaveValue("-kind:TOOL_CALL_RESULT");
  await kind.click({ button: "right" });
  await choose(page, "TOOL_CALL_RESULT", "Copy its name");
  await expect.poll(() => app.clipboardText()).toBe("TOOL_CALL_RESULT");
  await page.keyboard.press("Control+z");
  await expect(filterField(page)).toHaveValue("");

  await page
    .getByRole("region", { name: "Flags" })
    .getByRole("button", { name: /^error,/ })
    .click({ button: "right" });
  await choose(page, "error", "Show only this");
  await expect(filterField(page)).toHaveValue("is:error");
});

test("a value of a record is copied, sought, opened and closed from its menu", async ({ launch }) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await expectIndexed(page);
  await rows(page).first().click();
  const tree = recordPane(page).getByRole("tree");
  const value = (name: RegExp) => tree.getByRole("treeitem", { name }).and(tree.locator("[aria-level='1']"));
  await value(/^runId/).click({ button: "right" });
  await expect(value(/^runId/)).toHaveAttribute("aria-selected", "true");
  await expectAccessible(page);
  await choose(page, "runId", "Copy value");
  await expect.poll(() => app.clipboardText()).toMatch(/^[0-9a-f-]{36}$/);
  const id = await app.clipboardText();
  await expect(tree).toBeFocused();

  // The key is for the row that has the keyboard.
  await page.keyboard.press("Shift+F10");
  await choose(page, "runId", "Copy path");
  await expect.poll(() => app.clipboardText()).toBe("runId");
  await value(/^input/).click({ button: "right" });
  const isOpen = (await value(/^input/).getAttribute("aria-expanded")) === "true";
  await choose(page, "input", isOpen ? "Close" : "Open");
  await expect(value(/^input/)).toHaveAttribute("aria-expanded", String(!isOpen));
  await value(/^runId/).click({ button: "right" });
  await choose(page, "runId", "Show only records that hold the same");
  await expect(filterField(page)).toHaveValue(new RegExp(id));
});

test("a recent file is forgotten by itself, also one that is missing, and its path is copied", async ({
  launch,
  folder,
}) => {
  const app = await launch({ isNew: true });
  const { page } = app;
  const files = await openEach(app, folder, ["a", "b", "c"]);
  for (const _ of files) await page.keyboard.press("Control+w");
  await rm(files[1] ?? "");
  await page.reload();
  const recents = page.getByRole("region", { name: "Recent" }).getByRole("listitem");
  await expect(recents).toHaveCount(3);
  await expect(recents.nth(1)).toContainText("missing");

  await recents.nth(0).getByRole("button").click({ button: "right" });
  await expectAccessible(page);
  await choose(page, "c.jsonl", "Copy path");
  await expect.poll(() => app.clipboardText()).toBe(files[2]);
  await recents.nth(1).getByRole("button").focus();
  await page.keyboard.press("Shift+F10");
  await expect(menu(page, "b.jsonl").getByRole("menuitem", { name: "Open" })).toBeDisabled();
  await choose(page, "b.jsonl", "Forget it");
  await expect(recents).toHaveCount(2);
  // At the one that came in its place.
  await expect(recents.nth(1).getByRole("button")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(recents).toHaveCount(1);
  await expect(recents.nth(0).getByRole("button")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("region", { name: "Recent" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Open a transcript/ })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Recent" })).toHaveCount(0);
});

test("a message, a card and a line of the outline have menus, by mouse and by key, that do what their keys do", async ({
  launch,
}) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  const card = page.getByRole("article", { name: /^Call of/ }).first();
  await card.click({ button: "right" });
  await expect(menu(page, "Call of")).toBeVisible();
  await expectAccessible(page);
  await choose(page, "Call of", "Copy as Markdown");
  await expect.poll(() => app.clipboardText()).toMatch(/^### get_weather/);
  await expect(card).toBeFocused();

  // The key is for the item that has the keyboard, and its menu stands below the first line of that.
  const isOpen = await card.getByRole("button", { expanded: true }).count();
  await page.keyboard.press("Shift+F10");
  await expect(menu(page, "Call of")).toBeVisible();
  await choose(page, "Call of", "Fold or unfold");
  await expect(card.getByRole("button", { expanded: true })).toHaveCount(isOpen === 0 ? 1 : 0);
  await expect(card).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await choose(page, "Call of", "Bookmark");
  const bookmarks = page.getByRole("list", { name: "Bookmarks" });
  await expect(bookmarks.getByRole("button")).toHaveCount(1);

  // Arrows go through the outline and the bookmarks above it alike.
  const line = outline(page).locator("[data-sort=prompt]").last();
  await line.focus();
  await page.keyboard.press("Home");
  await expect(bookmarks.getByRole("button")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card).toBeFocused();
  await line.focus();
  await page.keyboard.press("Shift+F10");
  await expect(menu(page, "Prompt")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(line).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await choose(page, "Prompt", "Go to it");
  await expect(page.locator("article:focus")).toHaveAccessibleName("Prompt");
  await bookmarks.getByRole("button").click({ button: "right" });
  await choose(page, "Call of", "Take the bookmark away");
  await expect(bookmarks).toHaveCount(0);

  await card.click({ button: "right" });
  await menu(page, "Call of").getByRole("menuitem", { name: "Show record" }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole("option", { selected: true })).toContainText("TOOL_CALL_START");
});

test("a menu whose item is slow to come gives way to one that was asked for later", async ({ launch, folder }) => {
  const file = path.join(folder, "long.jsonl");
  await writeFile(file, longSession());
  const app = await launch({ file, isNew: true });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(page.getByText("Question 0.").first()).toBeInViewport();
  await page.keyboard.press("b");
  const outline = page.getByRole("navigation", { name: "Outline" });
  const bookmark = outline.getByRole("list", { name: "Bookmarks" }).getByRole("button");
  await expect(bookmark).toHaveCount(1);
  await page.evaluate(`{
    globalThis.menusSeen = [];
    new MutationObserver(() => {
      const record = /Show record (\\d+)/.exec(document.querySelector("[role=menu]")?.textContent ?? "")?.[1];
      if (record !== undefined && menusSeen.at(-1) !== record) menusSeen.push(record);
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  }`);

  // What a bookmark leads to is asked for in two steps, what an entry leads to in one.
  const engine = await app.enginePid();
  process.kill(engine, "SIGSTOP");
  try {
    await bookmark.click({ button: "right" });
    await outline.getByRole("button", { name: /Question 90\./ }).click({ button: "right" });
  } finally {
    process.kill(engine, "SIGCONT");
  }
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  // The answers that were on their way have come before that one.
  await outline.getByRole("button", { name: /Question 80\./ }).click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: "Show record 160" })).toBeVisible();
  expect(await page.evaluate("menusSeen")).toEqual(["180", "160"]);
});

test("arrows go through the outline, which is one stop of Tab and of F6, and lies over a narrow conversation", async ({
  launch,
}) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await app.resize(1360, 820, 1);
  await expectIndexed(page);
  await page.keyboard.press("2");
  const lines = outline(page).getByRole("button");
  await expect(page.locator("article:focus")).toBeVisible();
  await expect(outline(page).locator("[tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("Shift+F6");
  await expect(outline(page).locator(":focus")).toHaveCount(1);
  await page.keyboard.press("End");
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(lines.nth((await lines.count()) - 2)).toBeFocused();

  await app.resize(760, 620, 1);
  await expect(outline(page)).toBeHidden();
  await page.getByRole("button", { name: "Outline" }).click();
  await expect(outline(page).locator("[aria-current=true]")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(outline(page)).toBeHidden();
  await expect(page.locator("article:focus")).toBeVisible();
  await page.keyboard.press("F6");
  await expect(page.locator("article:focus")).toHaveCount(0);
  await page.keyboard.press("F6");
  await expect(page.locator("article:focus")).toBeVisible();
  await page.getByRole("button", { name: "Outline" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(outline(page)).toBeHidden();
  await expect(page.locator("article:focus")).toBeVisible();
});

test("a tab is moved, shown beside and closed from its menu, and the keyboard is never lost", async ({
  launch,
  folder,
}) => {
  const app = await launch({ isNew: true });
  const { page } = app;
  const files = await openEach(app, folder, ["a", "b", "c", "d"]);
  const strip = page.getByRole("navigation", { name: "Open transcripts" });
  const tab = (name: string) => strip.getByRole("button", { name: `${name}.jsonl`, exact: true });
  const order = () => strip.getByRole("listitem").allTextContents();
  await tab("d").focus();
  await page.keyboard.press("Shift+F10");
  await expectAccessible(page);
  await choose(page, "d.jsonl", "Move left");
  expect(await order()).toEqual(["a.jsonl", "b.jsonl", "d.jsonl", "c.jsonl"]);
  await tab("a").click({ button: "right" });
  await choose(page, "a.jsonl", "Copy path");
  await expect.poll(() => app.clipboardText()).toBe(files[0]);
  await tab("a").click({ button: "right" });
  await choose(page, "a.jsonl", "Show beside");
  await expect(page.getByRole("region", { name: "a.jsonl" })).toBeVisible();

  await tab("b").focus();
  await page.keyboard.press("Shift+F10");
  await choose(page, "b.jsonl", "Close Del");
  expect(await order()).toEqual(["a.jsonl", "d.jsonl", "c.jsonl"]);
  await expect(tab("d")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(tab("c")).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await menu(page, "c.jsonl").getByRole("menuitem", { name: "Close the others" }).click();
  await expect(strip).toHaveCount(0);
  await expect(page).toHaveTitle(/^c\.jsonl/);
  await expect(page.getByRole("listbox", { name: "Records" })).toBeFocused();
});

/** Writes a small transcript of each name and opens it in a tab of its own. */
async function openEach(app: App, folder: string, names: readonly string[]): Promise<readonly string[]> {
  const files = names.map((name) => path.join(folder, `${name}.jsonl`));
  for (const file of files) {
    await writeFile(file, '{"type":"A"}\n');
    await app.drop(file);
    await expect(app.page).toHaveTitle(new RegExp(`^${path.basename(file)}`));
    await expectIndexed(app.page);
  }
  return files;
}

function outline(page: Page): Locator {
  return page.getByRole("navigation", { name: "Outline" });
}

function menu(page: Page, name: string): Locator {
  return page.getByRole("menu", { name });
}

async function choose(page: Page, name: string, item: string): Promise<void> {
  await menu(page, name).getByRole("menuitem", { name: item }).click();
  await expect(menu(page, name)).toHaveCount(0);
}

function longSession(): string {
  const { add, text } = sessionWriter();
  for (let turn = 0; turn < 120; turn += 1) {
    add("user", `Question ${turn}.`);
    add("assistant", [{ type: "text", text: `Answer ${turn}.` }]);
  }
  return text();
}

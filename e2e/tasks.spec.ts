// What people open a transcript for, each in at most three actions: a key, a click, a drag, or a text that is typed. docs/tasks.md lists them.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { filterField, finishedExport, kinds, recordPane, rowCount } from "./workbench.ts";

const weather = path.join(projectRoot, "samples/weather-agent.jsonl");
const session = path.join(projectRoot, "samples/parser-session.jsonl");

/** A user, of whom each action is counted. */
function userOf(page: Page) {
  let actions = 0;
  return {
    actions: () => actions,
    async press(key: string) {
      actions++;
      await page.keyboard.press(key);
    },
    async type(text: string) {
      actions++;
      await page.keyboard.type(text);
    },
    async click(what: Locator) {
      actions++;
      await what.click();
    },
    async drag(from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }) {
      actions++;
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 5 });
      await page.mouse.up();
    },
  };
}

function outline(page: Page): Locator {
  return page.getByRole("navigation", { name: "Outline" });
}

test("the first record with a text, though it is spread over many records", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  const user = userOf(page);
  await user.press("/");
  await user.type('"Marseille or Cassis"');
  await user.press("Enter");
  await expect(page.getByRole("option", { selected: true })).toContainText("Marseille");
  expect(user.actions()).toBe(3);
  await screenshot("task-text");
});

test("all errors of an AG-UI log", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  const user = userOf(page);
  await user.click(kinds(page).getByRole("button", { name: /^error[ ,]/ }));
  await expect(filterField(page)).toHaveValue("is:error");
  await expect.poll(() => rowCount(page)).toBeGreaterThan(0);
  expect(user.actions()).toBe(1);
  await screenshot("task-errors-agui");
});

test("all errors of a Claude Code session, and the failing calls in its conversation", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: session });
  await expectIndexed(page);
  const user = userOf(page);
  await user.click(kinds(page).getByRole("button", { name: /^error[ ,]/ }));
  await expect(filterField(page)).toHaveValue("is:error");
  await expect.poll(() => rowCount(page)).toBeGreaterThan(0);
  expect(user.actions()).toBe(1);
  await screenshot("task-errors-claude");
  // The second key may come before the conversation is there.
  await user.press("2");
  await user.press("e");
  await expect(page.locator("[data-item]:focus")).toContainText("exit 1");
  expect(user.actions()).toBe(3);
});

test("the largest record", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  const user = userOf(page);
  await user.click(page.getByRole("contentinfo").getByRole("button", { name: /^longest / }));
  await expect.poll(() => rowCount(page)).toBe(1);
  expect(user.actions()).toBe(1);
  await screenshot("task-largest");
  // It has one size wherever that stands, and so have all records together.
  const sizes = (text: string) => [...text.matchAll(/[\d.]+\s?k?B/g)].map(([size]) => size);
  const count = page.getByRole("search").first().getByRole("status");
  await expect(count).toContainText(/527\sB/);
  await expect(rows(page).first()).toContainText(/527\sB/);
  await filterField(page).fill("kind:*");
  await expect(count).toContainText("339 of 339");
  const [whole] = sizes(await page.getByRole("contentinfo").innerText());
  expect(whole).toMatch(/^47\.\d\skB$/);
  expect(sizes(await count.innerText())).toEqual([whole]);
});

for (const [family, file, later] of [
  ["an AG-UI log", weather, "It stopped. Did it book twice"],
  ["a Claude Code session", session, "Fine as it is. Commit and push."],
] as const) {
  test(`a later prompt of ${family}`, async ({ launch }) => {
    const { page, screenshot } = await launch({ file });
    await expectIndexed(page);
    const user = userOf(page);
    await user.press("2");
    await user.click(outline(page).getByRole("button").filter({ hasText: later }));
    await expect(page.locator("[data-item]:focus")).toContainText(later);
    expect(user.actions()).toBe(2);
    await screenshot(`task-prompt-${family.split(" ")[1]}`);
  });
}

test("what a call returned", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  await filterField(page).fill("kind:TOOL_CALL_START");
  await filterField(page).press("Escape");
  await expect.poll(() => rowCount(page)).toBe(7);
  const user = userOf(page);
  await user.click(rows(page).first());
  await user.press("p");
  // The filter hides it, and it is shown all the same.
  await expect(recordPane(page)).toHaveAccessibleName("Record 70");
  await expect(recordPane(page)).toContainText("46c3984d-a437-4aaf-a437-00000000000a");
  expect(user.actions()).toBe(2);
  await screenshot("task-result");
});

test("how many tokens were used", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: session });
  await expectIndexed(page);
  const user = userOf(page);
  await user.press("i");
  await expect(page.getByRole("dialog", { name: "What happened" })).toContainText("Tokens");
  expect(user.actions()).toBe(1);
  await screenshot("task-tokens");
});

test("the records between two times", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  const user = userOf(page);
  const all = await rowCount(page);
  await user.click(page.getByRole("button", { name: "Overview by time" }));
  const strip = await page.getByRole("slider", { name: "Place in time" }).boundingBox();
  if (strip === null) throw new Error("there is no strip");
  const at = (share: number) => ({ x: strip.x + strip.width * share, y: strip.y + 8 });
  await user.drag(at(0.3), at(0.6));
  await expect(filterField(page)).toHaveValue(/^after:\S+ before:\S+$/);
  await expect.poll(() => rowCount(page)).toBeLessThan(all);
  expect(user.actions()).toBeLessThanOrEqual(2);
  await screenshot("task-times");
});

test("a copy of a record as JSON", async ({ launch }) => {
  const { page, clipboardText, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  const user = userOf(page);
  await user.click(rows(page).nth(2));
  await user.press("Control+c");
  const [, , third] = (await readFile(weather, "utf8")).split("\n");
  await expect.poll(clipboardText).toBe(third);
  expect(user.actions()).toBe(2);
  await screenshot("task-copy");
});

test("back to where one was, before a filter and before a jump", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  await rows(page).nth(5).click();
  await filterField(page).fill("weather");
  await filterField(page).press("Escape");
  await expect.poll(() => rowCount(page)).toBeLessThan(339);
  const user = userOf(page);
  await user.click(page.getByRole("button", { name: "Clear the filter" }));
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "6");
  expect(user.actions()).toBe(1);
  await user.press("Control+g");
  await user.type("300");
  await user.press("Enter");
  await expect(recordPane(page)).toContainText("Record 300");
  await expect(records(page)).toBeFocused();
  const back = userOf(page);
  await back.press("Alt+ArrowLeft");
  await expect(recordPane(page)).toContainText("Record 5");
  expect(back.actions()).toBe(1);
  await screenshot("task-back");
});

test("a compacted snapshot", async ({ launch, folder }) => {
  const { page, answerSaveDialog, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  await answerSaveDialog(path.join(folder, "snapshot.jsonl"));
  await records(page).focus();
  const user = userOf(page);
  await user.press("e");
  await user.click(page.getByRole("button", { name: "Save as…" }));
  await expect(finishedExport(page)).toBeVisible();
  expect(user.actions()).toBe(2);
  await screenshot("task-snapshot");
});

test("the other theme", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: weather });
  await expectIndexed(page);
  const user = userOf(page);
  await user.press("Control+k");
  await user.type("dark");
  await user.press("Enter");
  await expect.poll(() => page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches)).toBe(true);
  expect(user.actions()).toBe(3);
  await screenshot("task-theme");
});

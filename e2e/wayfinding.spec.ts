// From one place to another: a call and its result, back and forward, any place by name, any command by a few letters.

import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { filterField, kindButton, recordPane, rowCount } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");
const runs = path.join(projectRoot, "samples/many-runs.jsonl");

test("a call shows its result, and a key goes there and back", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await rows(page).first().click(); // opens the record
  await goTo(page, "43");
  const related = recordPane(page).getByRole("region", { name: "Records of the same id" });
  await expect(related).toContainText("Ends: 70 TOOL_CALL_RESULT");
  await expect(related).toContainText("10\u00a0records in 1.6");
  await records(page).focus();
  await page.keyboard.press("p");
  await expect(recordPane(page)).toContainText("Record 70");
  await expect(related).toContainText("Begins: 43 TOOL_CALL_START get_weather");
  await page.keyboard.press("p");
  await expect(recordPane(page)).toContainText("Record 43");
  await related.getByRole("button", { name: /^Ends/ }).click();
  await expect(recordPane(page)).toContainText("Record 70");
});

test("a tool's calls are found with their arguments and results, and the key goes among them", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await filterField(page).fill("tool:get_weather kind:TOOL_CALL_START,TOOL_CALL_RESULT");
  await expect.poll(() => rowCount(page)).toBe(6);
  await rows(page).first().click();
  await expect(recordPane(page)).toContainText("Record 43");
  await expect(recordPane(page)).toContainText("Ends: 70");
  await page.keyboard.press("p");
  await expect(recordPane(page)).toContainText("Record 70");
  await expect(recordPane(page)).not.toContainText("Hidden by the filter");
});

test("a value in the tree leads to the records that hold the same", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await rows(page).first().click();
  await goTo(page, "70");
  await recordPane(page)
    .getByRole("treeitem", { name: /toolCallId/ })
    .click();
  await recordPane(page).getByRole("button", { name: "Same value" }).click();
  await expect(filterField(page)).toHaveValue("call_000000000008");
  await expect.poll(() => rowCount(page)).toBe(10);
});

test("kinds count what the rest of the filter lets pass", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await filterField(page).fill("get_weather");
  await expect(kindButton(page, "TOOL_CALL_START").locator("xpath=..")).toContainText("3 / 7");
  await expect(kindButton(page, "RUN_ERROR").locator("xpath=..")).toContainText("0 / 1");
  await kindButton(page, "TOOL_CALL_RESULT").click();
  await expect.poll(() => rowCount(page)).toBe(0);
  await expect(kindButton(page, "TOOL_CALL_START").locator("xpath=..")).toContainText("3 / 7");
});

test("back and forward through jumps, by key and by the buttons of a mouse", async ({ launch }) => {
  const { page } = await launch({ file: runs });
  await expectIndexed(page);
  await expect(rows(page).nth(1)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expectCursor(page, "2");
  await goTo(page, "1500");
  await expectCursor(page, "1501");
  await page.keyboard.press("End");
  const last = await records(page).getByRole("option").last().getAttribute("aria-setsize");
  await expectCursor(page, last ?? "");
  await page.keyboard.press("Alt+ArrowLeft");
  await expectCursor(page, "1501");
  await page.evaluate(() => window.dispatchEvent(new MouseEvent("mouseup", { button: 3, cancelable: true })));
  await expectCursor(page, "2");
  await page.keyboard.press("Alt+ArrowRight");
  await expectCursor(page, "1501");
});

test("lines, bytes and shares of the file are places, too", async ({ launch }) => {
  const { page } = await launch({ file: runs });
  await expectIndexed(page);
  for (const [place, cursor] of [
    ["line 100", "100"],
    ["@0", "1"],
    ["100 %", (await records(page).getByRole("option").first().getAttribute("aria-setsize")) ?? ""],
    ["0%", "1"],
  ] as const) {
    await goTo(page, place);
    await expectCursor(page, cursor);
  }
});

test("the palette does any command, goes to any place and filters for any text", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  const run = async (text: string) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Commands" }).getByRole("combobox").fill(text);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Commands" })).toBeHidden();
  };
  await run("only run_started");
  await expect(filterField(page)).toHaveValue("kind:RUN_STARTED");
  await run("mind the wind, please");
  await expect(filterField(page)).toHaveValue("mind the wind, please");
  await run("undo");
  await expect(filterField(page)).toHaveValue("kind:RUN_STARTED");
  await run("undo");
  await run("line 44");
  await expectCursor(page, "44");
  // What the menu of a row has, too.
  await run("copy citation");
  await expect(page.getByRole("status").filter({ hasText: "1 record copied as citation." })).toBeVisible();
  await run("compact");
  await expect
    .poll(() =>
      rows(page)
        .first()
        .evaluate((row) => row.getBoundingClientRect().height),
    )
    .toBe(20);
  await run("keyboard short");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

async function goTo(page: Page, place: string): Promise<void> {
  await page.keyboard.press("Control+g");
  const dialog = page.getByRole("dialog", { name: "Go to record" });
  await dialog.getByRole("textbox").fill(place);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}

async function expectCursor(page: Page, place: string): Promise<void> {
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", place);
}

// The terms of a filter as chips, and filters that are kept under a name.

import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, rows, test } from "./app.ts";
import { filterField, rowCount } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("each term of the filter is a chip, which goes by click and by key and is edited in the field", async ({
  launch,
}) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await expect(chips(page)).toHaveCount(0);
  await filter(page, "kind:TOOL_CALL_*  -kind:TOOL_CALL_ARGS weather");
  await expect(chips(page)).toHaveText(["kind:TOOL_CALL_*", "-kind:TOOL_CALL_ARGS", "weather"]);
  await page.getByRole("button", { name: "Remove -kind:TOOL_CALL_ARGS" }).click();
  await expect(filterField(page)).toHaveValue("kind:TOOL_CALL_* weather");
  await expect(chips(page)).toHaveText(["kind:TOOL_CALL_*", "weather"]);
  // Whichever way one goes, the others stay within reach.
  await expect(chips(page).nth(1).getByRole("button").first()).toBeFocused();
  await chips(page).first().getByRole("button").first().focus();
  await page.keyboard.press("Delete");
  await expect(filterField(page)).toHaveValue("weather");
  await expect(chips(page)).toHaveText(["weather"]);
  await expect(chips(page).getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(filterField(page)).toBeFocused();
  await page.keyboard.type("Annecy");
  await expect(filterField(page)).toHaveValue("Annecy");
  await expect(chips(page)).toHaveText(["Annecy"]);
  await chips(page).first().getByRole("button").first().focus();
  await page.keyboard.press("Backspace");
  await expect(filterField(page)).toBeFocused();
  await expect(filterField(page)).toHaveValue("");
  await expect.poll(() => rowCount(page)).toBe(339);
  // All of it can be taken back.
  await page.keyboard.press("Control+z");
  await expect(filterField(page)).toHaveValue("Annecy");
});

test("what is being typed is not touched by the chips of what is shown", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await filter(page, "is:error timeout");
  await expect(chips(page)).toHaveCount(2);
  await filterField(page).press("End");
  await page.keyboard.type(' "un');
  await expect(chips(page)).toHaveText(["is:error", "timeout"]);
  await expect(filterField(page)).toBeFocused();
  await expect(filterField(page)).toHaveValue('is:error timeout "un');
  await page.keyboard.type('til"');
  await expect(chips(page)).toHaveText(["is:error", "timeout", '"until"']);
  await page.getByRole("button", { name: "Remove timeout" }).click();
  await expect(filterField(page)).toHaveValue('is:error "until"');
  await expect(chips(page)).toHaveText(["is:error", '"until"']);
  // A chip that goes takes what cannot be read yet with it; undo brings that back.
  await filterField(page).press("End");
  await page.keyboard.type(" (half");
  await page.getByRole("button", { name: "Remove is:error" }).click();
  await expect(filterField(page)).toHaveValue('"until"');
  await filterField(page).press("Control+z");
  await expect(filterField(page)).toHaveValue('is:error "until" (half');
});

test("a filter is saved under a name, chosen from the menu and by a command, and removed with undo", async ({
  launch,
  folder,
}) => {
  const userData = path.join(folder, "profile");
  const first = await launch({ file: sample, userData });
  const { page } = first;
  await expectIndexed(page);
  await filter(page, "kind:RUN_ERROR");
  await page.keyboard.press("Control+s");
  const sheet = page.getByRole("dialog", { name: "Saved filters" });
  await expect(sheet.getByRole("textbox", { name: "Name of the filter" })).toBeFocused();
  await page.keyboard.type("What failed");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "saved as “What failed”" })).toBeVisible();
  await expect(sheet).toHaveCount(0);
  await filter(page, "role:user");
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Enter"); // called what it says
  await filter(page, "");
  await page.getByRole("button", { name: "Saved filters" }).click();
  await expect(sheet.getByRole("listitem")).toHaveText(["role:user", "What failedkind:RUN_ERROR"]);
  await sheet.getByRole("button", { name: "What failed" }).first().click();
  await expect(filterField(page)).toHaveValue("kind:RUN_ERROR");
  await expect.poll(() => rowCount(page)).toBe(1);
  await filter(page, "");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("what failed");
  await page.keyboard.press("Enter");
  await expect(filterField(page)).toHaveValue("kind:RUN_ERROR");
  await page.getByRole("button", { name: "Saved filters" }).click();
  // Letters mean nothing to what lies behind.
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await sheet.getByRole("button", { name: "role:user", exact: true }).focus();
  await page.keyboard.press("Delete");
  await expect(sheet.getByRole("listitem")).toHaveCount(1);
  await expect(sheet.getByRole("button", { name: "What failed" }).first()).toBeFocused();
  await page.keyboard.press("Escape");
  const star = page.getByRole("button", { name: "Saved filters" });
  await expect(star).toBeFocused();
  // The notice goes with its button; the focus goes back to where it was.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(star).toBeFocused();
  await star.click();
  await expect(sheet.getByRole("listitem")).toHaveCount(2);
  await sheet.getByRole("button", { name: "Remove role:user" }).click();
  await expect(sheet.getByRole("button", { name: "What failed" }).first()).toBeFocused();
  // The menu, which had the focus, goes as well: what opened it is left.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(star).toBeFocused();
  // One that another takes the place of is not lost, either.
  await filter(page, "kind:RUN_STARTED");
  await page.keyboard.press("Control+s");
  await page.keyboard.type("What failed");
  await page.keyboard.press("Enter");
  const notice = page.getByRole("status").filter({ hasText: "saved as “What failed”, in place of “kind:RUN_ERROR”" });
  await notice.getByRole("button", { name: "Undo" }).click();
  await expect(notice.getByRole("paragraph")).toHaveCount(0);
  await star.click();
  await expect(sheet.getByRole("listitem")).toHaveText(["role:user", "What failedkind:RUN_ERROR"]);
  await page.keyboard.press("Escape");
  await first.close();
  // They are there for every file, at the next start, too.
  const again = await launch({ userData, words: [path.join(projectRoot, "samples/many-runs.jsonl")] });
  await expectIndexed(again.page);
  await again.page.keyboard.press("Control+s");
  await expect(again.page.getByRole("dialog", { name: "Saved filters" }).getByRole("listitem")).toHaveCount(2);
});

test("a text that cannot be read is not saved, and the menu says so above the note about it", async ({ launch }) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await expectIndexed(page);
  await filter(page, "is:error (half");
  await expect(page.getByRole("status").filter({ hasText: "The list still shows" })).toBeVisible();
  await page.getByRole("button", { name: "Saved filters" }).click();
  const sheet = page.getByRole("dialog", { name: "Saved filters" });
  await expect(sheet.getByText("cannot be read as a filter yet")).toBeVisible();
  await expect(sheet.getByText("No filter is saved")).toBeHidden();
  await expect(sheet.getByRole("textbox")).toHaveCount(0);
  const corners = await sheet.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const inner = [left + 8, right - 8].flatMap((x) => [top + 8, bottom - 8].map((y) => [x, y] as const));
    return inner.map(([x, y]) => element.contains(document.elementFromPoint(x, y)));
  });
  expect(corners).toEqual([true, true, true, true]);
  await app.screenshot("saved-filters-unreadable");
});

test("in a long log a chip that goes leaves the record that is selected in its place", async ({ launch, large }) => {
  const { page } = await launch({ file: large.file });
  await expectIndexed(page);
  await filter(page, "kind:RUN_FINISHED bytes>100");
  // The rows of before are many, too.
  await expect(rows(page).nth(3)).toContainText("RUN_FINISHED");
  await expect.poll(() => rowCount(page)).toBeGreaterThan(100);
  await rows(page).nth(3).click();
  const selected = page.getByRole("option", { selected: true });
  const record = await selected.locator(":scope > span").first().textContent();
  await page.getByRole("button", { name: "Remove kind:RUN_FINISHED" }).click();
  await expect(chips(page)).toHaveText(["bytes>100"]);
  await expect(selected.locator(":scope > span").first()).toHaveText(record ?? "?");
});

function chips(page: Page) {
  return page.getByRole("list", { name: "Terms of the filter" }).getByRole("listitem");
}

async function filter(page: Page, text: string): Promise<void> {
  await filterField(page).fill(text);
  await filterField(page).press("Enter");
}

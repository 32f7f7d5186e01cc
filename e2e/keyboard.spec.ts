// The whole window by keyboard: what has the focus can be seen, and it is never lost.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { drawnRows, filterField, kindButton, kinds, recordPane, rowCount } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("Tab goes through the window and never loses the focus", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await rows(page).nth(2).click();
  await expect(recordPane(page)).toContainText("Record 2");
  await filterField(page).focus();
  const names: string[] = [];
  for (let turn = 0; turn < 40; turn += 1) {
    await page.keyboard.press("Tab");
    names.push(await focusedName(page));
    if (names.at(-1) === "Copy path") break;
  }
  expect(names).not.toContain("body");
  // One stop for all kinds, one for all records, one for all values.
  expect(names.filter((name) => /, not chosen, |^(Flags|Messages) \d/.test(name))).toHaveLength(1);
  expect(names).toEqual(
    expect.arrayContaining(["Find a kind, tool, role or size", "Records", "Values of the record", "Copy path"]),
  );
});

test("F6 goes around the parts of the window", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await rows(page).nth(2).click();
  await expect(recordPane(page).getByRole("tree")).toBeVisible();
  await records(page).focus();
  const around: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await page.keyboard.press("F6");
    around.push(await focusedName(page));
  }
  expect(around).toEqual(["Values of the record", "Filter", "Flags 1", "Records"]);
  await page.keyboard.press("Shift+F6");
  expect(await focusedName(page)).toBe("Flags 1");
});

test("kinds are chosen, shown alone and hidden with the keys", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await kinds(page)
    .getByRole("button", { name: /^Tool calls / })
    .focus();
  await page.keyboard.press("ArrowDown");
  await expect(kindButton(page, "TOOL_CALL_ARGS")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(filterField(page)).toHaveValue("kind:TOOL_CALL_ARGS");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(filterField(page)).toHaveValue("kind:TOOL_CALL_END");
  await page.keyboard.press("Delete");
  await expect(filterField(page)).toHaveValue("-kind:TOOL_CALL_END");
  await expect(kindButton(page, "TOOL_CALL_END")).toBeFocused();
});

test("Enter goes into the record, Esc back to the list", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await expect(rows(page).nth(1)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(recordPane(page).getByRole("tree")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(recordPane(page).getByRole("treeitem", { selected: true })).toContainText("snapshot");
  await page.keyboard.press("Escape");
  await expect(records(page)).toBeFocused();
});

test("a ring is drawn for who goes with the keys, not for who clicks", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  const ring = () =>
    page
      .getByRole("option", { selected: true })
      .evaluate((row) => getComputedStyle(row).boxShadow.split("inset").length - 1);
  await rows(page).nth(3).click();
  await expect.poll(ring).toBe(1);
  await page.keyboard.press("ArrowDown");
  await expect.poll(ring).toBe(2);
  // A tab gets the keyboard by the program, which would be reason enough for the browser.
  const tab = recordPane(page).getByRole("tab", { name: "Info" });
  const outline = () => tab.evaluate((element) => getComputedStyle(element).outlineStyle);
  await tab.click();
  await expect(tab).toBeFocused();
  expect(await outline()).toBe("none");
  await page.keyboard.press("ArrowLeft");
  // The next tab gets the keyboard a moment later: until then a key counts from the one before.
  await expect(recordPane(page).getByRole("tab", { name: "Related" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(tab).toBeFocused();
  expect(await outline()).toBe("solid");
});

test("undo goes back through filters that were applied, never through one that cannot be read", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  const write = async (text: string) => {
    await filterField(page).fill(text);
    await filterField(page).press("Enter");
  };
  await filterField(page).fill("kind:RUN_STARTED");
  await expect.poll(() => rowCount(page)).toBe(5);
  // Though it is shown already: what is typed next is another step.
  await filterField(page).press("Enter");
  await write('"unclosed');
  const note = page.getByRole("status").filter({ hasText: "The list still shows" });
  await expect(note).toContainText("kind:RUN_STARTED");
  await write("foo:bar");
  await expect(note).toContainText("kind:RUN_STARTED");
  await page.keyboard.press("Control+z");
  await expect(filterField(page)).toHaveValue("kind:RUN_STARTED");
  await expect.poll(async () => (await drawnRows(page)).length).toBe(5);
  await page.keyboard.press("Control+z");
  await expect(filterField(page)).toHaveValue("");
});

test("a record that is no JSON is shown as the text it is", async ({ launch, folder }) => {
  const file = path.join(folder, "odd.jsonl");
  await writeFile(file, '{"type":"A"}\nnot json at all\n');
  const { page } = await launch({ file });
  await expectIndexed(page);
  await rows(page).nth(1).click();
  await expect(recordPane(page).getByRole("tab", { name: "Text" })).toHaveAttribute("aria-selected", "true");
  await expect(recordPane(page).getByRole("group")).toContainText("not json at all");
  await rows(page).nth(0).click();
  await expect(recordPane(page).getByRole("tab", { name: "Tree" })).toHaveAttribute("aria-selected", "true");
});

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? (element?.textContent?.trim() || element?.localName) ?? "";
  });
}

// Columns of the list: which there are, in which order, and what they tell of records beside their rows.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { filterField, rowCount } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("durations and tokens are shown where they are known, and a dash where not", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await show(page, "Duration", "Tokens", "Size");
  expect(await titles(page)).toEqual(["Record", "Time", "Kind", "Duration", "Tokens"]);
  await filterField(page).fill("kind:RUN_*,TOOL_CALL_START,TOOL_CALL_RESULT");
  await filterField(page).press("Enter");
  const row = (kind: string) => rows(page).filter({ hasText: kind }).first();
  await expect(cell(row("RUN_STARTED"), 3)).toHaveText(/^\d[\d.]*\s(ms|s|min)/);
  await expect(cell(row("RUN_STARTED"), 4)).toHaveText("—");
  await expect(cell(row("RUN_FINISHED"), 3)).toHaveText("—");
  await expect(cell(row("RUN_FINISHED"), 4)).toHaveText(/^[\d\u202f.]+[kM]? → [\d\u202f.]+[kM]?$/);
  await expect(cell(row("RUN_FINISHED"), 4)).toHaveAttribute(
    "title",
    /^[\d\u202f]+ tokens in\n.*[\d\u202f]+ tokens out/s,
  );
  await expect(cell(row("TOOL_CALL_RESULT"), 3)).toHaveText("—");
  // As long as the record itself says that its call took.
  const call = row("TOOL_CALL_START");
  const duration = (await cell(call, 3).textContent()) ?? "";
  await call.click();
  await expect(page.getByRole("region", { name: "Records of the same id" })).toContainText(`records in ${duration}`);
});

test("columns are ordered by drag, by key and by menu, and stay so", async ({ launch, folder }) => {
  const userData = path.join(folder, "profile");
  const first = await launch({ file: sample, userData });
  const { page } = first;
  await expectIndexed(page);
  await show(page, "Duration");
  const title = (name: string) => page.getByRole("button", { name: `Column ${name}`, exact: true });
  await drag(page, title("Size"), title("Time"));
  await expect.poll(() => titles(page)).toEqual(["Record", "Size", "Time", "Kind", "Duration"]);
  // The drag was no click.
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(cell(rows(page).first(), 1)).toHaveText(/\sk?B$/);
  await title("Duration").press("Alt+ArrowLeft");
  await title("Duration").press("Alt+ArrowLeft");
  await expect(title("Duration")).toBeFocused();
  expect(await titles(page)).toEqual(["Record", "Size", "Duration", "Time", "Kind"]);
  await title("Duration").press("ArrowRight");
  await expect(title("Time")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Move right" }).press("Enter");
  expect(await titles(page)).toEqual(["Record", "Size", "Duration", "Kind", "Time"]);
  await title("Size").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Hide" }).click();
  expect(await titles(page)).toEqual(["Record", "Duration", "Kind", "Time"]);
  await expect(title("Duration")).toBeFocused();
  await first.close();
  const again = await launch({ file: sample, userData });
  await expectIndexed(again.page);
  expect(await titles(again.page)).toEqual(["Record", "Duration", "Kind", "Time"]);
});

test("a call whose result comes while the list is looked at gets its duration", async ({ launch, folder }) => {
  const file = path.join(folder, "grows.jsonl");
  const event = (type: string, timestamp: number, more: object = {}) =>
    `${JSON.stringify({ type, timestamp: 1_790_000_000_000 + timestamp, toolCallId: "c", ...more })}\n`;
  const begun = event("TOOL_CALL_START", 0, { toolCallName: "read" }) + event("TOOL_CALL_END", 40);
  await writeFile(file, begun);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await show(page, "Duration");
  await expect(cell(rows(page).first(), 3)).toHaveText("40 ms");
  await writeFile(file, event("TOOL_CALL_RESULT", 2500, { messageId: "m", content: "done" }), { flag: "a" });
  await expect.poll(() => rowCount(page)).toBe(3);
  await expect(cell(rows(page).first(), 3)).toHaveText("2.5 s");
});

test("in a long log they are told of what is looked at, wherever that is", async ({ launch, large }) => {
  const { page } = await launch({ file: large.file });
  await expectIndexed(page);
  await show(page, "Duration", "Tokens");
  await filterField(page).fill("kind:RUN_STARTED,RUN_FINISHED");
  await filterField(page).press("Enter");
  await expect.poll(() => rowCount(page)).toBeGreaterThan(1000);
  await records(page).press("End");
  const drawn = () => rows(page).evaluateAll((all) => all.map((one) => one.children[3]?.textContent ?? ""));
  await expect.poll(async () => (await drawn()).every((text) => text !== "")).toBe(true);
  expect((await drawn()).some((text) => text !== "—")).toBe(true);
});

function titles(page: Page): Promise<readonly string[]> {
  const buttons = page.getByRole("toolbar", { name: "Columns" }).getByRole("button", { name: /^Column / });
  return buttons.allTextContents();
}

function cell(row: ReturnType<typeof rows>, place: number) {
  return row.locator(":scope > span").nth(place);
}

/** Turns these columns on or off. */
async function show(page: Page, ...names: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  for (const name of names) await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
}

async function drag(page: Page, from: ReturnType<Page["locator"]>, to: ReturnType<Page["locator"]>): Promise<void> {
  await from.hover();
  await page.mouse.down();
  const box = await to.boundingBox();
  if (box === null) throw new Error("there is nowhere to drag to");
  await page.mouse.move(box.x + 4, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
}

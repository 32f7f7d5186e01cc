// The filter and its hits in a conversation, and what of it can be taken along.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, rows, test } from "./app.ts";
import { sessionWriter } from "./sessions.ts";
import { filterField, recordPane } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");
const redPixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

test("a text that is split over records with others between them is found, and said where it stands", async ({
  launch,
}) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await filterField(page).fill('"let me look at the forecast"');
  const empty = page.getByRole("status").filter({ hasText: "No record matches the filter" });
  await expect(empty).toContainText("one message does: it stands in records 45–54");
  await empty.getByRole("button", { name: "Go to record 45" }).click();
  await expect(page.getByRole("option", { selected: true })).toContainText("Let");
  await filterField(page).fill('"let me look at the forecast"');
  await empty.getByRole("button", { name: "Look in the conversation" }).click();
  await page.keyboard.press("F3");
  await expect(focused(page)).toContainText("Let me look at the forecast");
});

test("only items with a hit are shown, and the place is kept when the filter goes", async ({ launch, folder }) => {
  const { page } = await launch({ file: await session(folder) });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page)).toHaveCount(7);
  await filterField(page).fill("needle");
  await expect(page.getByText("1\u00a0item without a hit").first()).toBeVisible();
  await expect(items(page).and(page.getByLabel("Call of Bash"))).toHaveCount(1);
  await expect(items(page).filter({ hasText: "Nothing of that" })).toHaveCount(0);
  await filterField(page).fill("kind:user*");
  await expect(items(page).filter({ hasText: "Look for it" })).toHaveCount(1);
  await page.getByRole("button", { name: "Clear filter" }).first().click();
  await expect(filterField(page)).toHaveValue("");
  await expect(items(page)).toHaveCount(7);
});

test("what one side has found stays marked, whatever the other side is read by", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await filterField(page).fill("Annecy");
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("sought") ?? [])].length);
  await expect(page.getByText("item without a hit").first()).toBeVisible();
  await expect.poll(marked).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+\\");
  await expect(page.getByRole("feed")).toHaveCount(2);
  const [one, other] = [page.getByRole("feed").first(), page.getByRole("feed").last()];
  const markedIn = (feed: Locator) =>
    feed.evaluate(
      (element) =>
        [...(CSS.highlights.get("sought") ?? [])].filter((range) => element.contains(range.startContainer)).length,
    );
  await expect.poll(() => markedIn(one)).toBeGreaterThan(0);
  await expect.poll(() => markedIn(other)).toBeGreaterThan(0);
  await filterField(page).last().fill("");
  await expect.poll(() => markedIn(other)).toBe(0);
  expect(await markedIn(one)).toBeGreaterThan(0);
});

test("F3 goes through all hits, inside an item and inside what was folded", async ({ launch, folder }) => {
  const { page } = await launch({ file: await session(folder) });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await filterField(page).fill("needle");
  await expect(page.getByText("1\u00a0item without a hit").first()).toBeVisible();
  const call = items(page).and(page.getByLabel("Call of Bash"));
  await expect(call.getByRole("button", { expanded: true })).toHaveCount(0);
  const current = () =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get("sought-current") ?? [])];
      if (!(range instanceof Range)) return "none";
      const item = range.startContainer.parentElement?.closest("article")?.dataset.item;
      return `${item}: ${range.toString()} at ${range.startOffset}`;
    });
  const visited: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const before = await current();
    await page.keyboard.press("F3");
    let hit = before;
    // Between two hits none is painted.
    const isOnTheWay = async () => {
      hit = await current();
      return hit === before || hit === "none";
    };
    await expect.poll(isOnTheWay).toBe(false);
    visited.push(hit);
  }
  // However high the text around it is.
  const isInView = () =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get("sought-current") ?? [])];
      const box = range instanceof Range ? range.getBoundingClientRect() : undefined;
      return box !== undefined && box.top > 0 && box.bottom < innerHeight;
    });
  await expect.poll(isInView).toBe(true);
  // Two in the first prompt, one in folded reasoning, one in the folded result of the call.
  expect(visited.map((hit) => hit.split(": ")[0])).toEqual(["0", "0", "1", "2"]);
  await expect(call.getByRole("button", { expanded: true })).toHaveCount(1);
  await page.keyboard.press("Shift+F3");
  await expect.poll(current).toBe(visited[2]);
});

test("a text is found in the conversation without filtering it, around its end", async ({ launch, folder }) => {
  const { page } = await launch({ file: await session(folder) });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toBeFocused();
  await page.keyboard.press("Control+f");
  const find = page.getByRole("textbox", { name: "Find in this conversation" });
  await expect(find).toBeFocused();
  await find.fill("was the needle");
  await find.press("Enter");
  const current = () =>
    page.evaluate(() => [...(CSS.highlights.get("sought-current") ?? [])].map((range) => String(range)));
  await expect.poll(current).toEqual(["was the needle"]);
  // It is the only one: around the end stands it again.
  await page.keyboard.press("F3");
  await expect.poll(current).toEqual(["was the needle"]);
  await find.fill("NEEDLE");
  // The one at the cursor, then the one before it, which is opened.
  await page.keyboard.press("Shift+F3");
  await expect.poll(current).toEqual(["needle"]);
  await page.keyboard.press("Shift+F3");
  const call = items(page).and(page.getByLabel("Call of Bash"));
  await expect(call).toHaveAttribute("tabindex", "0");
  // The keyboard is where it was: Enter steps on.
  await expect(find).toBeFocused();
  await find.fill("no such words");
  await find.press("Enter");
  await expect(page.getByText("No item that is shown holds it.")).toBeVisible();
  await expect(filterField(page)).toHaveValue("");
  await expect(items(page)).toHaveCount(7);
  await find.press("Escape");
  await expect(find).toBeHidden();
  await expect(items(page).and(page.locator(":focus"))).toHaveCount(1);
});

test("pictures, long texts and compactions are shown as what they are", async ({ launch, folder }) => {
  const app = await launch({ file: await longSession(folder) });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  const picture = page.getByRole("article").getByRole("img").first();
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(1);
  await expect(page.getByText("What was said before was summed up here", { exact: false })).toBeVisible();

  const call = items(page).and(page.getByLabel("Call of Bash"));
  await call.getByRole("button", { expanded: false }).first().click();
  await expect(call).toContainText(/ of 3\d\d\skB not shown/);
  await expect(call).toContainText("line 49999");
  await call.getByRole("button", { name: "Read on" }).click();
  await expect(call).toContainText("line 2000");
  await expect(call).toContainText(/ of 3\d\d\skB shown/);
});

test("an item, and the conversation up to it, are copied as Markdown", async ({ launch, folder }) => {
  const app = await launch({ file: await session(folder) });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toBeFocused();
  await expect(items(page).first()).toContainText("one more needle");
  await page.keyboard.press("c");
  await expect.poll(() => app.clipboardText()).toBe("## User\n\nLook for it: a needle, one more needle");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await expect.poll(() => app.clipboardText()).toMatch(/^### Bash\n\n```json\n\{"command":"ls"\}\n```\n\n```\nhay\n/);
  await page.getByRole("button", { name: "Copy as prompt" }).click();
  await expect
    .poll(() => app.clipboardText())
    .toMatch(/^## User\n\nLook for it[\s\S]*## Assistant[\s\S]*### Bash[\s\S]*hay/);
  expect(await app.clipboardText()).not.toContain("Nothing of that");
});

test("what was shown on demand is folded again", async ({ launch, folder }) => {
  const { add, text } = sessionWriter();
  add("user", "Go");
  add("user", "Put in by a program", { isMeta: true });
  add("assistant", [{ type: "text", text: "Gone." }]);
  const file = path.join(folder, "injected.jsonl");
  await writeFile(file, text());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(items(page).filter({ hasText: "Put in by a program" })).toBeVisible();
  await page.getByRole("button", { name: "injected", exact: true }).click();
  await expect(items(page).filter({ hasText: "Put in by a program" })).toHaveCount(0);
  await expect(page.getByText("1 injected message hidden")).toBeVisible();
  await page.keyboard.press("1");
  await expect(rows(page)).toHaveCount(3);
  await expect(recordPane(page)).toBeHidden();
});

async function session(folder: string): Promise<string> {
  const { add, text } = sessionWriter();
  add("user", "Look for it: a needle, one more needle");
  add("assistant", [{ type: "thinking", thinking: "It is a needle in the hay.", signature: "s" }]);
  add("assistant", [{ type: "tool_use", id: "toolu_1", name: "Bash", input: { command: "ls" } }]);
  const result = `${"hay\n".repeat(80)}needle\n${"hay\n".repeat(80)}`;
  add("user", [{ type: "tool_result", tool_use_id: "toolu_1", content: result }]);
  add("assistant", [{ type: "text", text: "Nothing of that." }]);
  add("user", "And now?");
  add("assistant", [{ type: "text", text: "It was the needle." }]);
  add("user", "Thanks");
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, text());
  return file;
}

async function longSession(folder: string): Promise<string> {
  const { add, text } = sessionWriter();
  add("user", [
    { type: "text", text: "What is on it?" },
    { type: "image", source: { type: "base64", media_type: "image/png", data: redPixel } },
  ]);
  add("assistant", [{ type: "tool_use", id: "toolu_1", name: "Bash", input: { command: "cat log" } }]);
  const lines = Array.from({ length: 50_000 }, (_, number) => `line ${number}`);
  const result = `${lines.slice(0, 15_000).join("\n")}${"x".repeat(300_000)}`.slice(0, 299_980);
  add("user", [{ type: "tool_result", tool_use_id: "toolu_1", content: `${result}\nline 49999` }]);
  add("user", "", { type: "system", subtype: "compact_boundary", content: "Conversation compacted" });
  add("user", "This session is being continued from a previous conversation.", { isCompactSummary: true });
  add("assistant", [{ type: "text", text: "Go on." }]);
  const file = path.join(folder, "long.jsonl");
  await writeFile(file, text());
  return file;
}

function items(page: Page): Locator {
  return page.getByRole("article");
}

function focused(page: Page): Locator {
  return page.locator("article:focus");
}

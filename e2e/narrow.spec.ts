// A small window, or a large one that is zoomed: nothing is out of reach, nothing lies over something else.

import path from "node:path";
import { expect, type Locator } from "@playwright/test";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { filterField, kindButton, kinds, recordPane } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

for (const [name, width, height, zoom] of [
  ["a window of 900 by 600 at 200 %", 900, 600, 2],
  ["a window of 1360 by 820 at 400 %", 1360, 820, 4],
  ["a window of 640 by 480", 640, 480, 1],
  ["a window of 760 by 620", 760, 620, 1],
  ["a window of 920 by 620", 920, 620, 1],
] as const) {
  test(`everything can be reached in ${name}`, async ({ launch }) => {
    const app = await launch({ file: sample });
    const { page } = app;
    await app.resize(width, height, zoom);
    await expectIndexed(page);
    for (const button of ["Export", "More", /^File /, /^Read as /, "Show the record"]) {
      await expect(page.getByRole("button", { name: button, exact: true })).toBeInViewport({ ratio: 1 });
      // Nothing lies over it.
      await page.getByRole("button", { name: button, exact: true }).click({ trial: true });
    }
    await expect(filterField(page)).toBeInViewport({ ratio: 1 });
    // Nor does the window's edge lie over a focus ring.
    const exporting = await page.getByRole("button", { name: "Export", exact: true }).boundingBox();
    expect(exporting?.y).toBeGreaterThanOrEqual(4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await expect(rows(page).nth(1)).toBeInViewport();
  });
}

for (const [name, width, height, zoom] of [
  ["400 by 300", 400, 300, 1],
  ["1280 by 820 at 400 %", 1280, 820, 4],
] as const) {
  test(`rows, values and messages are read in a window of ${name}, and no dialog is wider than it`, async ({
    launch,
  }) => {
    const app = await launch({ file: sample });
    const { page } = app;
    await app.resize(width, height, zoom);
    await expectIndexed(page);
    await expect(rows(page).nth(1)).toBeInViewport({ ratio: 1 });
    for (const [keys, title] of [
      ["Control+k", "Commands"],
      ["Control+,", "Settings"],
      ["Control+e", "Export"],
      ["Control+i", "What happened"],
      ["Control+g", "Go to record"],
      ["?", "Keyboard shortcuts"],
      ["s", "Statistics"],
    ] as const) {
      await records(page).focus();
      await page.keyboard.press(keys);
      const dialog = page.getByRole("dialog", { name: title });
      await expect(dialog.getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
      await expect(dialog).toBeInViewport({ ratio: 1 });
      await expect.poll(() => tooWide(dialog)).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
    await records(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(recordPane(page).getByRole("treeitem").nth(1)).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
    await page.keyboard.press("2");
    const first = page.getByRole("article").first();
    await expect(first).toBeInViewport();
    const seen = () =>
      first.evaluate((item) => {
        const feed = item.parentElement?.parentElement?.parentElement?.getBoundingClientRect();
        return feed === undefined ? 0 : feed.height / innerHeight;
      });
    await expect.poll(seen).toBeGreaterThan(0.4);
  });
}

/** What can be scrolled to the side, but for fields and tables. */
function tooWide(dialog: Locator): Promise<readonly string[]> {
  return dialog.evaluate((element) =>
    [element, ...element.querySelectorAll("*")]
      .filter((one) => one.scrollWidth > one.clientWidth && /auto|scroll/.test(getComputedStyle(one).overflowX))
      .filter((one) => one.querySelector(":scope > table") === null)
      .map((one) => `${one.tagName} ${one.className}: ${one.scrollWidth} in ${one.clientWidth}`),
  );
}

test("at 200 % the kinds lie over the list, and the record stands in its place", async ({ launch }) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await app.resize(900, 600, 2);
  await expectIndexed(page);
  await expect(kinds(page)).toBeHidden();
  await page.keyboard.press("Control+b");
  await kindButton(page, "TOOL_CALL_RESULT").click();
  await page.keyboard.press("Control+b");
  await expect(kinds(page)).toBeHidden();
  await records(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(recordPane(page).getByRole("tree")).toBeFocused();
  await expect(recordPane(page).getByRole("treeitem").first()).toBeInViewport();
  expect(await edgesInside(recordPane(page))).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(recordPane(page)).toBeHidden();
  await expect(records(page)).toBeFocused();
});

/** Edges of the list's columns that lie over what lies over the list. */
function edgesInside(pane: Locator): Promise<readonly (string | null)[]> {
  return pane.evaluate((element) => {
    const edges = [...document.querySelectorAll("[role=separator]")].filter((edge) => !element.contains(edge));
    const box = element.getBoundingClientRect();
    return edges
      .filter((edge) => {
        const { left, right, top, bottom } = edge.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const isInside = x > box.left && x < box.right && y > box.top && y < box.bottom;
        return isInside && !element.contains(document.elementFromPoint(x, y));
      })
      .map((edge) => edge.getAttribute("aria-label"));
  });
}

test("what is known of a record takes one line in a narrow pane, and the size tells what has no room", async ({
  launch,
}) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await app.resize(1360, 820, 1);
  await expectIndexed(page);
  await rows(page).nth(3).click();
  const facts = recordPane(page).locator("dl").first();
  const offset = facts.getByRole("definition").last();
  await expect(offset).toHaveText(/^\d+$/);
  const lines = async () => {
    const [all, one] = [await facts.boundingBox(), await facts.getByRole("definition").first().boundingBox()];
    return all === null || one === null ? undefined : Math.round(all.height / one.height);
  };
  await expect.poll(lines).toBe(1);
  await expect(offset).not.toBeInViewport();
  await expect(facts.getByRole("term").last()).not.toBeInViewport();
  await expect(facts.getByTitle(/^\d+\sbytes, at byte \d+$/)).toBeInViewport();
  // Below the list there is room for all of it.
  await app.resize(1120, 760, 1);
  await expect(offset).toBeInViewport({ ratio: 1 });
  await expect.poll(lines).toBe(1);
});

test("why a filter cannot be read begins with a capital, and quotes what was typed as it was typed", async ({
  launch,
}) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  const why = page.getByRole("status").locator("p").first();
  const firstLetter = () => why.evaluate((element) => getComputedStyle(element, "::first-letter").textTransform);
  await filterField(page).fill("after:noon");
  await expect(why).toContainText("“noon” is not a time");
  expect(await firstLetter()).toBe("none");
  await filterField(page).fill("after:");
  await expect(why).toContainText("a time is missing");
  expect(await firstLetter()).toBe("uppercase");
});

test("a row stays in view when its record opens below the list", async ({ launch }) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await app.resize(760, 620, 1);
  await expectIndexed(page);
  const row = rows(page).nth(14);
  await expect(row).toBeInViewport();
  await row.click();
  await expect(recordPane(page)).toContainText("Record 14");
  const selected = page.getByRole("option", { selected: true });
  await expect(selected).toHaveAttribute("aria-posinset", "15");
  const isWhole = () =>
    selected.evaluate((one) => {
      const list = one.closest("[role=listbox]")?.getBoundingClientRect() ?? new DOMRect();
      const { top, bottom } = one.getBoundingClientRect();
      return top >= list.top - 1 && bottom <= list.bottom + 1;
    });
  await expect.poll(isWhole).toBe(true);
});

test("in a low window what takes the filter back can be reached above a record", async ({ launch }) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await app.resize(640, 480, 1);
  await expectIndexed(page);
  await records(page).focus();
  await page.keyboard.press("Enter");
  await filterField(page).fill("nothing of the kind");
  const clear = page.getByRole("button", { name: "Clear filter", exact: true });
  await page.getByText("No record matches the filter").hover();
  // With the wheel: a click of Playwright's scrolls what no user can.
  await page.mouse.wheel(0, 400);
  await expect(clear).toBeInViewport({ ratio: 1 });
  await clear.click();
  await expect(filterField(page)).toHaveValue("");
});

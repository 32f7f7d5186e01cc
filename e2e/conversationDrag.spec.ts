// The scroll bar of a long conversation is dragged while its items are still on their way.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, test } from "./app.ts";
import { sessionWriter } from "./sessions.ts";

test("who drags the scroll bar always sees items: those before, those that arrive, and in the end those that stand there", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "long.jsonl");
  await writeFile(file, longSession(4_000));
  const app = await launch({ file, isNew: true });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(page.getByText("Question 0:", { exact: false }).first()).toBeInViewport();
  await expect.poll(() => busyInView(page)).toBe(0);
  await noteDrawn(page);

  // Nothing arrives while the engine stands still.
  const engine = await app.enginePid();
  process.kill(engine, "SIGSTOP");
  try {
    for (const part of [0.25, 0.5, 0.75]) {
      await drag(page, part);
      expect(await busyInView(page)).toBe(0);
      await expect(page.getByText("Question 0:", { exact: false }).first()).toBeInViewport();
    }
    await expect(page.getByRole("progressbar", { name: "Reading what stands there" })).toBeVisible();
  } finally {
    process.kill(engine, "SIGCONT");
  }

  await expect.poll(() => topItem(page)).toBeGreaterThan(5_800);
  expect(await topItem(page)).toBeLessThan(6_200);
  await expect.poll(() => busyInView(page)).toBe(0);
  await expect(page.getByRole("progressbar", { name: "Reading what stands there" })).toHaveCount(0);
  // What was under way for the first place was drawn when it arrived; of those between, nothing was asked for.
  const drawn = await page.evaluate<readonly number[]>("[...globalThis.drawnItems]");
  expect(drawn.some((item) => item > 1_900 && item < 2_100)).toBe(true);
  expect(drawn.some((item) => item > 3_900 && item < 4_100)).toBe(false);

  // Back to where it was a moment ago: what was read is still there, and so is the begin of the scroll bar.
  await drag(page, 0);
  await expect(page.getByText("Question 0:", { exact: false }).first()).toBeInViewport();
});

test("a wheel that is faster than what is read always leaves items in view, and goes on when more has come", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "long.jsonl");
  await writeFile(file, longSession(4_000));
  const app = await launch({ file, isNew: true });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(page.getByText("Question 0:", { exact: false }).first()).toBeInViewport();
  await expect.poll(() => busyInView(page)).toBe(0);

  const engine = await app.enginePid();
  process.kill(engine, "SIGSTOP");
  try {
    expect(await leastInView(page, 60)).toBeGreaterThan(0);
  } finally {
    process.kill(engine, "SIGCONT");
  }
  const stoppedAt = await topItem(page);
  expect(stoppedAt).toBeGreaterThan(10);

  await expect.poll(() => busyInView(page)).toBe(0);
  expect(await leastInView(page, 10)).toBeGreaterThan(0);
  expect(await topItem(page)).toBeGreaterThan(stoppedAt);
});

/** Turns the wheel so often, by most of a screen each time, and counts what can be read in view: the least of all frames. */
function leastInView(page: Page, turns: number): Promise<number> {
  return scrollerOf(page).evaluate(async (element, times) => {
    const { top, bottom } = element.getBoundingClientRect();
    let least = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < times; turn += 1) {
      element.scrollTop += element.clientHeight * 0.8;
      for (let frame = 0; frame < 2; frame += 1) {
        await new Promise(requestAnimationFrame);
        const shown = [...element.querySelectorAll("article[aria-busy=false]")].filter((item) => {
          const box = item.getBoundingClientRect();
          return box.bottom > top && box.top < bottom;
        });
        least = Math.min(least, shown.length);
      }
    }
    return least;
  }, turns);
}

/** Lets the page note which items it draws from now on. */
function noteDrawn(page: Page): Promise<void> {
  return page.evaluate(`{
    globalThis.drawnItems = new Set();
    const note = () => {
      for (const item of document.querySelectorAll("article[aria-busy=false]")) drawnItems.add(Number(item.dataset.item));
    };
    new MutationObserver(note).observe(document.querySelector("[role=feed]"), { childList: true, subtree: true });
  }`);
}

/** Moves the scroll bar to a part of its way, as a hand does, and waits until that has been drawn. */
async function drag(page: Page, part: number): Promise<void> {
  await scrollerOf(page).evaluate(async (element, to) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) * to;
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  }, part);
}

/** Items in view of which nothing is known yet; as many as are drawn where none is in view. */
function busyInView(page: Page): Promise<number> {
  return scrollerOf(page).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const all = [...element.querySelectorAll("article")];
    const seen = all.filter((item) => {
      const box = item.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
    return seen.length === 0 ? all.length : seen.filter((item) => item.getAttribute("aria-busy") === "true").length;
  });
}

function topItem(page: Page): Promise<number> {
  return scrollerOf(page).evaluate((element) => {
    const edge = element.getBoundingClientRect().top;
    const first = [...element.querySelectorAll("article")].find((item) => item.getBoundingClientRect().bottom > edge);
    return Number(first?.getAttribute("data-item"));
  });
}

function scrollerOf(page: Page) {
  return page.getByRole("feed").locator("xpath=../..");
}

function longSession(turns: number): string {
  const { add, text } = sessionWriter();
  for (let turn = 0; turn < turns; turn += 1) {
    add("user", `Question ${turn}: ${"and what then ".repeat(turn % 37)}?`);
    add("assistant", [{ type: "text", text: `Answer ${turn}: ${"more words about it ".repeat((turn * 7) % 61)}` }]);
  }
  return text();
}

// Who reads a conversation stays where they are, whatever happens to the file, to the engine and to what is looked at.

import { appendFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, rows, status, test } from "./app.ts";
import { filterField } from "./workbench.ts";

const said = (n: number, word: string): string =>
  `${JSON.stringify({ type: "item.completed", item: { id: `i${n}`, type: "agent_message", text: `Step ${n} is ${word}.` } })}\n`;
const steps = (from: number, to: number, word = "done"): string =>
  Array.from({ length: to - from }, (_, n) => said(from + n, word)).join("");
const step = (page: Page, n: number, word = "done") => page.getByText(`Step ${n} is ${word}.`, { exact: true });

test("a conversation that stands at its end does so when it is read anew, and goes on following", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "exec.jsonl");
  await writeFile(file, steps(0, 200));
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(step(page, 0)).toBeInViewport();
  await page.keyboard.press("End");
  await expect(step(page, 199)).toBeInViewport();

  // As many records that say something else.
  await writeFile(file, steps(0, 200, "made"));
  await page.keyboard.press("Control+r");
  await expect(step(page, 199, "made")).toBeInViewport();
  await appendFile(file, steps(200, 240, "made"));
  await expect(step(page, 239, "made")).toBeInViewport();

  process.kill(await app.enginePid(), "SIGKILL");
  await appendFile(file, steps(240, 280, "made"));
  await expect(page.getByText("The engine was started again")).toBeVisible();
  await expect(step(page, 279, "made")).toBeInViewport();
  await appendFile(file, steps(280, 300, "made"));
  await expect(step(page, 299, "made")).toBeInViewport();

  // Another transcript that is shorter.
  await writeFile(file, steps(0, 90, "new"));
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(step(page, 89, "new")).toBeInViewport();
  app.problems.length = 0;
});

test("a conversation that comes while its file is indexed begins at its start", async ({ launch, folder }) => {
  const small = path.join(folder, "small.jsonl");
  const large = path.join(folder, "large.jsonl");
  await writeFile(small, steps(0, 3));
  // Items that have not come yet are lower than these: all of them are on screen for a moment, and their end with them.
  const high = steps(0, 7).replaceAll("is done.", `is done.${"\\n\\nAnd on it goes.".repeat(6)}`);
  const item = { id: "c1", type: "command_execution", command: "dig", exit_code: 0, status: "completed" };
  const output = { type: "item.completed", item: { ...item, aggregated_output: "tulips ".repeat(8e6) } };
  await writeFile(large, `${high}${JSON.stringify(output)}\n`);
  const { page, drop } = await launch({ file: small });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(step(page, 0)).toBeInViewport();
  await drop(large);
  await expect(page.getByText("Step 0 is done.").last()).toBeInViewport();
  await expect(status(page)).toContainText("Following");
  await appendFile(large, steps(8, 9));
  await expect(page.getByRole("button", { name: /1 new/ })).toBeVisible();
  await expect(page.getByText("Step 0 is done.").last()).toBeInViewport();
});

test("a conversation stands where it was when the engine was started again, and behind a look at the events", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "exec.jsonl");
  await writeFile(file, steps(0, 400));
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(step(page, 0)).toBeInViewport();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowDown");
  const shown = await topmost(page);
  expect(shown.top).toBeLessThan(0);

  process.kill(await app.enginePid(), "SIGKILL");
  await expect(page.getByText("The engine was started again")).toBeVisible();
  await expect.poll(() => topmost(page)).toEqual(shown);

  await page.keyboard.press("1");
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("2");
  await expect.poll(() => topmost(page)).toEqual(shown);

  // Who selects another record means that.
  await page.keyboard.press("1");
  await rows(page).nth(3).click();
  await page.keyboard.press("2");
  await expect(step(page, 3)).toBeInViewport();
  await expect(step(page, 3).locator("xpath=ancestor::article")).toBeFocused();
  app.problems.length = 0;
});

test("a conversation is found where it was left when its file is opened again", async ({ launch, folder }) => {
  const file = path.join(folder, "exec.jsonl");
  await writeFile(file, steps(0, 400));
  const first = await launch({ isNew: true, file });
  await expectIndexed(first.page);
  await first.page.keyboard.press("2");
  await expect(step(first.page, 0)).toBeInViewport();
  for (let pages = 0; pages < 4; pages += 1) await first.page.keyboard.press("PageDown");
  const { text } = await topmost(first.page);
  const record = Number(/\d+/.exec(text)?.[0]);
  expect(record).toBeGreaterThan(20);
  await expect
    .poll(() => first.page.evaluate(async () => (await window.seekline.remembered()).places[0]?.topItem))
    .toBe(record);
  await first.close();

  const second = await launch({ isNew: true });
  await expect.poll(() => topmost(second.page)).toEqual({ text, top: 0 });
});

test("what a filter found stays on screen when the filter goes", async ({ launch, folder }) => {
  const file = path.join(folder, "exec.jsonl");
  await writeFile(file, steps(0, 400));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(step(page, 0)).toBeInViewport();
  // It fits on the screen: its start is its end.
  await filterField(page).fill('"Step 200 is"');
  await expect(step(page, 200)).toBeInViewport();
  await expect(step(page, 0)).toHaveCount(0);
  await filterField(page).fill("");
  await expect(step(page, 201)).toBeInViewport();
  await expect(step(page, 200)).toBeInViewport();
});

test("a session that was inherited as a whole begins at its start", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  const time = "2026-03-01T10:00:00.000Z";
  const messages = Array.from({ length: 60 }, (_, n) => ({
    ...{ type: "message", timestamp: time },
    message: { role: "user", content: [{ type: "text", text: `Step ${n} is done.` }] },
  }));
  const head = {
    ...{ type: "session", id: "s", timestamp: "2026-03-01T11:00:00.000Z", cwd: "/home/me/garden" },
    ...{ provider: "anthropic", modelId: "m", thinkingLevel: "off", branchedFrom: "/home/me/old.jsonl" },
  };
  await writeFile(file, [head, ...messages].map((line) => `${JSON.stringify(line)}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  const first = page.getByRole("feed").getByText("Step 0 is done.");
  await expect(first).toBeInViewport();
});

test("what somebody writes into the filter goes on there while a conversation comes", async ({ launch, folder }) => {
  const file = path.join(folder, "exec.jsonl");
  await writeFile(file, steps(0, 50));
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(step(page, 0)).toBeInViewport();
  await filterField(page).focus();
  process.kill(await app.enginePid(), "SIGKILL");
  await expect(page.getByText("The engine was started again")).toBeVisible();
  await expect(step(page, 0)).toBeInViewport();
  await expect(filterField(page)).toBeFocused();
  app.problems.length = 0;
});

test("keys are for what is on screen, however far somebody has scrolled", async ({ launch, folder }) => {
  const file = path.join(folder, "exec.jsonl");
  await writeFile(file, steps(0, 400));
  const app = await launch({ file });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(step(page, 0)).toBeInViewport();
  await page.getByRole("feed").hover();
  await page.mouse.wheel(0, 30_000);
  await expect(step(page, 0)).toHaveCount(0);
  await expect.poll(async () => (await topmost(page)).text).not.toBe("");
  const { text } = await topmost(page);
  const number = Number(/\d+/.exec(text)?.[0]);
  await expect(page.getByText(`${number + 1} of 400`)).toBeVisible();
  await page.keyboard.press("c");
  await expect.poll(() => app.clipboardText()).toContain(text);
  await page.keyboard.press("j");
  await expect(step(page, number + 1).locator("xpath=ancestor::article")).toBeFocused();
});

test("a card that was opened stays so behind another filter, and no other one is", async ({ launch, folder }) => {
  const file = path.join(folder, "exec.jsonl");
  const ran = (n: number): string => {
    const aggregated_output = Array.from({ length: 20 }, (_, line) => `printed by ${n} in line ${line}\n`).join("");
    const outcome = { aggregated_output, exit_code: 0, status: "completed" };
    const item = { id: `i${n}`, type: "command_execution", command: `look ${n % 4 === 0 ? "even" : "odd"} ${n}` };
    return `${JSON.stringify({ type: "item.completed", item: { ...item, ...outcome } })}\n`;
  };
  await writeFile(file, Array.from({ length: 9 }, (_, n) => ran(n)).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  const card = (n: number) => page.getByRole("button", { name: new RegExp(`look (even|odd) ${n}$`) });
  await expect(card(4)).toHaveAttribute("aria-expanded", "false");
  await card(4).click();
  await expect(card(4)).toHaveAttribute("aria-expanded", "true");
  await filterField(page).fill('"look even"');
  await expect(card(1)).toHaveCount(0);
  for (const n of [0, 4, 8]) await expect(card(n)).toHaveAttribute("aria-expanded", String(n === 4));
  await filterField(page).fill("");
  await expect(card(1)).toBeVisible();
  for (const n of [0, 1, 2, 3, 4, 5, 6]) await expect(card(n)).toHaveAttribute("aria-expanded", String(n === 4));
});

/** The first item that is on screen, and how far its upper edge is below that of the feed. */
function topmost(page: Page): Promise<{ readonly text: string; readonly top: number }> {
  return page.evaluate(() => {
    const edge = document.querySelector("[role=feed]")?.parentElement?.parentElement?.getBoundingClientRect().top ?? 0;
    const first = [...document.querySelectorAll("[data-item]")].find(
      (item) => item.getBoundingClientRect().bottom > edge + 0.5,
    );
    const text = first?.querySelector("p")?.textContent ?? "";
    // Not -0.
    return { text, top: Math.round((first?.getBoundingClientRect().top ?? 0) - edge) + 0 };
  });
}

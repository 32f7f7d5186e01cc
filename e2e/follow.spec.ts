// A transcript that somebody else goes on writing: new records come by themselves, and the list stays where a person wants it.

import { appendFile, rename, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, records, rows, status, test } from "./app.ts";
import { filterField, kindButton } from "./workbench.ts";

const line = (n: number): string => `{"type":"${n % 2 === 0 ? "EVEN" : "ODD"}","n":${n}}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => line(from + n)).join("");

/** A row is on screen; rows are counted from 0. */
async function expectShown(page: Page, row: number): Promise<void> {
  await expect(rows(page).and(page.locator(`[aria-posinset="${row + 1}"]`))).toBeInViewport();
}

function newRows(page: Page) {
  return page.getByRole("button", { name: / new$/ });
}

test("new records come by themselves; the list stays at its end until somebody scrolls up", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, lines(0, 500));
  const { page } = await launch({ file });
  await expectIndexed(page);
  const follow = status(page).getByRole("button", { name: /^Follow/ });
  await expect(follow).toHaveAttribute("aria-pressed", "true");

  await records(page).press("End");
  await expectShown(page, 499);
  await appendFile(file, lines(500, 700));
  await expectShown(page, 699);
  await expect(status(page)).toContainText(/700\s*records/);
  await expect(kindButton(page, "EVEN")).toHaveAccessibleName(/350\s+records/);
  await expect(newRows(page)).toHaveCount(0);

  // Somebody reads further up: nothing moves, what comes is counted.
  await records(page).press("Home");
  await expectShown(page, 0);
  await appendFile(file, lines(700, 1_000) + line(1_000).slice(0, 9));
  await expect(newRows(page)).toHaveText(/300 new/);
  await expectShown(page, 0);
  // Nobody takes it for a line as long as somebody writes.
  await expect(async () => {
    await utimes(file, new Date(), new Date());
    await expect(status(page)).toContainText("9 B of a line being written", { timeout: 1_000 });
  }).toPass();
  await newRows(page).click();
  await expectShown(page, 999);
  await expect(newRows(page)).toHaveCount(0);

  // From there on it stays at the end again; the torn line comes when it is whole.
  await appendFile(file, line(1_000).slice(9) + lines(1_001, 1_200));
  await expectShown(page, 1_199);

  // A filter shows what passes.
  await filterField(page).fill("kind:ODD");
  await expect(rows(page).first()).toHaveAttribute("aria-setsize", "600");
  await appendFile(file, lines(1_200, 1_300));
  await expect(rows(page).first()).toHaveAttribute("aria-setsize", "650");
});

test("a list at its end stays there when a torn line was taken as it was, and is whole later", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, lines(0, 500));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await records(page).press("End");
  await expectShown(page, 499);
  await appendFile(file, line(500).slice(0, 9));
  await expect(status(page)).toContainText("1 malformed");
  await expectShown(page, 500);
  await appendFile(file, line(500).slice(9) + lines(501, 700));
  await expect(status(page)).not.toContainText("malformed");
  await expectShown(page, 699);
  await appendFile(file, lines(700, 720));
  await expectShown(page, 719);
});

test("a packed file is followed, and what is said of its end stays true", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl.gz");
  const last = gzipSync(lines(500, 700));
  await writeFile(file, Buffer.concat([gzipSync(lines(0, 500)), last.subarray(0, 20)]));
  await utimes(file, 1, 1);
  const { page } = await launch({ file });
  await expectIndexed(page);
  const said = page.getByText("ends early, inside of the member");
  await expect(said).toBeVisible();
  await records(page).press("End");
  await expectShown(page, 499);
  await appendFile(file, last.subarray(20));
  await expectShown(page, 699);
  await expect(said).toHaveCount(0);
  await appendFile(file, gzipSync(lines(700, 800)));
  await expectShown(page, 799);
  await writeFile(file, gzipSync(lines(0, 3)));
  await expect(page.getByText("became shorter than it was")).toBeVisible();
});

test("following can be switched off, and outlives the engine", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, lines(0, 10));
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await status(page).getByRole("button", { name: "Following" }).click();
  // The engine says so; what is written before is still taken in.
  await expect(status(page).getByRole("button", { name: "Follow", exact: true })).toBeVisible();
  await appendFile(file, lines(10, 12));
  await expect(page.getByText("More was written to “log.jsonl” since it was indexed.")).toBeVisible();
  await expect(rows(page)).toHaveCount(10);
  await status(page).getByRole("button", { name: "Follow", exact: true }).click();
  await expect(rows(page)).toHaveCount(12);

  process.kill(await app.enginePid(), "SIGKILL");
  await expect(page.getByText("The engine was started again")).toBeVisible();
  await expect(rows(page)).toHaveCount(12);
  await appendFile(file, lines(12, 15));
  await expect(rows(page)).toHaveCount(15);
  app.problems.length = 0;
});

test("a list that stands at its end does so when the engine was started again and more was written meanwhile", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, lines(0, 500));
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await records(page).press("End");
  await expectShown(page, 499);
  process.kill(await app.enginePid(), "SIGKILL");
  await appendFile(file, lines(500, 700));
  await expect(page.getByText("The engine was started again")).toBeVisible();
  await expectShown(page, 699);
  await appendFile(file, lines(700, 720));
  await expectShown(page, 719);
  await expect(newRows(page)).toHaveCount(0);
  app.problems.length = 0;
});

test("a list that stands at its end does so when a shorter file is loaded in its place", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, lines(0, 900));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await records(page).press("End");
  await expectShown(page, 899);
  await writeFile(file, lines(0, 400));
  await page.getByRole("button", { name: "Reload" }).click();
  await expectShown(page, 399);
  await appendFile(file, lines(400, 450));
  await expectShown(page, 449);
  await expect(newRows(page)).toHaveCount(0);
});

test("a file that was moved is followed as long as it is open, and says so", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  const moved = path.join(folder, "moved.jsonl");
  await writeFile(file, lines(0, 10));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await rename(file, moved);
  await expect(page.getByText("“log.jsonl” is gone from the disk.")).toBeVisible();
  await expect(status(page).getByRole("button", { name: /^Following/ })).toBeVisible();
  await appendFile(moved, lines(10, 15));
  await expect(rows(page)).toHaveCount(15);
  await status(page)
    .getByRole("button", { name: /^Following/ })
    .click();
  await appendFile(moved, lines(15, 20));
  await expect(status(page).getByRole("button", { name: "Follow", exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(15);
});

test("a conversation grows, and stays at its end until somebody scrolls up", async ({ launch, folder }) => {
  const file = path.join(folder, "exec.jsonl");
  const said = (n: number): string =>
    `${JSON.stringify({ type: "item.completed", item: { id: `i${n}`, type: "agent_message", text: `Step ${n} is done.` } })}\n`;
  const steps = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, n) => said(from + n)).join("");
  await writeFile(file, `{"type":"thread.started","thread_id":"t"}\n{"type":"turn.started"}\n${steps(0, 60)}`);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await expect(status(page)).toContainText("Following · answer in progress");
  await page.keyboard.press("2");
  const step = (n: number) => page.getByText(`Step ${n} is done.`, { exact: true });
  await expect(step(0)).toBeInViewport();
  await page.keyboard.press("End");
  await expect(step(59)).toBeInViewport();
  await appendFile(file, steps(60, 80));
  await expect(step(79)).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(step(0)).toBeInViewport();
  await appendFile(file, steps(80, 90));
  await expect(newRows(page)).toHaveText(/10 new/);
  await expect(step(0)).toBeInViewport();
  await newRows(page).click();
  await expect(step(89)).toBeInViewport();
  await appendFile(file, '{"type":"turn.completed","usage":{"input_tokens":1,"output_tokens":1}}\n');
  await expect(status(page)).not.toContainText("answer in progress");
});

test("a view that becomes lower at its end stays there, and goes on following", async ({ launch, folder }) => {
  const file = path.join(folder, "exec.jsonl");
  const steps = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, n) => {
      const item = { id: `i${from + n}`, type: "agent_message", text: `Step ${from + n} is done.` };
      return `${JSON.stringify({ type: "item.completed", item })}\n`;
    }).join("");
  await writeFile(file, steps(0, 300));
  const { page, resize } = await launch({ file });
  await resize(1_200, 800, 1);
  await expectIndexed(page);
  await records(page).press("End");
  await expectShown(page, 299);
  // The cursor is elsewhere: it is the end that stays.
  await records(page).press("Home");
  await records(page).hover();
  await page.mouse.wheel(0, 100_000);
  await expectShown(page, 299);
  await resize(1_200, 690, 1);
  await expectShown(page, 299);
  await appendFile(file, steps(300, 310));
  await expectShown(page, 309);

  await page.keyboard.press("2");
  const step = (n: number) => page.getByText(`Step ${n} is done.`, { exact: true });
  await expect(step(0)).toBeInViewport();
  await page.keyboard.press("End");
  await expect(step(309)).toBeInViewport();
  await resize(1_200, 580, 1);
  await expect(step(309)).toBeInViewport();
  await appendFile(file, steps(310, 320));
  await expect(step(319)).toBeInViewport();
});

const agui = (event: object): string => `${JSON.stringify(event)}\n`;
const delta = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) =>
    agui({ type: "TEXT_MESSAGE_CONTENT", messageId: "last", delta: `Line ${from + n} of it.\n\n` }),
  ).join("");

test("a conversation stays at its end while its last answer grows, and when it becomes lower", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "agui.jsonl");
  const first = agui({ type: "RUN_STARTED", threadId: "t", runId: "r" });
  await writeFile(
    file,
    first + agui({ type: "TEXT_MESSAGE_START", messageId: "last", role: "assistant" }) + delta(0, 40),
  );
  const app = await launch({ file });
  const { page } = app;
  await expectIndexed(page);
  await page.keyboard.press("2");
  const said = (n: number) => page.getByText(`Line ${n} of it.`, { exact: true });
  await expect(said(0)).toBeInViewport();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await expect(said(39)).toBeInViewport();
  await appendFile(file, delta(40, 60));
  await expect(said(59)).toBeInViewport();
  await app.resize(1200, 500, 1);
  await expect(said(59)).toBeInViewport();
  await appendFile(file, delta(60, 80));
  await expect(said(79)).toBeInViewport();

  // Somebody reads further up: nothing moves.
  await page.keyboard.press("PageUp");
  await expect(said(79)).not.toBeInViewport();
  const kept = said(62);
  const above = await kept.boundingBox();
  await appendFile(file, delta(80, 100));
  await expect(said(99)).toBeAttached();
  expect(await kept.boundingBox()).toEqual(above);
});

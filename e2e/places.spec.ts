// A file is shown where it was left, the app begins with what was open, and not with what has ended the engine twice.

import { copyFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { type App, expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { filterField, recordPane, rowCount } from "./workbench.ts";

test("the app begins where it ended, unless the file has ended the engine twice", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  await copyFile(path.join(projectRoot, "samples/weather-agent.jsonl"), file);
  const first = await launch({ isNew: true, file });
  await expectIndexed(first.page);
  await filterField(first.page).fill("kind:TOOL_CALL_RESULT");
  await expect.poll(() => rowCount(first.page)).toBe(7);
  await rows(first.page).nth(2).click();
  await recordPane(first.page).getByRole("tab", { name: "Text" }).click();
  const record = await rows(first.page).nth(2).locator("span").first().innerText();
  await expect
    .poll(() => first.page.evaluate(async () => (await window.seekline.remembered()).places[0]?.kept?.tab))
    .toBe("text");
  await first.close();

  const second = await launch({ isNew: true });
  await expectThere(second.page, record);
  for (let death = 0; death < 2; death += 1) {
    await killEngine(second);
    await expectThere(second.page, record);
  }
  await second.close();

  const third = await launch({ isNew: true });
  const refused = third.page.getByRole("status").filter({ hasText: "is not opened by itself again" });
  await expect(refused).toContainText("“session.jsonl” was open when Seekline ended");
  await expect(third.page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await third.page.getByRole("button", { name: "Open it" }).click();
  await expectThere(third.page, record);
});

test("a file is scrolled to where it was left, whatever is selected", async ({ launch, folder }) => {
  const file = path.join(folder, "long.jsonl");
  const lines = Array.from({ length: 20_000 }, (_, n) => `{"type":"tick","n":${100_000 + n}}\n`);
  await writeFile(file, lines.join(""));
  const topmost = (page: Page) =>
    rows(page).evaluateAll((all) => {
      const edge = all[0]?.closest("[role=listbox]")?.getBoundingClientRect().top ?? 0;
      return all.find((row) => row.getBoundingClientRect().top >= edge - 1)?.getAttribute("aria-posinset");
    });
  const kept = (page: Page) => page.evaluate(async () => (await window.seekline.remembered()).places[0]?.top);

  const first = await launch({ isNew: true, file });
  await expectIndexed(first.page);
  await records(first.page).hover();
  await first.page.mouse.wheel(0, 120_000);
  await expect.poll(() => kept(first.page)).toBeGreaterThan(4_000);
  const place = Number(await kept(first.page)) + 1;
  expect(Math.abs(Number(await topmost(first.page)) - place)).toBeLessThanOrEqual(1);
  await first.close();

  const second = await launch({ isNew: true });
  await expectIndexed(second.page);
  await expect.poll(() => topmost(second.page)).toBe(String(place));
  await expect(second.page.getByRole("option", { selected: true })).toHaveCount(0);
  // One that is selected stays so, and is not what is scrolled to.
  await rows(second.page).nth(3).click();
  const selected = await second.page.getByRole("option", { selected: true }).getAttribute("aria-posinset");
  await second.page.mouse.wheel(0, 48_000);
  await expect.poll(() => kept(second.page)).toBeGreaterThan(place + 1_000);
  const further = Number(await kept(second.page)) + 1;
  await second.close();

  const third = await launch({ isNew: true });
  await expectIndexed(third.page);
  await expect.poll(() => topmost(third.page)).toBe(String(further));
  if (!(await recordPane(third.page).isVisible())) await third.page.keyboard.press("Control+j");
  await expect(recordPane(third.page)).toContainText(
    `Record ${(Number(selected) - 1).toLocaleString("en").replace(",", "\u202f")}`,
  );
});

async function expectThere(page: Page, record: string): Promise<void> {
  await expect(page).toHaveTitle(/^session/);
  await expect(filterField(page)).toHaveValue("kind:TOOL_CALL_RESULT");
  await expect.poll(() => rowCount(page)).toBe(7);
  await expect(page.getByRole("option", { selected: true }).locator("span").first()).toHaveText(record);
  await expect(recordPane(page).getByRole("tab", { name: "Text" })).toHaveAttribute("aria-selected", "true");
}

async function killEngine(app: App): Promise<void> {
  const pid = await app.enginePid();
  process.kill(pid, "SIGKILL");
  await expect.poll(() => app.enginePid().catch(() => pid)).not.toBe(pid);
}

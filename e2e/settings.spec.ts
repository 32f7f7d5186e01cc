// Settings are found by a few letters, hold at once and at the next start, and high contrast is one of them.

import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, rows, test } from "./app.ts";
import { filterField, recordPane, rowCount } from "./workbench.ts";

test("settings are found, hold at once, and are kept", async ({ launch }) => {
  const { page } = await launch({ file: path.join(projectRoot, "samples/weather-agent.jsonl") });
  await expectIndexed(page);
  await page.keyboard.press("Control+,");
  const sheet = page.getByRole("dialog", { name: "Settings" });
  const find = sheet.getByRole("textbox", { name: "Find a setting" });
  await find.fill("compact");
  await expect(sheet.getByRole("heading", { level: 3 })).toHaveText(["Looks"]);
  await sheet.getByRole("radio", { name: "Compact" }).click();
  const height = () =>
    page
      .locator("[data-row]") // the sheet hides the list from assistive technology
      .first()
      .evaluate((row) => row.getBoundingClientRect().height);
  await expect.poll(height).toBe(20);
  await find.fill("contrast");
  const before = await mutedColour(page);
  await sheet.getByRole("radio", { name: "High" }).click();
  await expect.poll(() => mutedColour(page)).not.toBe(before);
  await find.fill("columns");
  await sheet.getByRole("button", { name: "Line", exact: true }).click();
  await expect(sheet.getByRole("button", { name: "Line", exact: true })).toHaveAttribute("aria-pressed", "true");
  await find.fill("what was open");
  await sheet.getByRole("radio", { name: "Off" }).click();
  await expect.poll(() => page.evaluate(async () => (await window.seekline.appSettings()).reopen)).toBe(false);
  await find.fill("nothing of this name");
  await expect(sheet).toContainText("No setting holds “nothing of this name”.");
  await page.keyboard.press("Escape");
  await page.reload();
  await expectIndexed(page);
  await expect.poll(height).toBe(20);
  expect(await page.evaluate(() => document.documentElement.dataset.contrast)).toBe("high");
});

test("times are shown, filtered and copied in the zone that is chosen", async ({ launch }) => {
  const { electron, page } = await launch({
    file: path.join(projectRoot, "samples/weather-agent.jsonl"),
    env: { TZ: "America/New_York" },
  });
  await expectIndexed(page);
  const time = rows(page).first().locator(":scope > span").nth(1);
  await expect(time).toHaveText("12:42:00.014");
  await filterField(page).fill("before:12:42:00.100");
  await filterField(page).press("Enter");
  await expect.poll(() => rowCount(page)).toBe(6);
  await rows(page).first().click();
  await page.keyboard.press("Control+,");
  const zone = page.getByRole("dialog", { name: "Settings" }).getByRole("combobox", { name: "Time zone" });
  await zone.selectOption("Asia/Tokyo");
  await page.keyboard.press("Escape");
  // The same filter means another time now, before which nothing was written.
  await expect(page.getByText("No record matches the filter")).toBeVisible();
  await filterField(page).fill("before:01:42:00.100");
  await filterField(page).press("Enter");
  await expect.poll(() => rowCount(page)).toBe(6);
  await expect(time).toHaveText("01:42:00.014");
  await expect(time).toHaveAttribute("title", /^2026-06-06 01:42:00.014\n2026-06-05T16:42:00.014Z$/);
  await rows(page).first().click();
  await page.keyboard.press("Enter");
  await expect(recordPane(page)).toContainText("2026-06-06 01:42:00.014");
  await rows(page).first().click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy as rows" }).click();
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(copied).toContain("2026-06-06 01:42:00.014");
  // A clipboard that another program holds is no bug, and the page says that nothing was copied.
  await electron.evaluate(({ clipboard }) => {
    clipboard.writeText = () => {
      throw new Error("OpenClipboard failed");
    };
  });
  await rows(page).nth(1).click();
  await page.keyboard.press("Control+c");
  await expect(page.getByRole("status").filter({ hasText: "Nothing was copied: " })).toBeVisible();
  await recordPane(page).getByRole("button", { name: "Copy", exact: true }).click();
  await expect(recordPane(page).getByText(/^Nothing was copied: .*try again\.$/)).toBeVisible();
  await page.keyboard.press("2");
  await expect(page.getByRole("article").first().locator("time")).toHaveText(/^01:42/);
  // An engine that starts again is told, too.
  await page.keyboard.press("1");
  await electron.evaluate(({ app }) => {
    const engine = app.getAppMetrics().find(({ name }) => name === "seekline-engine");
    if (engine !== undefined) process.kill(engine.pid, "SIGKILL");
  });
  await expect(page.getByRole("status").filter({ hasText: "The engine was started again" })).toBeVisible();
  // What is typed while the file is being opened again is taken for what was there before.
  await expect(async () => {
    await filterField(page).fill("after:01:42:00.100");
    await filterField(page).press("Enter");
    await expect.poll(() => rowCount(page), { timeout: 5000 }).toBe(333);
  }).toPass();
});

function mutedColour(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--text-muted"));
}

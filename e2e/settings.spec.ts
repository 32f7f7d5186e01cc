// Settings are found by a few letters, hold at once and at the next start, and high contrast is one of them.

import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, test } from "./app.ts";

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

function mutedColour(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--text-muted"));
}

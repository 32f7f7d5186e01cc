// What a person does with a log that grows: scrolls, filters, searches, reads records and the conversation, looks at sums and
// exports. One visit takes some seconds and leaves the window as it found it, so it can be done for ever.

import { expect, type Page } from "@playwright/test";
import { type App, records, rows } from "../app.ts";
import { filterField } from "../workbench.ts";

/** `target`: where it exports to, over what is there. Rejects when something is not found on the page. */
export async function visit(app: App, target: string): Promise<void> {
  const { page } = app;
  await scrollRecords(page);
  await filterRecords(page);
  await readRecord(page);
  await readConversation(page);
  await lookAtSums(page);
  await exportErrors(app, target);
}

async function scrollRecords(page: Page): Promise<void> {
  await choose(page, "Events");
  const list = records(page);
  await list.focus();
  await press(page, "Home", ...repeated("PageDown", 20), "End", ...repeated("PageUp", 20), "End");
  await list.hover();
  for (const distance of [-3_000, 1_500, -90_000, 90_000]) await page.mouse.wheel(0, distance);
  await expect(rows(page).and(page.locator("[aria-busy=true]"))).toHaveCount(0);
}

async function filterRecords(page: Page): Promise<void> {
  for (const filter of ["kind:RUN_ERROR", "is:error", "kind:TOOL_CALL_* sunny", "upstream", "nothing of this kind"]) {
    await filterField(page).fill(filter);
    await page.waitForTimeout(2_000);
    if (!filter.startsWith("nothing")) await expect(rows(page).first()).toBeVisible();
  }
  await filterField(page).fill("");
  await filterField(page).press("Escape");
  await expect(rows(page).first()).toBeVisible();
}

async function readRecord(page: Page): Promise<void> {
  await records(page).focus();
  await press(page, "Home", "ArrowDown", "Enter");
  await page.keyboard.press("ControlOrMeta+f");
  await page.keyboard.type("weather");
  await page.waitForTimeout(500);
  await press(page, "Escape", "Escape");
  await records(page).focus();
}

async function readConversation(page: Page): Promise<void> {
  await choose(page, "Conversation");
  // Keys mean what they mean in the conversation only where it has the keyboard.
  await page.getByRole("article").first().focus();
  await press(page, "End", ...repeated("[", 5), "Home", ...repeated("]", 5), "e", "e", "o", "o", "r", "r");
  await page.getByRole("feed").hover();
  for (const distance of [3_000, -1_000, 90_000]) await page.mouse.wheel(0, distance);
  await page.waitForTimeout(3_000);
  await filterField(page).fill("upstream");
  await page.waitForTimeout(3_000);
  await filterField(page).fill("");
  await filterField(page).press("Escape");
  await choose(page, "Events");
  await expect(rows(page).first()).toBeVisible();
}

async function lookAtSums(page: Page): Promise<void> {
  await records(page).focus();
  for (const key of ["i", "s"]) {
    await page.keyboard.press(key);
    await page.getByRole("dialog").waitFor();
    await page.waitForTimeout(2_000);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
}

async function exportErrors(app: App, target: string): Promise<void> {
  const { page } = app;
  await app.answerSaveDialog(target);
  await filterField(page).fill("kind:RUN_ERROR");
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Export" });
  await sheet.getByRole("radio", { name: "Records", exact: true }).check();
  await sheet.getByRole("button", { name: "Save as…" }).click();
  const done = page.getByRole("dialog", { name: "Exported" });
  await done.getByRole("button", { name: "Done" }).click();
  await filterField(page).fill("");
  await filterField(page).press("Escape");
}

async function choose(page: Page, look: "Events" | "Conversation"): Promise<void> {
  await page.getByLabel("How the transcript is shown").getByRole("radio", { name: look, exact: true }).click();
}

/** A person's speed, about. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(150);
  }
}

function repeated(key: string, times: number): readonly string[] {
  return Array.from({ length: times }, () => key);
}

// Two selected records, compared line by line.

import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";

test("two selected records are compared, and one is not", async ({ launch }) => {
  const { page } = await launch({ file: path.join(projectRoot, "samples/weather-agent.jsonl") });
  await expectIndexed(page);
  await rows(page).nth(5).click();
  await records(page).focus();
  await page.keyboard.press("d");
  const sheet = page.getByRole("dialog", { name: "Two records compared" });
  await expect(sheet.getByRole("alert")).toContainText("Two records are compared.");
  await page.keyboard.press("Escape");
  await rows(page)
    .nth(8)
    .click({ modifiers: ["Control"] });
  await rows(page).nth(8).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Compare both" }).click();
  await expect(sheet).toContainText("Record 5 REASONING_MESSAGE_CONTENT");
  await expect(sheet).toContainText("Record 8 REASONING_MESSAGE_CONTENT");
  await expect(sheet.getByRole("status")).toHaveText("2 lines only in the first, 2 only in the second");
  const lines = sheet.getByRole("group", { name: "Lines of both records" });
  await expect(lines).toContainText(/"delta": "Four/);
  await expect(lines).toContainText(/"delta": " them children,/);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

// A file is shown where it was left, the app begins with what was open, and not with what has ended the engine twice.

import { copyFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { type App, expectIndexed, projectRoot, rows, test } from "./app.ts";
import { filterField, recordPane, rowCount } from "./workbench.ts";

test("the app begins where it ended, unless the file has ended the engine twice", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  await copyFile(path.join(projectRoot, "samples/weather-agent.jsonl"), file);
  const first = await launch({ file });
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

  const second = await launch();
  await expectThere(second.page, record);
  for (let death = 0; death < 2; death += 1) {
    await killEngine(second);
    await expectThere(second.page, record);
  }
  await second.close();

  const third = await launch();
  const refused = third.page.getByRole("status").filter({ hasText: "is not opened by itself again" });
  await expect(refused).toContainText("“session.jsonl” was open when Seekline ended");
  await expect(third.page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await third.page.getByRole("button", { name: "Open it" }).click();
  await expectThere(third.page, record);
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

// The native menu and the keys say the same thing once: a key that the page takes must not reach the menu as well.

import path from "node:path";
import { expect } from "@playwright/test";
import { type App, expectIndexed, projectRoot, test } from "./app.ts";
import { filterField } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("does from the menu what the keys do", async ({ launch }) => {
  const app = await launch({ isNew: true });
  const { page } = app;
  await app.answerOpenDialog(sample);
  await choose(app, "File", "Open…");
  await expectIndexed(page);
  await choose(app, "Go", "Filter");
  await expect(filterField(page)).toBeFocused();
  await filterField(page).fill("kind:RUN_STARTED,TEXT_MESSAGE_START");
  await expect(page.getByRole("option").first()).toHaveAttribute("aria-setsize", /^\d{1,2}$/);
  await choose(app, "Go", "Next Hit");
  await choose(app, "Go", "Next Hit");
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "2");
  await choose(app, "Go", "Previous Hit");
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "1");
  await filterField(page).fill("");
  await choose(app, "Go", "Go to Record…");
  await expect(page.getByRole("dialog", { name: "Go to record" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(app, "Go", "Saved Filters…");
  await expect(page.getByRole("dialog", { name: "Saved filters" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(app, "File", "Export…");
  await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(app, "Help", "Keyboard Shortcuts");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(app, "Help", "Copy Report");
  await expect(page.getByRole("status").filter({ hasText: "The report is copied" })).toBeVisible();
  await choose(app, "File", "Reload Transcript");
  await expectIndexed(page);
  await choose(app, "File", "Close Tab");
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
});

test("lists recent files in the menu and opens them from there", async ({ launch }) => {
  const other = path.join(projectRoot, "samples/many-runs.jsonl");
  const app = await launch({ isNew: true, file: other });
  await expectIndexed(app.page);
  await app.page.keyboard.press("Control+w");
  await choose(app, "File", "Open Recent", other);
  await expectIndexed(app.page);
  await expect(app.page).toHaveTitle(/^many-runs/);
  await choose(app, "File", "Open Recent", "Forget Recent Files");
  const labels = await app.electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === "&File");
    const recent = file?.submenu?.items.find(({ label }) => label === "Open Recent");
    return recent?.submenu?.items.map(({ label }) => label);
  });
  expect(labels).toEqual(["No Recent Files"]);
});

test("opens one dialog for one press of the keys", async ({ launch }) => {
  const app = await launch({ isNew: true });
  await app.electron.evaluate(({ app: main, dialog }) => {
    Reflect.set(main, "dialogsOfTest", 0);
    dialog.showOpenDialog = async () => {
      Reflect.set(main, "dialogsOfTest", Reflect.get(main, "dialogsOfTest") + 1);
      return { canceled: true, filePaths: [] };
    };
  });
  for (let presses = 0; presses < 3; presses += 1) await app.page.keyboard.press("Control+o");
  const dialogs = () => app.electron.evaluate(({ app: main }) => Reflect.get(main, "dialogsOfTest"));
  await expect.poll(dialogs).toBe(3);
  // One too many would come a moment later.
  await app.page.waitForTimeout(500);
  expect(await dialogs()).toBe(3);
});

/** Chooses an item of the native menu by the labels that lead to it. */
async function choose({ electron }: App, ...labels: readonly string[]): Promise<void> {
  await electron.evaluate(({ Menu }, steps) => {
    let items = Menu.getApplicationMenu()?.items ?? [];
    for (const [depth, wanted] of steps.entries()) {
      const item = items.find(({ label }) => label.replace(/^&(?!&)/, "") === wanted);
      if (item === undefined) throw new Error(`there is no menu item ${wanted}`);
      if (depth === steps.length - 1) item.click();
      items = item.submenu?.items ?? [];
    }
  }, labels);
}

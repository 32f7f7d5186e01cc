// What goes away gives the focus back in the same task: a key that is pressed at once reaches what the keyboard was in before.

import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("the list has the focus as soon as a menu or a dialog is gone", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  await rows(page).nth(2).click();
  const inList = page.getByRole("listbox", { name: "Records" });

  await test.step("a menu of rows, left and chosen from", async () => {
    await page.keyboard.press("Shift+F10");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    expect(await focusBehindEscape(page)).toBe("Records");
    await page.keyboard.press("Shift+F10");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    expect(await focusBehindClick(page, "Copy citation")).toBe("Records");
  });

  await test.step("a menu that a click opens", async () => {
    await page.getByRole("button", { name: "More" }).click();
    await expect(page.getByRole("menuitem", { name: "Settings…" })).toBeVisible();
    expect(await focusBehindEscape(page)).toBe("Records");
  });

  await test.step("a dialog that such a menu opens, and one that the keys open", async () => {
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    expect(await focusBehindEscape(page)).toBe("Records");
    await page.keyboard.press("Control+g");
    await expect(page.getByRole("dialog", { name: "Go to record" }).getByRole("textbox")).toBeFocused();
    expect(await focusBehindEscape(page)).toBe("Records");
  });

  await test.step("a dialog in another's place", async () => {
    await records(page).focus();
    await page.keyboard.press("Control+Shift+p");
    await page.getByRole("dialog", { name: "Commands" }).getByRole("combobox").fill("keyboard");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    expect(await focusBehindEscape(page)).toBe("Records");
  });
  await expect(inList).toBeFocused();
});

test("a sheet below a button gives the focus back to the button", async ({ launch }) => {
  const { page } = await launch({ file: sample });
  await expectIndexed(page);
  for (const name of ["What a filter can say", "Saved filters"]) {
    await page.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    expect(await focusBehindEscape(page)).toBe(name);
  }
});

/** What has the focus behind the key that closes what is open, before any timer, frame or input is handled. */
function focusBehindEscape(page: Page): Promise<string> {
  return page.evaluate(async () => {
    // What has just opened does not hear the key yet.
    for (;;) {
      const key = { key: "Escape", code: "Escape", bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", key));
      for (let turn = 0; turn < 50; turn += 1) await undefined;
      if (document.querySelector("[role=menu], [role=dialog]") === null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName ?? "nothing";
  });
}

function focusBehindClick(page: Page, item: string): Promise<string> {
  return page.getByRole("menuitem", { name: item }).evaluate(async (element) => {
    if (element instanceof HTMLElement) element.click();
    for (let turn = 0; turn < 50; turn += 1) await undefined;
    return document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName ?? "nothing";
  });
}

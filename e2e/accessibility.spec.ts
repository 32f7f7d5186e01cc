// Every screen, in both themes, held against axe's rules: names, roles, contrast.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectAccessibleInBothThemes } from "./accessible.ts";
import { expectIndexed, projectRoot, rows, test } from "./app.ts";
import { beginExport, filterField, finishedExport, kindButton, recordPane } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("in forced colours a line shows which choice is pressed, and a frame which row is selected", async ({
  launch,
}) => {
  const app = await launch({ file: sample });
  const { page } = app;
  await expectIndexed(page);
  await page.emulateMedia({ forcedColors: "active" });
  const lineBelow = (name: string) =>
    page
      .getByRole("radio", { name, exact: true })
      .evaluate((choice) => Number.parseFloat(getComputedStyle(choice).borderBlockEndWidth));
  await expect.poll(() => lineBelow("Events")).toBe(2);
  expect(await lineBelow("Conversation")).toBe(0);
  expect(await lineBelow("Count")).toBe(2);
  expect(await lineBelow("Bytes")).toBe(0);
  await rows(page).nth(3).click();
  const ringOf = (at: number) =>
    rows(page)
      .nth(at)
      .evaluate((row) => getComputedStyle(row).outlineStyle);
  await expect.poll(() => ringOf(3)).toBe("solid");
  expect(await ringOf(4)).toBe("none");
  await app.screenshot("forced-colours");
  await page.getByRole("radio", { name: "Bytes", exact: true }).click();
  await expect.poll(() => lineBelow("Bytes")).toBe(2);
  expect(await lineBelow("Count")).toBe(0);
  await page.emulateMedia({ forcedColors: "none" });
  const moving = () =>
    page.evaluate(() => {
      const lasts = (times: string) => times.split(",").some((time) => Number.parseFloat(time) > 0);
      return [...document.querySelectorAll("*")].filter((one) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
        return lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration));
      }).length;
    });
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moving).toBe(0);
});

test.describe("in the light and the dark theme", () => {
  test("the open screen, with recent files and a failure", async ({ launch, folder }) => {
    const app = await launch({ file: sample });
    await expectIndexed(app.page);
    await app.page.keyboard.press("Control+w");
    await expectAccessibleInBothThemes(app.page);
    await app.drop(path.join(folder, "none.jsonl"));
    await expectAccessibleInBothThemes(app.page);
  });

  test("the open screen, with sessions of this machine", async ({ launch, folder }) => {
    const project = path.join(folder, "claude", "projects", "p");
    await mkdir(project, { recursive: true });
    const message = { role: "user", content: "go" };
    const record = { type: "user", sessionId: "s", uuid: "u", parentUuid: null, message };
    await writeFile(path.join(project, "s.jsonl"), `${JSON.stringify(record)}\n`);
    const userData = path.join(folder, "user-data");
    await mkdir(userData);
    const libraryFolders = [project, path.join(folder, "gone")];
    await writeFile(path.join(userData, "settings.json"), JSON.stringify({ libraryFolders }));
    const app = await launch({ userData, env: { CLAUDE_CONFIG_DIR: path.join(folder, "claude") } });
    const library = app.page.getByRole("region", { name: "On this machine" });
    await expect(library.getByRole("listitem")).toHaveCount(2);
    await expect(library.getByRole("list", { name: "Folders that are gone" })).toBeVisible();
    await expectAccessibleInBothThemes(app.page);
    await library.getByRole("searchbox").fill("none of these");
    await expect(library.getByRole("status")).toContainText("No session has these words");
    await expectAccessibleInBothThemes(app.page);
    await app.page.keyboard.press("Control+,");
    const folders = app.page.getByRole("list", { name: "Folders of the library" });
    await expect(folders.getByRole("listitem")).toHaveCount(2);
    await expectAccessibleInBothThemes(app.page);
  });

  test("a transcript, with a filter, a record and its text", async ({ launch }) => {
    const app = await launch({ file: path.join(projectRoot, "samples/many-runs.jsonl") });
    const { page } = app;
    await expectIndexed(page);
    await expectAccessibleInBothThemes(page);
    await rows(page).nth(4).click();
    await expect(recordPane(page)).toContainText("Record 4");
    await expectAccessibleInBothThemes(page);
    for (const tab of ["Message", "Bytes", "Related", "Info", "Text"]) {
      await recordPane(page).getByRole("tab", { name: tab }).click();
      await expect(recordPane(page).locator("[data-record-content]").first()).toBeVisible();
      await expectAccessibleInBothThemes(page);
    }
    await filterField(page).fill("weather");
    await expect(rows(page).first().locator("mark")).toHaveText(/weather/i);
    await page.keyboard.press("F3");
    await expect(recordPane(page).getByRole("status")).toContainText("Hit 1 of");
    await expectAccessibleInBothThemes(page);
    await recordPane(page).locator("[data-record-content]").focus();
    await page.keyboard.press("Control+f");
    await expect(recordPane(page).getByRole("textbox", { name: "Find in this record" })).toBeFocused();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await kindButton(page, "TOOL_CALL_ARGS").click();
    await filterField(page).fill("kind:TOOL");
    await expectAccessibleInBothThemes(page);
    await filterField(page).fill("kind:(");
    await filterField(page).press("Enter");
    await expect(filterField(page)).toHaveAttribute("aria-invalid", "true");
    await expectAccessibleInBothThemes(page);
  });

  test("records that are not as they should be", async ({ launch, folder }) => {
    const file = path.join(folder, "odd.jsonl");
    await writeFile(file, '{"type":"A"}{"type":"B"}\nnot json\n\n{"type":"C"');
    const app = await launch({ file });
    await expectIndexed(app.page);
    await rows(app.page).nth(2).click();
    await expectAccessibleInBothThemes(app.page);
  });

  test("dialogs and menus", async ({ launch, folder }) => {
    const app = await launch({ file: sample });
    const { page } = app;
    await expectIndexed(page);
    for (const name of ["More", /^File /, /^Read as /]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await page.keyboard.press("Escape");
    }
    await rows(page).nth(2).click({ button: "right" });
    await expect(page.getByRole("menu", { name: "Selected records" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await rows(page).nth(2).click();
    await page.keyboard.press("b");
    await expect(recordPane(page).getByRole("textbox", { name: "Note of the bookmark" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Control+Shift+b");
    await expect(page.getByRole("dialog", { name: "Bookmarks" }).getByRole("listitem")).toHaveCount(1);
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await rows(page)
      .nth(9)
      .click({ modifiers: ["Control"] });
    await page.keyboard.press("d");
    const compared = page.getByRole("dialog", { name: "Two records compared" });
    await expect(compared.getByRole("group", { name: "Lines of both records" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await expect(page.getByRole("dialog", { name: "Statistics" }).getByRole("table")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+,");
    await page.getByRole("dialog", { name: "Settings" }).getByRole("radio", { name: "High" }).click();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+g");
    await expect(page.getByRole("dialog", { name: "Go to record" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+e");
    await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await app.answerSaveDialog(path.join(folder, "out.jsonl"));
    await beginExport(page, "Records");
    await expect(finishedExport(page)).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
});

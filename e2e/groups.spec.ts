// A folder opened as one: the records of all its transcripts in the order in which they happened.

import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { expectFailure, rows, test } from "./app.ts";
import { sessionWriter } from "./sessions.ts";
import { filterField, finishedExport, kinds, recordPane, rowCount } from "./workbench.ts";

const line = (value: object): string => `${JSON.stringify(value)}\n`;
const time = (second: number): string => new Date(1_772_359_200_000 + second * 1000).toISOString();

/** A session, the log of a tool that ran meanwhile, and a file that is no transcript. */
async function folderOfThree(folder: string): Promise<string> {
  const day = path.join(folder, "day");
  await mkdir(path.join(day, "tools"), { recursive: true });
  const session = sessionWriter();
  session.add("user", "Water the roses");
  session.add("assistant", [{ type: "text", text: "The roses are watered." }]);
  await writeFile(path.join(day, "session.jsonl"), session.text());
  const log = line({ type: "PUMP_ON", timestamp: time(0.5), litres: 3 }) + line({ type: "PUMP_OFF", litres: 0 });
  await writeFile(path.join(day, "tools/pump.jsonl"), log);
  await writeFile(
    path.join(day, "picture.jsonl"),
    Uint8Array.from({ length: 400 }, (_, n) => (n * 7) % 251),
  );
  return day;
}

async function shownSources(page: Page): Promise<readonly string[]> {
  await expect(rows(page).and(page.locator("[aria-busy=true]"))).toHaveCount(0);
  return rows(page).evaluateAll((lines) => lines.map((row) => row.firstElementChild?.getAttribute("title") ?? ""));
}

test("shows the records of all in one list, filtered by their transcripts too", async ({ launch, folder }) => {
  const app = await launch({ words: [await folderOfThree(folder)] });
  const { page } = app;
  await expect(page).toHaveTitle("day — Seekline");
  await expect.poll(() => rowCount(page)).toBeGreaterThan(4);
  const all = await shownSources(page);
  expect(all.slice(0, 3)).toEqual(["session.jsonl", "tools/pump.jsonl", "session.jsonl"]);
  // Without a time, last.
  expect(all.indexOf("picture.jsonl")).toBeGreaterThan(2);
  await expect(page.getByText("“picture.jsonl”: This looks like a binary file")).toBeVisible();
  await app.screenshot("group");

  const sources = kinds(page).getByRole("region", { name: "Sources" });
  await sources.getByRole("button", { name: /^tools\/pump\.jsonl, not chosen, 2\srecords/ }).click();
  await expect(filterField(page)).toHaveValue("source:tools/pump.jsonl");
  await expect.poll(() => rowCount(page)).toBe(2);
  await filterField(page).fill("roses");
  await expect.poll(() => shownSources(page)).toEqual(["session.jsonl", "session.jsonl"]);
  await filterField(page).fill("source:tools/* litres");
  await expect.poll(() => shownSources(page)).toEqual(["tools/pump.jsonl", "tools/pump.jsonl"]);
});

test("shows a record, and opens the transcript that it is from", async ({ launch, folder }) => {
  const { page } = await launch({ words: [await folderOfThree(folder)] });
  await expect.poll(() => rowCount(page)).toBeGreaterThan(4);
  // Its bytes are those of a member: at the same place in the group lies another record.
  await page.keyboard.press("Control+g");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("pump.jsonl@0+63#0123456789abcdef");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("Open that file by itself to go there.");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await rows(page).nth(1).click();
  await expect(recordPane(page)).toContainText("litres");
  await page.keyboard.press("2");
  await page.getByRole("button", { name: "Show the events" }).click();
  await rows(page).nth(2).click();
  await page.keyboard.press("2");
  await page.getByRole("button", { name: "Open session.jsonl" }).click();
  await expect(page).toHaveTitle("session.jsonl — Seekline");
  await expect(page.getByText("The roses are watered.").first()).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "2");
  // It has a tab of its own, and the group is as it was.
  await page.getByRole("button", { name: "day", exact: true }).click();
  await expect(page).toHaveTitle("day — Seekline");
  await expect(page.getByRole("button", { name: "Show the events" })).toBeVisible();
});

test("takes in what its files get, and a sub-agent that begins, below its session", async ({ launch, folder }) => {
  const day = await folderOfThree(folder);
  const { page } = await launch({ words: [day] });
  await expect.poll(() => rowCount(page)).toBeGreaterThan(4);
  await filterField(page).fill("-source:picture.jsonl");
  await expect.poll(() => rowCount(page)).toBe(4);
  await appendFile(path.join(day, "tools/pump.jsonl"), line({ type: "PUMP_ON", timestamp: time(60), litres: 1 }));
  await expect.poll(() => rowCount(page)).toBe(5);
  await mkdir(path.join(day, "session"));
  await writeFile(path.join(day, "session/agent.jsonl"), line({ type: "AGENT", timestamp: time(61) }));
  await expect.poll(() => rowCount(page)).toBe(6);
  await expect
    .poll(() => shownSources(page).then((all) => all.slice(-2)))
    .toEqual(["tools/pump.jsonl", "session/agent.jsonl"]);
  const sources = kinds(page).getByRole("region", { name: "Sources" }).getByRole("listitem");
  await expect(sources.getByRole("button", { name: /, not chosen|, hidden/ })).toHaveText([
    /^picture\.jsonl/,
    /^session\.jsonl/,
    /^session\/agent\.jsonl/,
    /^tools\/pump\.jsonl/,
  ]);
  await expect(
    sources.getByRole("button", { name: "session/agent.jsonl, not chosen, from session.jsonl, 1" }),
  ).toBeVisible();
});

test("exports all as one", async ({ launch, folder }) => {
  const app = await launch({ words: [await folderOfThree(folder)] });
  const { page } = app;
  await expect.poll(() => rowCount(page)).toBeGreaterThan(4);
  await filterField(page).fill("-source:picture.jsonl");
  await expect.poll(() => rowCount(page)).toBe(4);
  await page.getByRole("listbox", { name: "Records" }).focus();
  await page.keyboard.press("e");
  const sheet = page.getByRole("dialog", { name: "Export" });
  await expect(sheet.getByRole("radio", { name: "Markdown" })).toHaveCount(0);
  await sheet.getByRole("radio", { name: "Timeline", exact: true }).check();
  const out = path.join(folder, "day.json");
  await app.answerSaveDialog(out);
  await sheet.getByRole("button", { name: "Save as…" }).click();
  await expect(finishedExport(page)).toBeVisible();
  const { timeline, events } = JSON.parse(await readFile(out, "utf8"));
  expect(timeline).toMatchObject({ format: "group", sourceCount: 3 });
  expect(events.map(({ kind }: { kind: string }) => kind)).toEqual(["user", "PUMP_ON", "assistant/text", "PUMP_OFF"]);
});

test("opens a folder from the menu or a drop, and says when it holds no transcript", async ({ launch, folder }) => {
  const app = await launch();
  await mkdir(path.join(folder, "empty"));
  await app.drop(path.join(folder, "empty"));
  await expectFailure(app.page, "There is no transcript in “empty”");
  await app.drop(await folderOfThree(folder));
  await expect(app.page).toHaveTitle("day — Seekline");
  await expect.poll(() => rowCount(app.page)).toBeGreaterThan(4);
});

test("opens files that were chosen together as tabs, or as one list, which is kept among the recent ones", async ({
  launch,
  folder,
}) => {
  const day = await folderOfThree(folder);
  const [session, pump] = [path.join(day, "session.jsonl"), path.join(day, "tools/pump.jsonl")];
  const other = path.join(folder, "other.jsonl");
  await writeFile(other, line({ type: "OTHER" }));
  const userData = path.join(folder, "user-data");
  let app = await launch({ userData, words: [session, pump] });
  const offer = () => app.page.getByRole("button", { name: "Open as one list" });
  await expect(app.page.getByText("2 files were chosen, each is a tab.")).toBeVisible();
  await offer().click();
  await expect(app.page).toHaveTitle("session.jsonl and 1 more — Seekline");
  await expect(app.page.getByRole("navigation", { name: "Open transcripts" })).toHaveCount(0);
  await expect
    .poll(() => shownSources(app.page).then((all) => all.slice(0, 3)))
    .toEqual(["session.jsonl", "pump.jsonl", "session.jsonl"]);
  await appendFile(pump, line({ type: "PUMP_ON", timestamp: time(60), litres: 1 }));
  await filterField(app.page).fill("source:pump.jsonl");
  await expect.poll(() => rowCount(app.page)).toBe(3);
  await app.close();

  // It is open again at the next start, and also when one of its files is gone.
  await rm(session);
  app = await launch({ userData });
  await expect(app.page).toHaveTitle("session.jsonl and 1 more — Seekline");
  await expect(app.page.getByText("There is no file “session.jsonl”.")).toBeVisible();
  await expect.poll(() => rowCount(app.page)).toBe(3);
  await app.page.keyboard.press("Control+w");
  await app.page.getByRole("button", { name: /^session\.jsonl and 1 more/ }).click();
  await expect.poll(() => rowCount(app.page)).toBe(3);

  // A drop, and the dialog, leave alone what was open before.
  await app.drop(other, pump);
  await offer().click();
  await expect(app.page).toHaveTitle("other.jsonl and 1 more — Seekline");
  await expect.poll(() => rowCount(app.page)).toBe(4);
  await expect(app.page.getByRole("navigation", { name: "Open transcripts" }).getByRole("listitem")).toHaveCount(2);
  await app.page.keyboard.press("Control+w");
  await app.answerOpenDialog(other, pump);
  await app.page.keyboard.press("Control+o");
  await offer().click();
  await expect(app.page).toHaveTitle("other.jsonl and 1 more — Seekline");
  await expect.poll(() => rowCount(app.page)).toBe(4);
});

test("makes one list of all tabs that are open, a list among them, and leaves them", async ({ launch, folder }) => {
  const day = await folderOfThree(folder);
  const [session, pump] = [path.join(day, "session.jsonl"), path.join(day, "tools/pump.jsonl")];
  const other = path.join(folder, "other.jsonl");
  await writeFile(other, line({ type: "OTHER" }));
  const app = await launch({ words: [other] });
  await expect(app.page).toHaveTitle("other.jsonl — Seekline");
  await app.page.keyboard.press("Control+Shift+g");
  await expect(app.page.getByText("One list takes two files or more: open another one first.")).toBeVisible();
  await app.drop(session, pump);
  await app.page.getByRole("button", { name: "Open as one list" }).click();
  await expect(app.page).toHaveTitle("session.jsonl and 1 more — Seekline");
  await expect.poll(() => rowCount(app.page)).toBe(4);
  await app.page.keyboard.press("Control+k");
  await app.page.keyboard.type("tabs one list");
  await app.page.keyboard.press("Enter");
  await expect(app.page).toHaveTitle("other.jsonl and 2 more — Seekline");
  await expect.poll(() => rowCount(app.page)).toBe(5);
  await expect(app.page.getByRole("navigation", { name: "Open transcripts" }).getByRole("listitem")).toHaveCount(3);
});

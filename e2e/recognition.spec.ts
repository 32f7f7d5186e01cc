// How a file is read is shown, and can be chosen: the members for kind and time, which are found again the next time.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, rows, test } from "./app.ts";
import { drawnRows } from "./workbench.ts";

const log = ["a", "b", "a"]
  .map((sort, n) => JSON.stringify({ what: { sort }, begun: 1_767_225_600_000 + n }))
  .join("\n");

async function openMenu(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Read as / }).click();
}

async function shownKinds(page: Page): Promise<readonly string[]> {
  return (await drawnRows(page)).map(({ kind }) => kind);
}

test("names the members for kind and time by hand, and remembers them", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, log);
  const first = await launch({ isNew: true, file });
  await expectIndexed(first.page);
  await openMenu(first.page);
  await expect(first.page.getByRole("menu")).toContainText("Kind: named by no member");
  await expect(first.page.getByRole("menu")).toContainText("3 records were looked at.");
  await first.page.getByRole("menuitem", { name: "Members for kind and time…" }).click();
  const dialog = first.page.getByRole("dialog", { name: "Members for kind and time" });
  await dialog.getByRole("button", { name: "what.sort" }).click();
  await expect(dialog.getByLabel("Kind", { exact: true })).toHaveValue("what.sort");
  await dialog.getByLabel("Time", { exact: true }).fill("begun.");
  await expect(dialog.getByRole("button", { name: "Index anew" })).toBeDisabled();
  await dialog.getByLabel("Time", { exact: true }).fill("begun");
  await dialog.getByLabel("Time", { exact: true }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect.poll(() => shownKinds(first.page)).toEqual(["a", "b", "a"]);
  await openMenu(first.page);
  await expect(first.page.getByRole("menu")).toContainText("Kind, chosen: what.sort (3)");
  await expect(first.page.getByRole("menu")).toContainText("Time, chosen: begun (3)");
  await first.page.keyboard.press("Escape");
  // Main is told a moment later.
  await expect
    .poll(() => first.page.evaluate(async () => (await window.seekline.remembered()).places[0]?.reading.kindPath))
    .toBe("what.sort");
  await first.close();

  const second = await launch({ isNew: true, file });
  await expectIndexed(second.page);
  await expect.poll(() => shownKinds(second.page)).toEqual(["a", "b", "a"]);
  await openMenu(second.page);
  await second.page.getByRole("menuitem", { name: "Members for kind and time…" }).click();
  const again = second.page.getByRole("dialog", { name: "Members for kind and time" });
  await again.getByLabel("Kind", { exact: true }).fill("");
  await again.getByRole("button", { name: "Index anew" }).click();
  await expect.poll(() => shownKinds(second.page)).toEqual(["(none)", "(none)", "(none)"]);
});

test("offers every format, however small the window", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  await writeFile(file, log);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await openMenu(page);
  const last = page.getByRole("menuitemradio").last();
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 1 });
});

test("says what a file is that is no JSON Lines, and what to do", async ({ launch, folder }) => {
  const files = [
    [
      "wide.jsonl",
      Buffer.from(`\ufeff${log}`, "utf16le"),
      "“wide.jsonl” is UTF-16 (little-endian) and is shown as UTF-8",
    ],
    ["list.json", `[\n ${log.split("\n").join(",\n ")}\n]`, "This is one JSON array, not JSON Lines."],
    ["cut.jsonl.gz", gzipSync(log).subarray(0, -4), "“cut.jsonl.gz” ends early, inside of the member"],
    ["pack.jsonl", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]), "This file is packed with zip."],
    ["table.jsonl", "a,b\n1,2\n", "This looks like a table (CSV), not JSON Lines."],
  ] as const;
  const app = await launch();
  for (const [name, content, notice] of files) {
    await writeFile(path.join(folder, name), content);
    await app.drop(path.join(folder, name));
    await expect(app.page.getByRole("status").filter({ hasText: notice })).toBeVisible();
  }
});

test("shows what a packed file holds", async ({ launch, folder }) => {
  const plain = path.join(folder, "plain.jsonl");
  await writeFile(plain, log);
  const app = await launch({ file: plain });
  await expectIndexed(app.page);
  await expect(rows(app.page)).toHaveCount(3);
  const shown = await rows(app.page).allInnerTexts();
  for (const [name, packed] of [
    ["packed.jsonl.gz", gzipSync(log)],
    ["packed.jsonl.br", brotliCompressSync(log)],
  ] as const) {
    const file = path.join(folder, name);
    await writeFile(file, packed);
    await app.drop(file);
    await expect(app.page).toHaveTitle(new RegExp(`^${name}`));
    await expectIndexed(app.page);
    await expect.poll(() => rows(app.page).allInnerTexts()).toEqual(shown);
  }
});

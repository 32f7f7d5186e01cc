// A click on a kind shows the records that it counts, however odd its name is.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, test } from "./app.ts";
import { drawnRows, filterField, kinds } from "./workbench.ts";

/** Each with a record more than the one before, so that counts tell them apart. */
const odd = ["tool.*", "tool.read", "-neg", 'say "x"', "back\\slash", "kind:x", "/x/", "*"];

test("shows by a click what a kind counts, whatever its name", async ({ launch, folder }) => {
  const file = path.join(folder, "odd.jsonl");
  const records = odd.flatMap((type, place) => Array.from({ length: place + 1 }, () => JSON.stringify({ type })));
  await writeFile(file, records.join("\n"));
  const { page } = await launch({ file });
  await expectIndexed(page);
  const shownKinds = async () => (await drawnRows(page)).map(({ kind }) => kind);
  for (const [place, kind] of odd.entries()) {
    const name = new RegExp(`^${kind.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}, `);
    const button = kinds(page).getByRole("button", { name });
    await button.click();
    await expect.poll(shownKinds).toEqual(Array(place + 1).fill(kind));
    if (kind === "*") await expect(filterField(page)).toHaveValue('kind:"*"');
    await button.click();
    await expect(filterField(page)).toHaveValue("");
  }
});

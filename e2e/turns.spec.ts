// Above the list stands the run of its topmost row, and silences are marked between rows; neither changes what rows there are.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, records, rows, test } from "./app.ts";
import { countOf, generateLog } from "./logs.ts";
import { filterField, numberIn, rowCount } from "./workbench.ts";

test("the run of the topmost row stands above the list, and a click goes to where it began", async ({
  launch,
  large,
}) => {
  const runs = countOf(large, "RUN_STARTED");
  const { page } = await launch({ file: large.file });
  await expectIndexed(page);
  await expect(head(page)).toContainText(/^RUN_STARTED1 of /);
  await records(page).press("End");
  await expect(head(page)).toContainText(/^RUN_STARTED/);
  const shown = async () => /STARTED(.*) of ([\d\u202f]+)/.exec((await head(page).textContent()) ?? "");
  await expect.poll(async () => numberIn((await shown())?.[1] ?? "")).toBeGreaterThan(1);
  expect(Number((await shown())?.[2]?.replaceAll("\u202f", "").slice(0, String(runs).length))).toBe(runs);
  await head(page).click();
  const selected = page.getByRole("option", { selected: true });
  await expect(selected).toContainText("RUN_STARTED");
  // Where the run begins, the rows above it are of the one before.
  await filterField(page).fill("kind:RUN_STARTED");
  await filterField(page).press("Enter");
  await expect.poll(() => rowCount(page)).toBe(runs);
  await records(page).press("Home");
  await expect(head(page)).toContainText(/^RUN_STARTED1 of /);
  // Above no row there is nothing that it could belong to.
  await filterField(page).fill("kind:RUN_STARTED bytes>99999999");
  await filterField(page).press("Enter");
  await expect(page.getByText("No record matches the filter")).toBeVisible();
  await expect(head(page)).toHaveCount(0);
});

test("the list stands still while the run of its topmost row is looked for, and where there is none", async ({
  launch,
  folder,
}) => {
  const { file } = await generateLog(folder, "run", "100kb", 25);
  const app = await launch();
  const { page } = app;
  await page.evaluate(() => {
    const tops = new Set<number>();
    Reflect.set(window, "topsOfTheList", tops);
    const look = () => {
      const row = document.querySelector("[role=option]");
      const top = row?.closest("[role=listbox]")?.getBoundingClientRect().top;
      if (top !== undefined) tops.add(top);
      requestAnimationFrame(look);
    };
    look();
  });
  await app.chooseFile(file);
  await expectIndexed(page);
  await expect(head(page)).toContainText(/^RUN_STARTED1 of /);
  expect(await page.evaluate(() => [...Reflect.get(window, "topsOfTheList")].length)).toBe(1);

  const without = path.join(folder, "without.jsonl");
  await writeFile(without, '{"type":"STEP_STARTED","stepName":"a"}\n{"type":"STEP_FINISHED","stepName":"a"}\n');
  await app.drop(without);
  await expect(page.getByText("Without runs or turns")).toBeVisible();
});

test("silences are marked between rows, and nothing else is another for it", async ({ launch, folder }) => {
  const file = path.join(folder, "pauses.jsonl");
  const begin = Date.UTC(2026, 5, 5, 12);
  const times = [0, 1000, 13 * 60_000, 13 * 60_000 + 500, 13 * 60_000 + 400, 5 * 3_600_000];
  const lines = times.map((time, step) => ({ type: step === 2 ? "noted" : "done", timestamp: begin + time, step }));
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await expect(rows(page)).toHaveCount(6);
  const marked = () =>
    rows(page).evaluateAll((all) =>
      all.flatMap((row, place) => {
        const said = (row.lastElementChild?.textContent ?? "").replace(/\u00a0/g, " ");
        return said.endsWith(" later") ? [[place, said]] : [];
      }),
    );
  await expect.poll(marked).toEqual([
    [2, "12 min 59 s later"],
    [5, "4 h 47 min later"],
  ]);
  const heights = () => rows(page).evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(await heights()).toEqual([24, 24, 24, 24, 24, 24]);
  await rows(page).first().click();
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "4");
  // Where a filter leaves records out between two rows, it was not silent there.
  await filterField(page).fill("kind:done");
  await filterField(page).press("Enter");
  await expect.poll(marked).toEqual([[4, "4 h 47 min later"]]);
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: "Mark silences between rows" }).click();
  await page.keyboard.press("Escape");
  await expect.poll(marked).toEqual([]);
  // This format knows no runs.
  await expect(head(page)).toHaveCount(0);
});

function head(page: Page) {
  return page.getByRole("region", { name: "Records", exact: true }).getByTitle("Go to where it begins");
}

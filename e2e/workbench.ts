// What a user does and sees in an open transcript, by role and name, so that tests read like what they test.

import { expect, type Locator, type Page } from "@playwright/test";
import { records, rows } from "./app.ts";

/** The sidebar with all of its facets. */
export function kinds(page: Page): Locator {
  return page.getByRole("navigation", { name: "Kinds" });
}

/** `kind` is taken for a regular expression, so a dot in it stands for any character. */
export function kindButton(page: Page, kind: string): Locator {
  return kinds(page).getByRole("button", { name: new RegExp(`^${kind}[ ,]`) });
}

/** Filled with a text, it is asked for after the pause of typing. */
export function filterField(page: Page): Locator {
  return page.getByRole("combobox", { name: "Filter" });
}

/** With and without a record in it. */
export function recordPane(page: Page): Locator {
  return page.getByRole("region", { name: /^Record( \d|$)/ });
}

/** `629 records`, read from wherever a count is written, whatever its digits are grouped by. */
export function numberIn(text: string): number {
  return Number(/\d[\d\u202f]*/.exec(text)?.[0].replaceAll("\u202f", ""));
}

/** Every kind of the sidebar with the count it shows. */
export async function shownCounts(page: Page): Promise<Readonly<Record<string, number>>> {
  const names = await kinds(page)
    .locator("li[data-family]")
    .evaluateAll((items) => items.map((item) => item.querySelector("button")?.getAttribute("aria-label") ?? ""));
  return Object.fromEntries(
    names.map((name) => [name.split(/[ ,]/, 1)[0], numberIn(/[\d\u202f]+\srecord/.exec(name)?.[0] ?? "")]),
  );
}

/** How many rows the list says it has. */
export async function rowCount(page: Page): Promise<number> {
  // In one look: between two, the rows may be others.
  return rows(page).evaluateAll(([first]) => Number(first?.getAttribute("aria-setsize") ?? 0));
}

export interface ShownRow {
  /** Its place in the list, from 1. */
  readonly place: number;
  readonly record: number;
  readonly kind: string;
}

/** The rows that are drawn at the moment. */
export async function drawnRows(page: Page): Promise<readonly ShownRow[]> {
  await expect(rows(page).and(page.locator("[aria-busy=true]"))).toHaveCount(0);
  const found = await rows(page).evaluateAll((options) =>
    options.map((option) => ({
      place: option.getAttribute("aria-posinset") ?? "",
      record: option.firstElementChild?.textContent ?? "",
      kind: option.querySelector("[data-family]")?.textContent ?? "",
    })),
  );
  return found.map(({ place, record, kind }) => ({ place: Number(place), record: numberIn(record), kind }));
}

/** Every row of the list, by paging through it with the keyboard. */
export async function allRows(page: Page): Promise<readonly ShownRow[]> {
  const found = new Map<number, ShownRow>();
  const total = await rowCount(page);
  const cursor = () => page.getByRole("option", { selected: true }).getAttribute("aria-posinset");
  await records(page).press("Home");
  await expect.poll(cursor).toBe("1");
  for (;;) {
    for (const row of await drawnRows(page)) found.set(row.place, row);
    const place = await cursor();
    if (place === String(total)) break;
    await records(page).press("PageDown");
    await expect.poll(cursor).not.toBe(place);
  }
  return [...found.values()].sort((a, b) => a.place - b.place);
}

export type ExportTitle = "Compacted snapshot" | "Messages" | "Records" | "Timeline";

/** Opens the sheet and begins; the save dialog must have been given its answer. */
export async function beginExport(page: Page, title: ExportTitle): Promise<void> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Export" });
  await sheet.getByRole("radio", { name: title, exact: true }).check();
  await sheet.getByRole("button", { name: "Save as…" }).click();
}

/** There when the export has come to its end and all of it was written. */
export function finishedExport(page: Page): Locator {
  return page.getByRole("dialog", { name: "Exported" });
}

/** The sentence with which an export failed. */
export function failedExport(page: Page): Locator {
  return page.getByRole("dialog", { name: /^Export (failed|cancelled)$/ }).getByRole("alert");
}

// A click on a kind shows the records that it counts, however odd its name is.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
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

test("shows by a click what flags, tools, roles and sizes count, and what of each a filter lets pass", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "sorts.jsonl");
  const records = [
    { type: "TEXT_MESSAGE_START", messageId: "m1", role: "user" },
    { type: "TEXT_MESSAGE_START", messageId: "m2", role: "assistant", pad: "x".repeat(2_000) },
    { type: "TOOL_CALL_START", toolCallId: "c1", toolCallName: "read" },
    { type: "TOOL_CALL_START", toolCallId: "c2", toolCallName: "write" },
    { type: "RUN_ERROR", message: "the disk is full" },
  ];
  await writeFile(file, `${[...records.map((record) => JSON.stringify(record)), "no json"].join("\n")}\n`);
  const { page } = await launch({ file });
  await expectIndexed(page);
  const section = (name: string) => kinds(page).getByRole("region", { name });
  const shown = async () => (await drawnRows(page)).map(({ record }) => record);
  await expect(section("Flags").getByRole("listitem")).toHaveText([/^error/, /^malformed/]);
  // A share is one of all records, whatever else the section counts.
  await expect(section("Flags").getByRole("button", { name: /^error, .* 17\s% of all records$/ })).toBeVisible();
  await section("Flags")
    .getByRole("button", { name: /^error, / })
    .click();
  await expect(filterField(page)).toHaveValue("is:error");
  await expect.poll(shown).toEqual([4]);
  await expect(section("Tools").getByRole("button", { name: /^read, not chosen, 0 of 1 record/ })).toBeVisible();
  const clear = kinds(page).getByRole("button", { name: "Clear" });
  await clear.press("Enter");
  await expect(filterField(page)).toHaveValue("");
  // The keyboard stays where it was.
  await expect(clear).toBeDisabled();
  await expect(clear).toBeFocused();

  await section("Tools")
    .getByRole("button", { name: /^write, / })
    .click();
  await expect.poll(shown).toEqual([3]);
  await section("Roles")
    .getByRole("button", { name: /^user, / })
    .click();
  await expect(filterField(page)).toHaveValue("role:user tool:write");
  await clear.click();

  await section("Sizes")
    .getByRole("button", { name: /^1.*kB to 10/ })
    .click();
  await expect.poll(shown).toEqual([1]);
  await section("Sizes")
    .getByRole("button", { name: /^below/ })
    .press("Delete");
  await expect(filterField(page)).toHaveValue("bytes:1kb..9999 -bytes<1kb");
});

test("is reached by Tab while kinds are looked for, whatever had the keyboard before", async ({ launch, folder }) => {
  const file = path.join(folder, "many.jsonl");
  const names = ["RUN_STARTED", "RUN_FINISHED", "RUN_ERROR", "STEP_STARTED", "STEP_FINISHED", "STATE_DELTA", "RAW"];
  const parts = ["START", "CONTENT", "END"].map((part) => `TEXT_MESSAGE_${part}`);
  const calls = ["START", "ARGS", "END"].map((part) => `TOOL_CALL_${part}`);
  const events = [...names, ...parts, ...calls].map((type) => ({ type, toolCallId: "c1", toolCallName: "read" }));
  await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  const tools = kinds(page).getByRole("region", { name: "Tools" });
  await tools.getByRole("button", { name: /^read, / }).focus();
  const search = kinds(page).getByRole("searchbox", { name: "Find a kind" });
  await search.fill("text");
  await expect(tools).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expect(kinds(page).locator("[data-roving]").first()).toBeFocused();
});

test("says that there are more tools than it has counts of", async ({ launch, folder }) => {
  const file = path.join(folder, "tools.jsonl");
  const call = (at: number) => ({ type: "TOOL_CALL_START", toolCallId: `c${at}`, toolCallName: `tool-${at}` });
  await writeFile(file, Array.from({ length: 501 }, (_, at) => `${JSON.stringify(call(at))}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  const tools = kinds(page).getByRole("region", { name: "Tools" });
  await expect(tools.getByRole("heading")).toHaveText("Tools at least 500");
  await expect(tools.getByRole("listitem")).toHaveCount(100);
  await expect(tools).toContainText("At least 400 more: search for them, or name them in the filter.");
});

test("tools, roles, flags and sizes are found as kinds are, and sections fold and stay so", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "many.jsonl");
  const call = (at: number) => ({ type: "TOOL_CALL_START", toolCallId: `c${at}`, toolCallName: `tool-${at}` });
  const records = [
    { type: "RUN_ERROR", message: "no" },
    { type: "TEXT_MESSAGE_START", messageId: "m", role: "user" },
  ];
  const calls = Array.from({ length: 150 }, (_, at) => call(at));
  await writeFile(file, [...records, ...calls].map((event) => `${JSON.stringify(event)}\n`).join(""));
  const userData = path.join(folder, "profile");
  const first = await launch({ file, userData });
  const { page } = first;
  await expectIndexed(page);
  const section = (name: string) => kinds(page).getByRole("region", { name });
  await expect(section("Tools")).toContainText("50 more: search for them.");
  const search = kinds(page).getByRole("searchbox", { name: "Find a kind" });
  await search.fill("tool-14");
  // One of them is beyond what is listed.
  await expect(section("Tools").getByRole("listitem")).toHaveCount(11);
  await expect(section("Flags")).toHaveCount(0);
  await search.press("Enter");
  await expect(filterField(page)).toHaveValue(/^tool:tool-14,tool-14\d,/);
  await expect.poll(async () => (await drawnRows(page)).length).toBe(11);
  await search.fill("below");
  await expect(section("Sizes").getByRole("listitem")).toHaveText([/^below/]);
  // What is folded while something is sought is so until it no longer is.
  await kinds(page).getByRole("button", { name: "Fold Sizes" }).click();
  await expect(section("Sizes").getByRole("listitem")).toHaveCount(0);
  await search.fill("nothing of this name");
  await expect(kinds(page)).toContainText("Nothing here is called that.");
  await search.press("Escape");
  await expect(section("Sizes").getByRole("listitem")).not.toHaveCount(0);
  const head = (name: string) =>
    section(name)
      .getByRole("heading")
      .getByRole("button", { name: new RegExp(`^${name}`) });
  await head("Tools").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(head("Tools")).toHaveAttribute("aria-expanded", "false");
  await expect(section("Tools").getByRole("listitem")).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect(head("Roles")).toBeFocused();
  await kinds(page).getByRole("button", { name: "Fold Tool calls" }).click();
  await expect(section("Tool calls").getByRole("listitem")).toHaveCount(0);
  // What is sought is shown all the same.
  await search.fill("tool-149");
  await expect(section("Tools").getByRole("listitem")).toHaveCount(1);
  // The search can be taken back when there is little left to search.
  await writeFile(file, `${JSON.stringify(records[0])}\n`);
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(kinds(page)).toContainText("Nothing here is called that.");
  await search.fill("");
  await expect(kinds(page).getByRole("button", { name: /^RUN_ERROR/ })).toBeVisible();
  await expect(search).toHaveCount(0);
  await writeFile(file, [...records, ...calls].map((event) => `${JSON.stringify(event)}\n`).join(""));
  await first.close();
  const again = await launch({ file, userData });
  await expectIndexed(again.page);
  const tools = kinds(again.page).getByRole("region", { name: "Tools" });
  await expect(tools.getByRole("heading")).toHaveText("Tools 150");
  await expect(tools.getByRole("listitem")).toHaveCount(0);
});

test("flags stand first, and every part of the sidebar is a click away from its top", async ({ launch, folder }) => {
  const file = path.join(folder, "many.jsonl");
  const records = Array.from({ length: 90 }, (_, at) => ({ type: `TEXT_${at}` }));
  const others = [
    { type: "RUN_ERROR", message: "no" },
    { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "look" },
  ];
  await writeFile(file, [...records, ...others].map((event) => `${JSON.stringify(event)}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  const heads = kinds(page).getByRole("heading", { level: 3 });
  await expect(heads.first()).toHaveText("Flags 1");
  await expect(kinds(page).getByRole("button", { name: /^error,/ })).toBeInViewport();
  const jumps = kinds(page).getByRole("group", { name: "Go to" });
  await expect(jumps.getByRole("button")).toHaveText(["Flags", "Kinds", "Tools", "Sizes"]);

  const tools = kinds(page).getByRole("region", { name: "Tools" });
  await expect(tools).not.toBeInViewport();
  await jumps.getByRole("button", { name: "Tools" }).click();
  await expect(tools.getByRole("button", { name: /^look,/ })).toBeInViewport();
  await expect(tools.getByRole("heading").getByRole("button", { name: /^Tools/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(tools.getByRole("button", { name: /^look,/ })).toBeFocused();
  // What is folded is opened.
  await kinds(page).getByRole("button", { name: "Fold Tools" }).click();
  await jumps.getByRole("button", { name: "Kinds" }).click();
  await jumps.getByRole("button", { name: "Tools" }).click();
  await expect(tools.getByRole("button", { name: /^look,/ })).toBeInViewport();
  await expectAccessible(page);

  // Taking the choice back leaves the keyboard where it is.
  await tools.getByRole("button", { name: /^look,/ }).click();
  await expect(filterField(page)).toHaveValue("tool:look");
  await kinds(page).getByRole("button", { name: "Clear" }).click();
  await expect(filterField(page)).toHaveValue("");
  await expect(kinds(page).getByRole("button", { name: "Clear" })).toBeFocused();
});

test("of more kinds than are told apart it is said where the others are found, and the palette has each that is", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "many-kinds.jsonl");
  await writeFile(file, Array.from({ length: 6_000 }, (_, n) => `{"type":"kind_${n}","n":${n}}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await expect(page.getByRole("contentinfo")).toContainText("some kinds count as (other)");
  const search = kinds(page).getByRole("searchbox", { name: "Find a kind" });
  await search.fill("kind_5999");
  await expect(kinds(page)).toContainText("Kinds that count as (other) are found by the filter");
  await search.fill("");
  await filterField(page).fill("kind_5999");
  await expect.poll(async () => (await drawnRows(page)).map(({ record }) => record)).toEqual([5_999]);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("only kind_4000");
  await expect(page.getByRole("dialog").getByRole("option").first()).toHaveText("Show only kind_4000");
});

test("a name with line breaks stays on its line", async ({ launch, folder }) => {
  const file = path.join(folder, "breaks.jsonl");
  const names = ["plain tool", "a\nb", `Bash\n\n${"W".repeat(60)}\r\nend of it`];
  const records = names.map((toolCallName, at) => ({ type: "TOOL_CALL_START", toolCallId: `c${at}`, toolCallName }));
  await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  const { page } = await launch({ file });
  await expectIndexed(page);
  const heights = await Promise.all(
    ["plain tool", "a\nb", "Bash\n\nWWW"].map((begin) =>
      kinds(page)
        .locator(`button[aria-label^=${JSON.stringify(begin).replaceAll("\\n", "\\a ")}]`)
        .evaluate((button) => {
          const text = document.createRange();
          text.selectNodeContents(button);
          return Math.round(text.getBoundingClientRect().height);
        }),
    ),
  );
  expect(heights[1]).toBe(heights[0]);
  expect(heights[2]).toBe(heights[0]);
});

// A transcript read as a conversation: what is there, how one moves in it, and that nothing of it can do harm.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expectIndexed, projectRoot, records, rows, test } from "./app.ts";
import { sessionWriter } from "./sessions.ts";
import { recordPane } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");

test("prompts, answers and calls with their results, and the way to a record and back", async ({ launch }) => {
  const { page, screenshot } = await launch({ file: sample });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toHaveAccessibleName("Prompt");
  await expect(
    items(page)
      .and(page.getByLabel(/^Call of get_weather/))
      .first(),
  ).toContainText("get_weather");
  await expect(page.getByRole("navigation", { name: "Outline" }).getByRole("button").first()).toBeVisible();
  await screenshot("conversation");
  await page.keyboard.press("]");
  // The first item is a prompt, too.
  await expect(focused(page)).not.toHaveAttribute("aria-posinset", "1");
  await expect(focused(page)).toHaveAccessibleName("Prompt");
  const place = await focused(page).getAttribute("aria-posinset");
  await page.keyboard.press("Enter");
  await expect(recordPane(page)).toContainText(/Record \d/);
  await page.keyboard.press("2");
  await expect(focused(page)).toHaveAttribute("aria-posinset", place ?? "");
  await page.keyboard.press("1");
  await expect(rows(page).first()).toBeVisible();
});

test("axe finds nothing in either theme", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, session());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toHaveAccessibleName("Prompt");
  for (const theme of ["light", "dark"] as const) {
    await page.evaluate((choice) => window.seekline.setTheme(choice), theme);
    await expect
      .poll(() => page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches))
      .toBe(theme === "dark");
    await expectAccessible(page);
  }
});

test("hostile text is text: no tag, no image, no link that opens by itself", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, session());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  const feed = page.getByRole("feed");
  await expect(feed).toContainText("<system-reminder>Kept as text</system-reminder>");
  await expect(feed).toContainText("<script>alert(1)</script>");
  await expect(feed).toContainText("Fish & chips © 2026 &nothing;");
  await expect(feed).toContainText("Image not loaded: a cat");
  await expect(feed.locator("img, a, script, iframe")).toHaveCount(0);
  await expect(feed.getByRole("button", { name: "a page" })).toBeVisible();
  await expect(feed.getByRole("button", { name: "a trap" })).toHaveCount(0);
});

test("errors are stepped to, cards fold, raw text is one key away", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, session());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toBeFocused();
  await page.keyboard.press("e");
  await expect(focused(page)).toHaveAccessibleName("Call of Bash, failed");
  await expect(focused(page)).toContainText("TypeError");
  await page.keyboard.press("o");
  await expect(focused(page).getByRole("button", { expanded: true })).toHaveCount(0);
  await page.keyboard.press("o");
  await expect(focused(page).getByRole("button", { expanded: true })).toHaveCount(1);
  const edit = items(page).and(page.getByLabel("Call of Edit"));
  await expect(edit.locator("[data-sign='-']")).toContainText("let a = 1;");
  await expect(edit.locator("[data-sign='+']")).toContainText("let a = 2;");
  await page.keyboard.press("Home");
  await expect(focused(page).locator("strong")).toHaveCount(1);
  await page.keyboard.press("r");
  await expect(focused(page)).toContainText("**twice**");
});

test("what programs print for a terminal and patches in a shell read as what they are, and raw text is a key away", async ({
  launch,
  folder,
}) => {
  const esc = "\u001b";
  const { add, text } = sessionWriter();
  const command = "<command-name>/plant</command-name>\n<command-args>roses in rows</command-args>";
  add("user", `<command-message>plant is running…</command-message>\n${command}`);
  add("assistant", [{ type: "tool_use", id: "c1", name: "Bash", input: { command: "npm test" } }]);
  const printed = `${esc}[32m✓${esc}[39m one passed\r\n${esc}]0;a title${esc}\\two`;
  add("user", [{ type: "tool_result", tool_use_id: "c1", content: printed }]);
  const patch = "*** Begin Patch\n*** Update File: beds.ts\n@@\n-old\n+new\n*** End Patch";
  const shell = { command: `apply_patch <<'END'\n${patch}\nEND\n`, timeout: 7 };
  add("assistant", [{ type: "tool_use", id: "c2", name: "Bash", input: shell }]);
  add("user", [{ type: "tool_result", tool_use_id: "c2", content: "Done." }]);
  add("assistant", [{ type: "text", text: '{"beds":[{"name":"a_rose_*by*","count":1.10}]}' }]);
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, text());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  // In the outline and above, a command is named as it was given.
  await expect(page.getByRole("navigation", { name: "Outline" }).getByRole("button").first()).toContainText(
    "/plant roses in rows",
  );
  await expect(page.getByRole("button", { name: "/plant roses in rows" }).first()).toBeVisible();
  const calls = items(page).and(page.getByLabel("Call of Bash"));
  await expect(calls.first()).toContainText("✓ one passed\n⟦ESC⟧]0;a title⟦ESC⟧\\two", { useInnerText: true });
  await calls.first().focus();
  await page.keyboard.press("r");
  await expect(calls.first()).toContainText("⟦ESC⟧[32m✓⟦ESC⟧[39m one passed⟦CR⟧");

  // An answer that is JSON by itself is no paragraph.
  await expect(items(page).last().locator("pre")).toContainText('"name": "a_rose_*by*",\n        "count": 1.10', {
    useInnerText: true,
  });
  await expect(calls.last().locator("[data-sign='-']")).toContainText("old");
  await expect(calls.last().locator("[data-sign='+']")).toContainText("new");
  await expect(calls.last().locator("dl")).toHaveText("timeout7");
  await calls.last().focus();
  await page.keyboard.press("r");
  await expect(calls.last()).toContainText("apply_patch <<'END'");
});

test("what is folded is shown where nothing else is there, until somebody folds it", async ({ launch, folder }) => {
  const { add, text } = sessionWriter();
  for (const at of [1, 2]) add("user", `Said by no person ${at}`, { isMeta: true });
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, text());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page)).toContainText(["Said by no person 1", "Said by no person 2"]);
  await page.getByRole("button", { name: "injected" }).click();
  await expect(items(page)).toHaveText([/2 injected messages hidden/]);
  await items(page).getByRole("button", { name: "Show" }).click();
  await expect(items(page)).toHaveCount(2);
});

test("what a tool was asked for and what came of it reads as words", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, toolSession());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toContainText("Two lines\nas typed", { useInnerText: true });

  const bash = items(page).and(page.getByLabel("Call of Bash, failed"));
  await expect(bash).toContainText("exit 3");
  // The command stands on the first line already.
  await expect(bash.locator("dl")).toHaveText("descriptionDig it up");
  const todos = items(page).and(page.getByLabel("Call of TodoWrite"));
  await expect(todos.getByRole("listitem")).toHaveText(["content Sow status done", "content Mow status open"]);
  const plan = items(page).and(page.getByLabel("Call of Plan"));
  await expect(plan.getByRole("listitem")).toHaveText(["bed 4 open true"]);
  // The first line says what two of them are, but not that they are two.
  const move = items(page).and(page.getByLabel("Call of Move"));
  await expect(move.locator("dt")).toHaveText(["path", "to"]);
  // It printed nothing, so there is nothing below what it was asked for.
  await expect(todos.locator("[class*=result]")).toHaveCount(0);

  await todos.click();
  await page.keyboard.press("r");
  await expect(todos.locator("pre")).toContainText('"status": "done"');
});

test("a long command and a long text read as words, up to where the text is cut", async ({ launch, folder }) => {
  const { add, text } = sessionWriter();
  const script =
    "git log --oneline | head -50 && rg -n 'rose' --glob '*.md' | sort -u | head -20 # and what else there is";
  const plan = Array.from({ length: 900 }, (_, line) => `Béd ${line}: "sow", water, {wait}`).join("\n");
  add("user", "Plan it");
  add("assistant", [
    { type: "tool_use", id: "toolu_1", name: "shell", input: { command: ["bash", "-lc", script], cwd: "/home/ann" } },
    { type: "tool_use", id: "toolu_2", name: "Write", input: { file_path: "/home/ann/plan.md", content: plan } },
  ]);
  add("user", [{ type: "tool_result", tool_use_id: "toolu_1", content: "a1" }]);
  add("user", [{ type: "tool_result", tool_use_id: "toolu_2", content: "Written." }]);
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, text());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  const shell = items(page).and(page.getByLabel("Call of shell"));
  await expect(shell.locator("dd").first()).toHaveText(`bash -lc '${script.replaceAll("'", "'\\''")}'`);
  const write = items(page).and(page.getByLabel("Call of Write"));
  await write.getByRole("button", { name: /^Write/ }).click();
  await expect(write.locator("dt")).toHaveText(["file_path", "content"]);
  await expect(write.locator("dd").last()).toHaveText(/^Béd 0: "sow", water, \{wait\}\nBéd 1: /, {
    useInnerText: true,
  });
  await expect(write).toContainText(/kB of [\d.]+\skB not shown/);
  // Its end is the end of the plan, not of the JSON.
  await expect(write).toContainText('\nBéd 899: "sow", water, {wait}\n', { useInnerText: true });
  await expect(write).not.toContainText("\\n");
  await write.getByRole("button", { name: "Read on" }).click();
  await expect(write.getByText("not shown")).toHaveCount(0);
  await expect(write.locator("dd").last()).toHaveText(plan, { useInnerText: true });
});

test("hidden messages are counted, and shown when asked for", async ({ launch, folder }) => {
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, session());
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toBeFocused();
  await page.keyboard.press("End");
  const hidden = page.getByText("1 injected message hidden");
  await expect(hidden).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(hidden).toBeHidden();
  await expect(page.getByRole("feed")).toContainText("Put in by a program");
});

test("a format without conversations says so", async ({ launch, folder }) => {
  const file = path.join(folder, "plain.jsonl");
  await writeFile(file, '{"level":30,"msg":"hello"}\n{"level":30,"msg":"world"}\n');
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(page.getByRole("region", { name: "Conversation" })).toContainText("There is no conversation here");
  await page.getByRole("button", { name: "Show the events" }).click();
  await expect(records(page)).toBeFocused();
});

test("100,000 messages are reached by key and scrollbar, and nothing jumps", async ({ launch, folder }) => {
  const file = path.join(folder, "long.jsonl");
  await writeFile(file, longSession(50_000));
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(items(page).first()).toHaveAttribute("aria-setsize", "100000");
  await page.keyboard.press("End");
  await expect(page.getByText("Answer 49999:", { exact: false })).toBeInViewport();
  expect(await items(page).count()).toBeLessThan(80);

  await page.keyboard.press("Home");
  await expect(page.getByText("Question 0:", { exact: false }).first()).toBeInViewport();
  const scroller = page.getByRole("feed").locator("xpath=../..");
  // As a hand that drags: again and again, until it is there.
  const drag = async () => {
    await scroller.evaluate((element) => {
      element.scrollTop = element.scrollHeight / 2;
    });
    return topItem(scroller);
  };
  await expect.poll(drag).toBeGreaterThan(40_000);
  expect(await topItem(scroller)).toBeLessThan(60_000);

  // Up into messages that were never drawn: what is on screen moves by as much as was scrolled, and by nothing else.
  await expect(items(page).and(page.locator("[aria-busy=true]"))).toHaveCount(0);
  for (let turn = 0; turn < 20; turn += 1) {
    const moved = await scroller.evaluate(async (element) => {
      const edge = element.getBoundingClientRect().top;
      const drawn = [...element.querySelectorAll("article")];
      const first = drawn.find((article) => article.getBoundingClientRect().bottom > edge);
      const before = first?.getBoundingClientRect().top ?? Number.NaN;
      const name = first?.getAttribute("data-item");
      element.scrollTop -= 150;
      for (let frame = 0; frame < 12; frame += 1) await new Promise(requestAnimationFrame);
      const after = element.querySelector(`[data-item="${name}"]`)?.getBoundingClientRect().top ?? Number.NaN;
      return after - before;
    });
    expect(Math.abs(moved - 150)).toBeLessThanOrEqual(2);
  }
});

function items(page: Page): Locator {
  return page.getByRole("article");
}

function focused(page: Page): Locator {
  return page.locator("article:focus");
}

function topItem(scroller: Locator): Promise<number> {
  return scroller.evaluate((element) => {
    const edge = element.getBoundingClientRect().top;
    const first = [...element.querySelectorAll("article")].find(
      (article) => article.getBoundingClientRect().bottom > edge,
    );
    return Number(first?.getAttribute("data-item"));
  });
}

function session(): string {
  const { add, text } = sessionWriter();
  add("user", "The total is wrong when a coupon is used **twice**.");
  add("assistant", [{ type: "thinking", thinking: "Where is the discount applied?", signature: "s" }]);
  const odd =
    "<system-reminder>Kept as text</system-reminder> <script>alert(1)</script> Fish &amp; chips &copy; 2026 &nothing;";
  const links = "![a cat](https://example.org/cat.png) [a page](https://example.org/) [a trap](javascript:alert(1))";
  add("assistant", [{ type: "text", text: `${odd}\n\n${links}\n\n\`\`\`ts\nconst a = 1;\n\`\`\`` }]);
  const edit = { file_path: "/home/ann/a.ts", old_string: "let a = 1;", new_string: "let a = 2;" };
  add("assistant", [{ type: "tool_use", id: "toolu_1", name: "Edit", input: edit }]);
  add("user", [{ type: "tool_result", tool_use_id: "toolu_1", content: "Done." }]);
  add("assistant", [{ type: "tool_use", id: "toolu_2", name: "Bash", input: { command: "npm test" } }]);
  const failure = "Error: Exit code 1\nTypeError: a is undefined";
  add("user", [{ type: "tool_result", tool_use_id: "toolu_2", is_error: true, content: failure }]);
  add("assistant", [{ type: "text", text: "It fails for another reason." }]);
  add("user", "Put in by a program", { isMeta: true });
  return text();
}

function toolSession(): string {
  const { add, text } = sessionWriter();
  add("user", "Two lines\nas typed");
  const dig = { command: "dig", description: "Dig it up" };
  const todos = ["done", "open"].map((status, index) => ({ content: index === 0 ? "Sow" : "Mow", status }));
  add("assistant", [
    { type: "tool_use", id: "toolu_1", name: "Bash", input: dig },
    { type: "tool_use", id: "toolu_2", name: "TodoWrite", input: { todos } },
    { type: "tool_use", id: "toolu_3", name: "Plan", input: { path: "a.txt", where: { bed: 4, open: true } } },
    { type: "tool_use", id: "toolu_4", name: "Move", input: { path: "a.txt", to: "a.txt" } },
  ]);
  add("user", [{ type: "tool_result", tool_use_id: "toolu_1", is_error: true, content: "Exit code 3\nno spade" }]);
  add("user", [{ type: "tool_result", tool_use_id: "toolu_2", content: "" }]);
  add("user", [{ type: "tool_result", tool_use_id: "toolu_3", content: "Planned." }]);
  return text();
}

function longSession(turns: number): string {
  const { add, text } = sessionWriter();
  for (let turn = 0; turn < turns; turn += 1) {
    add("user", `Question ${turn}: ${"and what then ".repeat(turn % 37)}?`);
    add("assistant", [{ type: "text", text: `Answer ${turn}: ${"more words about it ".repeat((turn * 7) % 61)}` }]);
  }
  return text();
}

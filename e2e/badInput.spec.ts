// Files that are not what a person hoped for: each gives one clear sentence, an app that goes on working, and a source
// that is left as it was.

import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { appendFile, chmod, mkdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { expect, type Page } from "@playwright/test";
import { expectFailure, expectIndexed, projectRoot, records, rows, status, test } from "./app.ts";
import { filterField, recordPane } from "./workbench.ts";

const sample = path.join(projectRoot, "samples/weather-agent.jsonl");
const isRoot = process.getuid?.() === 0;

test.describe("cannot be opened", () => {
  test("a file that is not there", async ({ launch, folder }) => {
    const app = await launch({ file: path.join(folder, "none.jsonl") });
    await expectFailure(app.page, "There is no file “none.jsonl”. Check its name, or open another file.");
    await app.chooseFile(sample);
    await expectIndexed(app.page);
  });

  test("a file that appears after all, by trying again", async ({ launch, folder }) => {
    const file = path.join(folder, "late.jsonl");
    const { page } = await launch({ file });
    await expectFailure(page, "There is no file “late.jsonl”.");
    await writeFile(file, '{"type":"A"}\n');
    await page.getByRole("button", { name: "Try again" }).click();
    await expectIndexed(page);
  });

  test("a folder without transcripts", async ({ launch, folder }) => {
    await mkdir(path.join(folder, "logs.jsonl"));
    const app = await launch();
    await app.drop(path.join(folder, "logs.jsonl"));
    await expectFailure(
      app.page,
      "There is no transcript in “logs.jsonl”: nothing in it ends in .jsonl or .ndjson. Name the files.",
    );
  });

  test("a pipe that nobody writes to", async ({ launch, folder }) => {
    const pipe = path.join(folder, "pipe.jsonl");
    execFileSync("mkfifo", [pipe]);
    const { page } = await launch({ file: pipe });
    await expectFailure(
      page,
      "“pipe.jsonl” is not a regular file. Save it to a file first and open that, or give it to a command as standard input (-).",
    );
  });

  test("a file that may not be read", async ({ launch, folder }) => {
    // For root everything may be read, except what the kernel itself refuses.
    const file = isRoot ? "/proc/self/clear_refs" : path.join(folder, "secret.jsonl");
    if (!isRoot) {
      await writeFile(file, '{"type":"A"}\n');
      await chmod(file, 0o000);
    }
    const { page } = await launch({ file });
    await expectFailure(page, /^“[\w.]+” cannot be read \(E[A-Z]+\)\. Check that you may read it\./);
  });
});

test.describe("is opened, with a word about it", () => {
  test("an empty file, in which appears what is written to it", async ({ launch, folder }) => {
    const file = path.join(folder, "empty.jsonl");
    await writeFile(file, "");
    const { page } = await launch({ file });
    await expectIndexed(page);
    await expectNotice(page, "What is written to it appears here.");
    await appendFile(file, '{"type":"A"}\n');
    await expect(rows(page)).toHaveCount(1);
  });

  test("a binary file", async ({ launch, folder }) => {
    const file = path.join(folder, "program.jsonl");
    await writeFile(file, (await readFile(process.execPath)).subarray(0, 300_000));
    const { page } = await launch({ file });
    await expectIndexed(page);
    await expectNotice(page, "This looks like a binary file, not JSON Lines. Its lines are shown as they are.");
    await expect(rows(page).first()).toContainText("(malformed)");
  });

  test("one JSON document over many lines", async ({ launch, folder }) => {
    const file = path.join(folder, "document.jsonl");
    await writeFile(file, JSON.stringify({ events: [{ type: "A" }, { type: "B" }] }, undefined, 2));
    const { page } = await launch({ file });
    await expectIndexed(page);
    await expectNotice(page, "“document.jsonl” is JSON over many lines and is shown with a line for each value");
  });

  test("plain text", async ({ launch, folder }) => {
    const file = path.join(folder, "notes.jsonl");
    await writeFile(file, "Dear diary,\ntoday I wrote no JSON.\n");
    const { page } = await launch({ file });
    await expectIndexed(page);
    await expectNotice(
      page,
      "This looks like plain text, not JSON Lines: no JSON object was found in it. Its lines are shown as they are.",
    );
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).nth(1)).toContainText("today I wrote no JSON.");
  });

  test("a file without any newline", async ({ launch, folder }) => {
    const file = path.join(folder, "line.jsonl");
    await writeFile(file, '{"type":"RUN_STARTED","threadId":"t","runId":"r"}');
    const { page } = await launch({ file });
    await expectIndexed(page);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("RUN_STARTED");
  });

  test("records whose times run backwards", async ({ launch, folder }) => {
    const file = path.join(folder, "backwards.jsonl");
    const times = [5, 3, 4, undefined, 2, 9];
    const lines = times.map((time) =>
      JSON.stringify({ type: "RAW", timestamp: time && 1_767_600_000_000 + time * 60_000 }),
    );
    await writeFile(file, `${lines.join("\n")}\n`);
    const { page } = await launch({ file });
    await expectIndexed(page);
    await expect(status(page)).toContainText("2 out of order");
    await status(page).getByRole("button", { name: "2 out of order" }).click();
    await expect(filterField(page)).toHaveValue("is:unordered");
    await expect(rows(page)).toHaveCount(2);
    await expect(status(page)).toContainText("7\u00a0min 0\u00a0sspans");
  });

  test("unknown types, glued and torn records, blank and broken lines", async ({ launch, folder }) => {
    const file = path.join(folder, "odd.jsonl");
    const lines = ['{"type":"SOMETHING_NEW"}', "", '{"type":"A"}{"type":"B"}', "not json", '{"type":"TORN","x":"'];
    await writeFile(file, lines.join("\n"));
    const { page } = await launch({ file });
    await expectIndexed(page);
    await expect(rows(page)).toHaveCount(5);
    await expect(rows(page).nth(0)).toContainText("SOMETHING_NEW");
    await expect(rows(page).nth(2)).toContainText(/glued/);
    await expect(rows(page).nth(3)).toContainText("not json");
    await expect(rows(page).nth(4)).toContainText(/torn/);
    await expect(status(page)).toContainText("blank line");
  });
});

test("a folder for kept indexes that cannot be used is named, and the file is open", async ({ launch, folder }) => {
  const cache = path.join(folder, "file");
  await writeFile(cache, "");
  const { page } = await launch({ file: sample, env: { SEEKLINE_CACHE_DIR: cache, XDG_CACHE_HOME: folder } });
  await expectIndexed(page);
  await expectNotice(page, `The folder for kept indexes, “${cache}”, cannot be used: it is not a folder.`);
});

test.describe("changes while it is open", () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `{"type":"A","i":${i}}\n`).join("");

  test("removed: what is open can be read on", async ({ launch, folder }) => {
    const file = path.join(folder, "log.jsonl");
    await writeFile(file, lines);
    const { page } = await launch({ file });
    await expectIndexed(page);
    await rm(file);
    await expectNotice(
      page,
      "“log.jsonl” is gone from the disk. What is still open can be read on until you close it.",
    );
    await page.getByRole("listbox", { name: "Records" }).press("End");
    await expect(rows(page).last()).toContainText("999");
  });

  test("shrunk: says so and indexes anew", async ({ launch, folder }) => {
    const file = path.join(folder, "log.jsonl");
    await writeFile(file, lines);
    const { page } = await launch({ file });
    await expectIndexed(page);
    await truncate(file, 40);
    await expectNotice(
      page,
      "“log.jsonl” became shorter than it was when it was indexed. Open it again to index it anew.",
    );
    // A search fails for the same reason, which is said once.
    await filterField(page).fill("type");
    await expect(page.getByText(/^at least/)).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "became shorter" })).toHaveCount(1);
    await filterField(page).fill("");
    await page.getByRole("button", { name: "Reload" }).click();
    await expectIndexed(page);
    await expect(rows(page)).toHaveCount(3);
  });

  test("replaced: says so and indexes the new one", async ({ launch, folder }) => {
    const file = path.join(folder, "log.jsonl");
    await writeFile(file, lines);
    const { page } = await launch({ file });
    await expectIndexed(page);
    await writeFile(`${file}.new`, '{"type":"NEW"}\n');
    await rename(`${file}.new`, file);
    await expectNotice(page, "“log.jsonl” was replaced by another file. Open it again to index the new one.");
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("NEW");
  });

  test("rewritten in place: says so, shows nothing of a mixture and indexes anew", async ({ launch, folder }) => {
    const file = path.join(folder, "log.jsonl");
    await writeFile(file, lines);
    const { page } = await launch({ file });
    await expectIndexed(page);
    await writeFile(file, lines.replaceAll('"A"', '"REWRITTEN"'), { flag: "r+" });
    await expectNotice(
      page,
      "“log.jsonl” has changed: it was rewritten since it was indexed. Open it again to index it anew.",
    );
    // Neither a record nor a search shows bytes that were not indexed.
    await filterField(page).fill("REWRITTEN");
    await expect(rows(page)).toHaveCount(0);
    await expect(page.getByText("was rewritten")).toHaveCount(1);
    // Nor does a list that is asked for anew, and all say why in one place.
    await filterField(page).fill("");
    await expect(page.getByText("The records cannot be listed")).toBeVisible();
    await expect(page.getByText("was rewritten")).toHaveCount(1);
    await page.getByRole("button", { name: "Reload" }).click();
    await expectIndexed(page);
    await expect(rows(page).first()).toContainText("REWRITTEN");
  });

  test("grown, and not followed: says so and shows the new records", async ({ launch, folder }) => {
    const file = path.join(folder, "log.jsonl");
    await writeFile(file, lines);
    const { page } = await launch({ file });
    await expectIndexed(page);
    await status(page).getByRole("button", { name: "Following" }).click();
    await rows(page).first().click();
    await appendFile(file, '{"type":"MORE"}\n');
    await expectNotice(page, "More was written to “log.jsonl” since it was indexed.");
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(status(page)).toContainText(/1.001\s*records/);
    await expect(records(page)).toBeFocused();
  });
});

test("a file of 100 GB of zeros does not stop the app", async ({ launch, folder }) => {
  const file = path.join(folder, "zeros.jsonl");
  await writeFile(file, "");
  await truncate(file, 100e9);
  const app = await launch({ isNew: true, file });
  await expectNotice(app.page, "This looks like a binary file, not JSON Lines.");
  await expect(status(app.page)).toContainText("100 GB");
  await expect(app.page.getByRole("progressbar", { name: "Indexing" })).toBeVisible();
  // Something else can be opened at once; what was begun is stopped.
  await app.drop(sample);
  await expect(app.page).toHaveTitle(/^weather-agent/);
  await expectIndexed(app.page);
  expect(await app.enginePeakMemory()).toBeLessThan(250e6);
});

test("a line of 1 GB is a record like any other", async ({ launch, folder }) => {
  const file = path.join(folder, "line.jsonl");
  const piece = Buffer.alloc(1_000_000, "abcdefghi ");
  await pipeline(function* pieces() {
    yield '{"type":"BIG","text":"';
    for (let i = 0; i < 1000; i += 1) yield piece;
    yield '","end":true}\n{"type":"AFTER"}\n';
  }, createWriteStream(file));
  const app = await launch({ isNew: true, file });
  const { page } = app;
  await expectIndexed(page);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(0)).toContainText(/BIG.*1\.00\sGB/);
  await expect(rows(page).nth(1)).toContainText("AFTER");
  await rows(page).nth(0).click();
  await expect(recordPane(page)).toContainText("text");
  // What lies behind so long a value is looked for when somebody asks for it.
  await recordPane(page)
    .getByText(/^Show .*more/)
    .click();
  await expect(recordPane(page)).toContainText("end");
  await recordPane(page).getByRole("tab", { name: "Text" }).click();
  await expect(recordPane(page)).toContainText("abcdefghi");
  expect(await app.enginePeakMemory()).toBeLessThan(250e6);
});

test("never writes to what it reads", async ({ launch, folder }) => {
  const file = path.join(folder, "log.jsonl");
  const before = await readFile(sample);
  await writeFile(file, before);
  await chmod(file, 0o444);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await rows(page).nth(3).click();
  await expect(recordPane(page)).toBeVisible();
  expect((await readFile(file)).equals(before)).toBe(true);
});

async function expectNotice(page: Page, sentence: string): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: sentence })).toBeVisible();
}

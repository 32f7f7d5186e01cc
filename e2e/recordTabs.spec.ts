// One record in every way it can be looked at.

import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { expectIndexed, rows, test } from "./app.ts";
import { filterField, recordPane } from "./workbench.ts";

const events = [
  { type: "RUN_STARTED", threadId: "t", runId: "r", timestamp: 1_780_000_000_000 },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant", timestamp: 1_780_000_001_000 },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "Take a **coat** ", timestamp: 1_780_000_002_000 },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "and mind the wind.", timestamp: 1_780_000_004_000 },
  { type: "TEXT_MESSAGE_END", messageId: "m1", timestamp: 1_780_000_005_000 },
  { type: "RUN_FINISHED", threadId: "t", runId: "r", timestamp: 1_780_000_006_000 },
];
const lines = events.map((event) => JSON.stringify(event));

test("a part of a message shows the message it belongs to, its others, and what names it for good", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "talk.jsonl");
  await writeFile(file, `${lines.join("\n")}\n`);
  const app = await launch({ file });
  const { page } = app;
  await expectIndexed(page);
  const pane = recordPane(page);
  await rows(page).nth(3).click();

  await pane.getByRole("tab", { name: "Message" }).click();
  const message = pane.getByRole("region", { name: "The message of the record" });
  await expect(message).toContainText("Take a coat and mind the wind.");
  await expect(message.locator("strong")).toHaveText("coat");
  await rows(page).nth(0).click();
  await expect(pane).toContainText(/This record is no part of a message or a call\.$/);
  await rows(page).nth(2).click();
  await expect(message).toContainText("Take a coat and mind the wind.");

  await pane.getByRole("tab", { name: "Related" }).click();
  const related = pane.getByRole("list", { name: "Records of the same id" }).getByRole("listitem");
  await expect(related).toHaveText([
    /^1TEXT_MESSAGE_START/,
    /^2TEXT_.*1\.0\ss$/,
    /^3TEXT_.*2\.0\ss$/,
    /^4TEXT_.*1\.0\ss$/,
  ]);
  await related.nth(3).getByRole("button").click();
  await expect(pane.getByRole("heading")).toHaveText("Record 4");

  await pane.getByRole("tab", { name: "Info" }).click();
  const sum = createHash("sha256")
    .update(lines[4] ?? "")
    .digest("hex");
  const begin = lines.slice(0, 4).join("\n").length + 1;
  const info = pane.getByRole("region", { name: "What is known of the record" });
  await expect(info).toContainText(sum);
  const citation = `talk.jsonl@${begin}+${lines[4]?.length}#${sum.slice(0, 16)}`;
  await expect(info).toContainText(citation);
  await info.getByRole("button", { name: "Copy citation" }).click();
  await expect.poll(() => app.clipboardText()).toBe(citation);

  await pane.getByRole("tab", { name: "Message" }).click();
  await message.getByRole("button", { name: "Show in the conversation" }).click();
  await expect(page.getByRole("feed")).toContainText("Take a coat and mind the wind.");
});

test("where a record was not read to its end, that is said beside what was not found", async ({ launch, folder }) => {
  const file = path.join(folder, "long.jsonl");
  const list = Array.from({ length: 90_000 }, (_, number) => ({
    number,
    words: "as long as there is no end to it, and on",
  }));
  const long = JSON.stringify({ type: "TEXT_MESSAGE_CONTENT", messageId: "m1", list, delta: "Unread" });
  await writeFile(file, `${lines[0]}\n${long}\n`);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await rows(page).nth(1).click();
  await recordPane(page).getByRole("tab", { name: "Message" }).click();
  await expect(recordPane(page)).toContainText(
    /no part of a message or a call\. A record that holds more than 4\.19\sMB/,
  );
  await page.keyboard.press("2");
  await expect(page.getByRole("region", { name: "Conversation" })).toContainText("is read as far as that only");
});

test("bytes are shown as they are, and those that are no UTF-8 stand out", async ({ launch, folder }) => {
  const file = path.join(folder, "bytes.jsonl");
  const long = Buffer.from(`{"type":"A","text":"é\\u0000","pad":"${"x".repeat(200_000)}wind"}\n`);
  await writeFile(
    file,
    Buffer.concat([Buffer.from('{"type":"B","t":"'), Buffer.of(0xff, 0xe9), Buffer.from('"}\n'), long]),
  );
  const { page } = await launch({ file });
  await expectIndexed(page);
  const pane = recordPane(page);
  await rows(page).nth(0).click();
  // Plain JSON Lines have no messages.
  await expect(pane.getByRole("tab")).toHaveText(["Tree", "Text", "Bytes", "Related", "Info"]);
  await pane.getByRole("tab", { name: "Bytes" }).click();
  const bytes = pane.getByRole("group", { name: "Bytes of the record" });
  await expect(bytes).toContainText("7b 22 74 79 70 65 22 3a");
  await expect(bytes.getByTitle("Not UTF-8").first()).toHaveText("ff e9");

  // The last byte of a record of several blocks, and what is looked for in it.
  await rows(page).nth(1).click();
  await pane.getByRole("textbox", { name: "Go to byte" }).fill("200 030");
  await page.keyboard.press("Enter");
  await expect(bytes).toContainText("78 78 78");
  await filterField(page).fill("wind");
  await expect(bytes.locator("mark").first()).toHaveText(/^77/);
});

test("what the filter looks for is marked in the message, too", async ({ launch, folder }) => {
  const file = path.join(folder, "marked.jsonl");
  await writeFile(file, `${lines.join("\n")}\n`);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await rows(page).nth(3).click();
  await recordPane(page).getByRole("tab", { name: "Message" }).click();
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("sought") ?? [])].map((range) => range.toString()));
  await filterField(page).fill("wind");
  await expect.poll(marked).toContain("wind");
  await filterField(page).fill("");
  await expect.poll(marked).toEqual([]);
});

test("what is found is shown where it is marked, and what is no JSON as what is asked for", async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, "found.jsonl");
  await writeFile(file, `${lines.join("\n")}\n{"type":"TEXT_MESSAGE_CONTENT","delta":"wind\n`);
  const { page } = await launch({ file });
  await expectIndexed(page);
  const pane = recordPane(page);
  const tab = (name: string) => pane.getByRole("tab", { name });
  await rows(page).nth(3).click();
  for (const name of ["Message", "Related", "Info"]) {
    await tab(name).click();
    await page.keyboard.press("Control+f");
    await pane.getByRole("textbox", { name: "Find in this record" }).fill("mind");
    await expect(tab("Tree")).toHaveAttribute("aria-selected", "true");
    await expect(pane.locator("mark").first()).toHaveText("mind");
    // So does a step, when somebody looked elsewhere meanwhile.
    await tab(name).click();
    await pane.getByRole("textbox", { name: "Find in this record" }).press("Enter");
    await expect(pane.locator("mark").first()).toHaveText("mind");
    await page.keyboard.press("Escape");
  }

  // Indented, the text has the same hits, and goes on standing so in the next record.
  await tab("Text").click();
  await pane.getByRole("radio", { name: "Indented" }).click();
  const indented = pane.getByRole("group", { name: "Indented text of the record" });
  await expect(indented).toHaveText(JSON.stringify(events[3], undefined, 2));
  await page.keyboard.press("Control+f");
  await pane.getByRole("textbox", { name: "Find in this record" }).fill("mind");
  const current = () =>
    page.evaluate(() => [...(CSS.highlights.get("sought-current") ?? [])].map((range) => String(range)));
  await expect.poll(current).toEqual(["mind"]);
  await page.keyboard.press("Escape");
  await rows(page).nth(1).click();
  await expect(indented).toHaveText(JSON.stringify(events[1], undefined, 2));
  await pane.getByRole("radio", { name: "Raw" }).click();
  await expect(pane.getByRole("group", { name: "Raw text of the record" })).toContainText('"messageId":"m1"');

  // Walking through messages comes to a line that is no JSON: its text, until its message is asked for.
  await tab("Message").click();
  await rows(page).nth(6).click();
  await expect(tab("Text")).toHaveAttribute("aria-selected", "true");
  await tab("Message").click();
  await expect(tab("Message")).toHaveAttribute("aria-selected", "true");
  await expect(pane).toContainText("This record is no part of a message or a call.");
});

test("says how far the conversation is read while a message waits for it", async ({ launch, folder }) => {
  const file = path.join(folder, "waits.jsonl");
  await writeFile(file, `${lines.join("\n")}\n`);
  const app = await launch({ isNew: true, file });
  await expectIndexed(app.page);
  const pane = recordPane(app.page);
  await rows(app.page).nth(3).click();
  await expect(pane.getByRole("heading")).toHaveText("Record 3");
  const engine = await app.enginePid();
  process.kill(engine, "SIGSTOP");
  try {
    await pane.getByRole("tab", { name: "Message" }).click();
    // Visible is what has a width, too.
    await expect(pane.getByRole("progressbar", { name: "Reading the conversation" })).toBeVisible();
  } finally {
    process.kill(engine, "SIGCONT");
  }
  await expect(pane).toContainText("Take a coat and mind the wind.");
});

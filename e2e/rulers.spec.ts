// What divides a conversation stands in it as a sentence: a compaction, a fork, a resume, an error.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectIndexed, test } from "./app.ts";
import { sessionWriter } from "./sessions.ts";

const summedUp = "What was said before was summed up here: the model goes on from the summary.";
const goesOn = "What stands above was said in another session. This one goes on from here.";

test("a compaction is a ruler, whose summary is folded", async ({ launch, folder }) => {
  const { add, text } = sessionWriter();
  add("user", "Plant the bed");
  add("assistant", [{ type: "text", text: "It is planted." }]);
  const boundary = { type: "system", subtype: "compact_boundary", message: undefined, parentUuid: null };
  add("user", "", boundary);
  add("user", "The bed was planted.", { isCompactSummary: true });
  add("user", "Water it");
  const page = await shown(launch, folder, text());
  await expect(page.getByRole("article", { name: summedUp })).toContainText(summedUp);
  await expect(page.getByRole("feed")).toContainText("1 summary message hidden");
  await expect(page.getByRole("navigation", { name: "Outline" })).toContainText("Compaction");
});

test("a fork says where the session's own words begin", async ({ launch, folder }) => {
  const at = (second: number) => Date.UTC(2026, 10, 3, 10, 0, second);
  const time = (second: number) => new Date(at(second)).toISOString();
  const said = (uuid: string, parentUuid: string | null, second: number, words: string, more: object) => ({
    ...{ uuid, parentUuid, timestamp: time(second), type: "user", cwd: "/home/me", version: "0.24.4" },
    ...{ sessionId: "new", message: { role: "user", parts: [{ text: words }] }, provenance: "real_user", ...more },
  });
  const copied = { forkedFrom: { sessionId: "old", messageUuid: "a1" } };
  const lines = [said("a1", null, 1, "Plant the bed", copied), said("a2", "a1", 60, "Water it", {})];
  const page = await shown(launch, folder, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await expect(page.getByRole("feed")).toContainText("1 inherited message hidden");
  await expect(page.getByRole("article", { name: "Prompt" })).toContainText(goesOn);
});

test("a resume and an error stand where they happened; e steps to the error", async ({ launch, folder }) => {
  const event = (id: string, type: string, data: object) =>
    `${JSON.stringify({ type, data, id, timestamp: "2026-11-03T10:00:00.000Z", parentId: null })}\n`;
  const log = [
    event("e1", "session.start", { sessionId: "s", version: 1, producer: "copilot-agent" }),
    event("e2", "user.message", { content: "Plant the bed" }),
    event("e3", "session.resume", { selectedModel: "m" }),
    event("e4", "user.message", { content: "Water it" }),
    event("e5", "session.error", { message: "The model is <b>gone</b>." }),
  ];
  const page = await shown(launch, folder, log.join(""));
  const resumed = page.getByRole("article", { name: "The session was resumed here." });
  await expect(resumed).toBeVisible();
  const failed = page.getByRole("article", { name: "Error: The model is <b>gone</b>." });
  await expect(failed).toContainText("The model is <b>gone</b>.");
  await expect(page.getByRole("article").first()).toBeFocused();
  await page.keyboard.press("e");
  await expect(failed).toBeFocused();
  await expect(page.getByRole("navigation", { name: "Outline" })).toContainText("The model is <b>gone</b>.");
});

async function shown(
  launch: (options: { file: string }) => Promise<{ page: Page }>,
  folder: string,
  log: string,
): Promise<Page> {
  const file = path.join(folder, "session.jsonl");
  await writeFile(file, log);
  const { page } = await launch({ file });
  await expectIndexed(page);
  await page.keyboard.press("2");
  await expect(page.getByRole("article").first()).toBeVisible();
  return page;
}

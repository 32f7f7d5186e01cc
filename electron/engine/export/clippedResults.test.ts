// Results of calls of which only the beginning is kept, in every export of a conversation.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ExportKind } from "../../../shared/exports.ts";
import { exportKinds, isOfMessages } from "../../../shared/exports.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import { transcriptOf as linesOf } from "../../testing/summaryOf.ts";
import { runExport } from "./runExport.ts";

const { makeFolder, transcriptOf } = openedTranscripts();
const kinds = exportKinds.filter(isOfMessages);

async function exported(text: string, as: ExportKind, clipTools: number | undefined) {
  const target = path.join(makeFolder(), "out");
  const options = { as, filter: "", pretty: false, dropRaw: false, clipTools } as const;
  const written = await runExport(await transcriptOf(text), options, target);
  if (!written.ok) throw new Error(written.failure.code);
  return { text: fs.readFileSync(target, "utf8"), summary: written.value };
}

const isPage = (as: ExportKind) => ["markdown", "html", "text"].includes(as);

const timestamp = "2026-03-01T10:00:00.000Z";
function session(...outputs: readonly string[]): string {
  const entry = (id: string, parentId: string | null, message: object) => ({
    ...{ type: "message", id, parentId, timestamp, message },
  });
  const call = (id: number) => ({ type: "toolCall", id: `c${id}`, name: "look", arguments: {} });
  return linesOf([
    { type: "session", version: 3, id: "s1", timestamp, cwd: "/home/me/garden" },
    entry("a1", null, { role: "assistant", content: outputs.map((_, id) => call(id)) }),
    ...outputs.map((text, id) =>
      entry(`r${id}`, "a1", { role: "toolResult", toolCallId: `c${id}`, content: [{ type: "text", text }] }),
    ),
  ]);
}

/** An AG-UI log with a result that came in pieces' stead: in an event, and whole in a list. */
function log(output: string, said: (text: string) => unknown = (text) => text): string {
  const call = { id: "c", type: "function", function: { name: "look", arguments: "{}" } };
  return linesOf([
    { type: "RUN_STARTED", threadId: "t", runId: "r" },
    { type: "TOOL_CALL_START", toolCallId: "e", toolCallName: "look" },
    { type: "TOOL_CALL_END", toolCallId: "e" },
    { type: "TOOL_CALL_RESULT", messageId: "m", toolCallId: "e", content: said(`event ${output}`) },
    {
      type: "RUN_STARTED",
      threadId: "t",
      runId: "r2",
      input: {
        ...{ threadId: "t", runId: "r2", state: {}, tools: [], context: [], forwardedProps: {} },
        messages: [
          { id: "a", role: "assistant", toolCalls: [call] },
          { id: "l", role: "tool", toolCallId: "c", content: said(`list ${output}`) },
        ],
      },
    },
  ]);
}

describe.each(kinds)("an export of results that are clipped, as %s", (as) => {
  it("keeps their beginning and says of how much", async () => {
    const { text, summary } = await exported(session("tulips ".repeat(1000), "short"), as, 10);
    expect(text).toContain("tulips tul [kept 10 of 7000 bytes]");
    expect(text).not.toContain("tulips tuli");
    expect(text).toContain("short");
    expect(summary.mended.sums).toMatchObject([{ count: 1, reason: expect.stringContaining("only the beginning") }]);
    // Of its record, and not of the one that calls.
    expect(summary.mended.first).toMatchObject([{ record: 2, line: 3 }]);
    if (!isPage(as)) {
      for (const line of text.trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  it("is what it is without, where all results are short", async () => {
    const whole = session("tulips", "ü".repeat(5));
    expect((await exported(whole, as, 10)).text).toBe((await exported(whole, as, undefined)).text);
  });

  it("tears no character and no escape apart", async () => {
    for (const most of [0, 1, 2, 3, 5, 8, 12, 19]) {
      const { text } = await exported(session('ü"\\\n\ud83d\ude00é'.repeat(50)), as, most);
      expect(text).not.toContain("\ufffd");
      const lines = text.trimEnd().split("\n");
      if (!isPage(as)) for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
      expect(text).toMatch(/ \[kept \d+ of \d+ bytes\]/);
    }
  });

  it("holds for results of AG-UI, from events and from lists", async () => {
    const { text } = await exported(log("rose ".repeat(500)), as, 20);
    expect(text).toContain("event rose rose rose [kept 20 of 2506 bytes]");
    expect(text).toContain("list rose rose rose  [kept 20 of 2505 bytes]");
    // A run's input stays as it is, as all events do that are no messages.
    const messages = as === "snapshot" ? text.split("\n").filter((line) => line.includes("MESSAGES_SNAPSHOT")) : [text];
    expect(messages.join("\n")).not.toContain("rose rose rose rose");
  });

  it("holds for results of AG-UI that are lists of parts", async () => {
    // As the schema has it, and as it has to be mended: a member that is null.
    for (const more of [{}, { source: null }]) {
      const said = (text: string) => [
        { type: "text", text, ...more },
        { type: "text", text: "short" },
      ];
      const { text } = await exported(log("rose ".repeat(500), said), as, 20);
      expect(text).toContain("event rose rose rose [kept 20 of ");
      expect(text).toContain("list rose rose rose  [kept 20 of ");
      const messages =
        as === "snapshot" ? text.split("\n").filter((line) => line.includes("MESSAGES_SNAPSHOT")) : [text];
      expect(messages.join("\n")).not.toContain("rose rose rose rose");
      for (const line of isPage(as) ? [] : text.trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
      if (as !== "messages") continue;
      const tools: { role: string; content: readonly { text: string }[] }[] =
        JSON.parse(text).messages ?? JSON.parse(text);
      const texts = tools.flatMap((one) => (one.role === "tool" ? one.content.map((part) => part.text) : []));
      expect(texts.filter((one) => one === "short")).toHaveLength(2);
    }
  });
});

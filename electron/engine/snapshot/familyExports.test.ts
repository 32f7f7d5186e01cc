// Sessions of other families as AG-UI: the official client accepts them and reads the same messages.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { openFile } from "../source/fileSource.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { summariseFile } from "../summary/summariseFile.ts";
import { replay } from "./testing/clientReplay.ts";
import { exportEntries, withoutExtras } from "./testing/exportEntries.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const entry = (id: string, parentId: string | null, message: object) => ({
  type: "message",
  id,
  parentId,
  timestamp,
  message,
});
const user = (text: string) => ({ role: "user", content: [{ type: "text", text }] });
const assistant = (...content: object[]) => ({ role: "assistant", content, stopReason: "stop" });
const text = (words: string) => ({ type: "text", text: words });
const long = `first \ud83d\ude00 "quoted"\n${"roses ".repeat(2000)}`;

const session = [
  { type: "session", version: 3, id: "s1", timestamp, cwd: "/home/me/garden" },
  entry("a1", null, user("What grows here?")),
  entry(
    "a2",
    "a1",
    assistant(
      { type: "thinking", thinking: "Dig first." },
      text("Let me look."),
      { type: "toolCall", id: "c1", name: "look", arguments: { bed: 1, note: 'a "b"' } },
      { type: "toolCall", id: "c2", name: "dig", arguments: {} },
    ),
  ),
  entry("a3", "a2", { role: "toolResult", toolCallId: "c1", content: [text(long), text("tulips")], isError: true }),
  entry("x1", "a3", user("Never mind")),
  entry("a4", "a3", assistant(text("Roses"), text("and tulips."))),
];

describe("the conversation of a session as AG-UI", () => {
  const source = () => createMemorySource(transcriptOf(session), "session.jsonl");

  it("is prompts, answers with their calls, and results behind them, exactly as they stand", async () => {
    const { text: exported, summary } = await exportEntries(source(), "messages");
    expect(JSON.parse(exported)).toEqual([
      {
        id: "message-1",
        role: "user",
        content: "What grows here?",
        metadata: { record: 1, time: Date.parse(timestamp) },
      },
      {
        id: "message-2",
        role: "assistant",
        content: "Let me look.",
        toolCalls: [
          {
            id: "c1",
            type: "function",
            function: { name: "look", arguments: JSON.stringify({ bed: 1, note: 'a "b"' }) },
          },
          { id: "c2", type: "function", function: { name: "dig", arguments: "{}" } },
        ],
        metadata: { record: 2, time: Date.parse(timestamp) },
      },
      {
        id: "c1-result",
        role: "tool",
        content: `${long}\ntulips`,
        toolCallId: "c1",
        error: "failed",
        // Where the result stands, not its call.
        metadata: { record: 3, time: Date.parse(timestamp) },
      },
      {
        id: "message-6",
        role: "assistant",
        content: "Roses\n\nand tulips.",
        metadata: { record: 5, time: Date.parse(timestamp) },
      },
    ]);
    expect(summary).toMatchObject({ messages: 4, toolCalls: 2 });
    expect(summary.skipped.first).toEqual([{ record: 4, line: 5, reason: "it was taken back" }]);
  });

  it("has what was taken back, and reasoning, when they are asked for", async () => {
    const { text: exported } = await exportEntries(source(), "messages", {
      ...withoutExtras,
      undone: true,
      reasoning: true,
    });
    expect(JSON.parse(exported)).toMatchObject([
      { role: "user" },
      { role: "reasoning", content: "Dig first." },
      { role: "assistant" },
      { role: "tool" },
      { role: "user", content: "Never mind", metadata: { marks: ["undone"] } },
      { role: "assistant" },
    ]);
  });

  it("keeps a call with its answer, which streamed in before it came whole", async () => {
    const ids = { session_id: "s", parent_tool_use_id: null };
    const call = { type: "tool_use", id: "c1", name: "Bash", input: {} };
    const records = [
      { type: "system", subtype: "init", ...ids, claude_code_version: "2.1.300" },
      { type: "stream_event", event: { type: "message_start", message: { id: "m1" } }, ...ids },
      { type: "stream_event", event: { type: "content_block_start", index: 0, content_block: call }, ...ids },
      { type: "assistant", message: { id: "m1", role: "assistant", content: [call] }, ...ids },
    ];
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
    const messages: unknown = JSON.parse((await exportEntries(createMemorySource(lines), "messages")).text);
    expect(messages).toMatchObject([{ role: "assistant", toolCalls: [{ id: "c1" }] }]);
  });

  it("is the same to the official client, which reads the snapshot without an error", async () => {
    const messages: unknown = JSON.parse((await exportEntries(source(), "messages")).text);
    const played = await replay((await exportEntries(source(), "snapshot")).text);
    expect(played.error).toBeUndefined();
    expect(JSON.parse(JSON.stringify(played.messages))).toEqual(messages);
  });
});

const corpus = process.env.SEEKLINE_CORPUS;
const files = corpus === undefined ? [] : fs.globSync("**/*.{jsonl,json}", { cwd: corpus }).sort();

describe.runIf(corpus !== undefined)("a real session as AG-UI", () => {
  it("has files to export", () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it.each(files)("%s is the same to the official client, with the prompts and calls of its summary", async (name) => {
    const file = path.join(corpus ?? "", name);
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const { format } = recognise(readSample(opened.value).heads, {});
    if (format.conversation === undefined || format.name === "ag-ui") {
      opened.value.close();
      return;
    }
    const snapshot = await exportEntries(opened.value, "snapshot");
    const messages: unknown = JSON.parse((await exportEntries(opened.value, "messages")).text);
    opened.value.close();
    const played = await replay(snapshot.text);
    expect(played.error).toBeUndefined();
    expect(JSON.parse(JSON.stringify(played.messages))).toEqual(messages);
    const summary = await summariseFile(file);
    if (!summary.ok) throw new Error(summary.failure.code);
    const listed = played.messages.filter((message) => message.role === "user");
    expect(listed.length).toBeGreaterThanOrEqual(summary.value.prompts);
    const calls = played.messages.flatMap((message) => (message.role === "assistant" ? (message.toolCalls ?? []) : []));
    expect(calls.length).toBeGreaterThanOrEqual(summary.value.toolCalls);
    expect(played.messages).toHaveLength(snapshot.summary.messages);
  });
});

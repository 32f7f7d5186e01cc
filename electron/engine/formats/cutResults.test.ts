// How much of a result was kept where programs cut it, as each of them says it.

import { expect, it } from "vitest";
import type { KeptPart } from "../../../shared/conversation.ts";
import { summaryOf, transcriptOf } from "../../testing/summaryOf.ts";
import { Entries } from "../conversation/entries.ts";
import { readEntries } from "../conversation/readEntries.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { recognise } from "./recognition.ts";
import { readSample } from "./sample.ts";

async function keptIn(lines: readonly unknown[]): Promise<readonly (KeptPart | undefined)[]> {
  const source = createMemorySource(transcriptOf(lines), "session.jsonl");
  const { format, plan } = recognise(readSample(source).heads, {});
  const entries = new Entries();
  await readEntries(source, { format, time: plan.time }, entries);
  const calls = Array.from({ length: entries.count }, (_, index) => index + 1).filter(
    (entry) => entries.sort(entry) === "call",
  );
  expect((await summaryOf(lines)).cutResults).toBe(calls.filter((call) => entries.cuts.of(call) !== undefined).length);
  return calls.map((call) => entries.cuts.of(call));
}

const at = "2026-03-01T10:00:00.000Z";

it("Claude Code keeps a preview, in the session and on standard output", async () => {
  const preview = "€".repeat(1000);
  const text = `<persisted-output>\nOutput too large (1.9MB). Full output saved to: /home/me/.claude/p/s1/tool-results/x.txt\n\nPreview (first 2KB):\n${preview}\n...\n</persisted-output>`;
  const use = { role: "assistant", id: "m1", content: [{ type: "tool_use", id: "c1", name: "Bash", input: {} }] };
  const result = { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: text }] };
  const line = (uuid: string, parentUuid: string | null, type: string, message: object, more: object = {}) => ({
    ...{ parentUuid, isSidechain: false, sessionId: "s1", type, uuid, timestamp: at, message },
    ...more,
  });
  const session = [
    line("u1", null, "user", { role: "user", content: "Dig" }),
    line("a1", "u1", "assistant", use),
    line("r1", "a1", "user", result, {
      toolUseResult: { persistedOutputSize: 2040000, persistedOutputPath: "/x/s1/tool-results/x.txt" },
    }),
  ];
  expect(await keptIn(session)).toEqual([{ kept: 3000, of: 2040000, unit: "bytes" }]);
  expect((await summaryOf(session)).sources).toEqual([
    { name: "s1/tool-results/x.txt", relation: "output", found: false },
  ]);
  const printed = [
    { type: "system", subtype: "init", session_id: "s1", claude_code_version: "2.1.328", tools: [], uuid: "i1" },
    { type: "assistant", session_id: "s1", parent_tool_use_id: null, uuid: "p1", message: use },
    { type: "user", session_id: "s1", parent_tool_use_id: null, uuid: "p2", message: result },
  ];
  expect(await keptIn(printed)).toEqual([{ kept: 3000, of: undefined, unit: "bytes" }]);
});

it("Codex counts lines or tokens in prose, and bytes in items", async () => {
  const rollout = (output: string) => [
    { timestamp: at, type: "session_meta", payload: { id: "t1", cli_version: "0.139.0", cwd: "/g" } },
    {
      timestamp: at,
      type: "response_item",
      payload: { type: "function_call", call_id: "c1", name: "shell", arguments: "{}" },
    },
    { timestamp: at, type: "response_item", payload: { type: "function_call_output", call_id: "c1", output } },
  ];
  const head = "Chunk ID: x\nWall time: 1 seconds\nProcess exited with code 0\nOriginal token count: 5000\nOutput:\n";
  const prose = `${head}Warning: truncated output (original token count: 5000)\n${"rose\n".repeat(600)}…3000 tokens truncated…${"rose\n".repeat(600)}`;
  expect(await keptIn(rollout(prose))).toEqual([{ kept: 2000, of: 5000, unit: "tokens" }]);
  const old = `Exit code: 0\nWall time: 1 seconds\nTotal output lines: 1520\nOutput:\nTotal output lines: 1520\n\na\n[... omitted 1264 of 1520 lines ...]\n\nb`;
  expect(await keptIn(rollout(old))).toEqual([{ kept: 256, of: 1520, unit: "lines" }]);
  const half = "0123456789abcde\n".repeat(4096);
  const item = {
    id: "i1",
    type: "command_execution",
    command: "ls",
    aggregated_output: `${half}\n... 777 bytes omitted ...\n${half}`,
    exit_code: 0,
    status: "completed",
  };
  const exec = [
    { type: "thread.started", thread_id: "t1" },
    { type: "turn.started" },
    { type: "item.completed", item },
    { type: "turn.completed", usage: { input_tokens: 1, cached_input_tokens: 0, output_tokens: 1 } },
  ];
  expect(await keptIn(exec)).toEqual([{ kept: 131_072, of: 131_849, unit: "bytes" }]);
});

it("pi says it beside the result, opencode that it did, Qwen Code in what it shows", async () => {
  const entry = (id: string, parentId: string | null, message: object) => ({
    type: "message",
    id,
    parentId,
    timestamp: at,
    message,
  });
  const pi = [
    { type: "session", version: 3, id: "s1", timestamp: at, cwd: "/g" },
    entry("a1", null, { role: "user", content: [{ type: "text", text: "Dig" }] }),
    entry("a2", "a1", {
      role: "assistant",
      content: [{ type: "toolCall", id: "c1", name: "bash", arguments: {} }],
      stopReason: "toolUse",
    }),
    entry("a3", "a2", {
      ...{ role: "toolResult", toolCallId: "c1", content: [{ type: "text", text: "rose" }] },
      details: { truncation: { content: "rose", truncated: true, totalBytes: 2000, outputBytes: 50 } },
    }),
  ];
  expect(await keptIn(pi)).toEqual([{ kept: 50, of: 2000, unit: "bytes" }]);
  const state = {
    status: "completed",
    input: {},
    output: "...output truncated...",
    metadata: { exit: 0, truncated: true },
  };
  const part = { id: "p1", messageID: "m1", type: "tool", tool: "bash", callID: "c1", state };
  const opencode = [{ type: "tool_use", timestamp: 1772359200000, sessionID: "ses_1", part }];
  expect(await keptIn(opencode)).toEqual([{ kept: undefined, of: undefined, unit: "bytes" }]);
  const cut = "Tool output was too large and has been truncated.\nrose";
  const shown = "ro\n[... truncated for saved session preview; original length: 90000 characters ...]\nse";
  const line = (uuid: string, parentUuid: string | null, type: string, more: object) => ({
    uuid,
    parentUuid,
    sessionId: "s1",
    timestamp: at,
    type,
    ...more,
  });
  const qwen = [
    line("u1", null, "user", { message: { role: "user", parts: [{ text: "Dig" }] } }),
    line("a1", "u1", "assistant", {
      message: { role: "model", parts: [{ functionCall: { id: "c1", name: "shell", args: {} } }] },
    }),
    line("r1", "a1", "tool_result", {
      message: { role: "user", parts: [{ functionResponse: { id: "c1", name: "shell", response: { output: cut } } }] },
      toolCallResult: { callId: "c1", status: "success", resultDisplay: shown },
    }),
  ];
  expect(await keptIn(qwen)).toEqual([{ kept: cut.length, of: 90_000, unit: "characters" }]);
});

it("nothing is said of results that are whole, whatever they talk about", async () => {
  const text = "It says <persisted-output> and … 3 tokens truncated …";
  const session = [
    { type: "thread.started", thread_id: "t1" },
    { type: "turn.started" },
    {
      type: "item.completed",
      item: { id: "i1", type: "command_execution", command: "ls", aggregated_output: text, exit_code: 0 },
    },
    { type: "turn.completed", usage: { input_tokens: 1, cached_input_tokens: 0, output_tokens: 1 } },
  ];
  expect(await keptIn(session)).toEqual([undefined]);
});

// Which records begin a run or a turn, for every family: the head above the list and its count are told by these kinds.

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { formatNames } from "../../../shared/transcript.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openTranscript } from "../session.ts";
import { formatNamed } from "./formats.ts";

const newFolder = temporaryFolders();

/** By family, records of which the second alone begins one. */
const beginnings: Readonly<Record<string, readonly object[]>> = {
  copilot: [
    { type: "session.start", data: { sessionId: "s" }, id: "1", timestamp: "2026-03-01T10:00:00Z", parentId: null },
    { type: "user.message", data: { content: "Prune it" }, id: "2", timestamp: "2026-03-01T10:00:01Z", parentId: "1" },
    { type: "assistant.turn_start", data: { turnId: "0" }, id: "3", timestamp: "2026-03-01T10:00:02Z", parentId: "2" },
  ],
  kimi: [
    { type: "metadata", protocol_version: "1.5", created_at: 1 },
    { type: "turn.prompt", input: [{ type: "text", text: "Count" }], time: 2 },
    { type: "context.append_message", message: { role: "user", content: [] }, time: 3 },
  ],
  "chat-messages": [
    { role: "system", content: "You are a gardener." },
    { role: "user", content: [{ type: "text", text: "Count the beds" }] },
    { role: "assistant", content: [{ type: "tool_use", id: "c", name: "count", input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "c", content: "two" }] },
  ],
  "opencode-export": [
    { info: { id: "m0", role: "assistant", sessionID: "s", time: { created: 1 } }, parts: [] },
    { info: { id: "m1", role: "user", sessionID: "s", time: { created: 2 } }, parts: [] },
    { info: { id: "m2", role: "assistant", sessionID: "s", time: { created: 3 } }, parts: [] },
  ],
  "opencode-run": [
    { type: "text", timestamp: 1, sessionID: "s", part: { type: "text", text: "Two" } },
    { type: "step_start", timestamp: 2, sessionID: "s", part: { type: "step-start" } },
    { type: "step_finish", timestamp: 3, sessionID: "s", part: { type: "step-finish" } },
  ],
  "cline-stream": [
    { type: "agent_event", event: { type: "done" }, ts: 1 },
    { type: "hook_event", hookEventName: "agent_start", agentId: "a", ts: 2 },
    { type: "agent_event", event: { type: "iteration_start" }, ts: 3 },
  ],
  otlp: [
    { resourceSpans: [{ scopeSpans: [{ spans: [{ name: "chat fig-3" }] }] }] },
    { resourceLogs: [{ scopeLogs: [{ logRecords: [{ eventName: "claude_code.user_prompt" }] }] }] },
    { resourceLogs: [{ scopeLogs: [{ logRecords: [{ eventName: "claude_code.api_request" }] }] }] },
  ],
  "openai-traces": [
    { object: "trace.span", id: "s0", span_data: { type: "agent" } },
    { object: "trace", id: "t1", workflow_name: "Garden" },
    { object: "trace.span", id: "s1", trace_id: "t1", span_data: { type: "agent" } },
  ],
};

it.each(Object.entries(beginnings))("tells where a turn of %s begins", async (name, records) => {
  const file = path.join(newFolder(), "a.jsonl");
  fs.writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  const format = formatNames.find((one) => one === name);
  const opened = await openTranscript(file, { format });
  if (!opened.ok) throw new Error(opened.failure.code);
  await opened.value.whenIndexed();
  const { turns, turn, next } = await opened.value.turnAt(records.length - 1);
  expect([turns, turn?.begins.record, next]).toEqual([1, 1, undefined]);
  opened.value.close();
});

it("is known of every family, but for records that are anybody's, and for Grok's, whose runs have an end alone", () => {
  const without = formatNames.filter((name) => (formatNamed(name).turns ?? []).length === 0);
  expect(without).toEqual(["grok-stream", "generic"]);
});

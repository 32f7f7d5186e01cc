// Logs in the spelling of other producers: they are read as they were meant, and it is said what was mended.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import type { Event } from "./testing/outcome.ts";
import { end, outcomeOf, start, text } from "./testing/outcome.ts";
import { RandomLog } from "./testing/randomLog.ts";

const snakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe("a log of another spelling", () => {
  it("means the same with its members in snake_case", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { events } = new RandomLog(seed);
      const renamed = events.map((event) =>
        Object.fromEntries(Object.entries(event).map(([key, value]) => [snakeCase(key), value])),
      );
      const [one, other] = [await replay((await compact(logText(events))).text), await outcomeOf(renamed)];
      // A run's input and the lists in snapshots keep their spelling, ids of results and chunks must not be lost.
      expect([seed, other.messages]).toEqual([seed, one.messages]);
      expect([seed, other.state]).toEqual([seed, one.state]);
    }
  });

  it("takes null for a member that is missing", async () => {
    const outcome = await outcomeOf([
      { ...start, timestamp: null, rawEvent: null, parentRunId: null, input: null },
      { type: "TEXT_MESSAGE_START", messageId: "m", role: null, name: null, timestamp: null },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "a", metadata: null, subagentRunId: null },
      { type: "STEP_STARTED", stepName: "s", metadata: null },
      { type: "STEP_FINISHED", stepName: "s" },
      { type: "CUSTOM", name: "c", value: null, timestamp: null },
      { ...end, outcome: null, result: null, usage: null, timestamp: null },
    ]);
    expect(outcome.messages).toEqual([{ id: "m", role: "assistant", content: "a" }]);
    expect(outcome.lines).toEqual([
      { ...start, rawEvent: null },
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m", role: "assistant", content: "a" }] },
      { type: "STEP_STARTED", stepName: "s" },
      { type: "STEP_FINISHED", stepName: "s" },
      { type: "CUSTOM", name: "c", value: null },
      { ...end, outcome: null, result: null },
    ]);
    expect(outcome.mended.length).toBe(6);
  });

  it.each(["2026-01-23T10:00:04Z", "1769162404000", "1769162404", "1769162404.5"])(
    "writes the time “%s” as a number, whatever the event",
    async (timestamp) => {
      const events = [
        { type: "CUSTOM", name: "c", value: 1 },
        { type: "RAW", event: {} },
        { type: "META", metaType: "m" },
        { type: "STEP_STARTED", stepName: "s" },
        { type: "STEP_FINISHED", stepName: "s" },
      ];
      const outcome = await outcomeOf([start, ...events.map((event) => ({ ...event, timestamp })), end]);
      const ms = timestamp.endsWith(".5") ? 1769162404500 : 1769162404000;
      expect(outcome.lines.slice(1, -1)).toEqual(events.map((event) => ({ ...event, timestamp: ms })));
      expect(outcome.mended.length).toBe(events.length);
    },
  );

  it("takes messages with null members, snake_case names and contents of another type", async () => {
    const given = [
      { id: "u", role: "user", content: null, name: null },
      {
        id: "a",
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c", function: { name: "f", arguments: { x: 'q"' } } }, { nothing: true }],
      },
      { id: "r", role: "tool", tool_call_id: "c", content: "ok", encrypted_value: "e" },
      { id: "s", role: "system", content: [{ type: "text", text: "as parts" }] },
      { role: "user", content: "nobody" },
      { id: "x", role: "alien", content: "?" },
    ];
    const outcome = await outcomeOf([start, { type: "MESSAGES_SNAPSHOT", messages: given }, end]);
    expect(outcome.messages).toEqual([
      { id: "u", role: "user", content: "" },
      {
        id: "a",
        role: "assistant",
        toolCalls: [{ id: "c", type: "function", function: { name: "f", arguments: '{"x":"q\\""}' } }],
      },
      { id: "r", role: "tool", toolCallId: "c", content: "ok", encryptedValue: "e" },
      { id: "s", role: "system", content: '[{"type":"text","text":"as parts"}]' },
    ]);
    expect(outcome.mended).toEqual(["1/2 2 of its messages were left out: they do not fit the AG-UI schema"]);
  });

  it("goes on with messages that had to be mended", async () => {
    const outcome = await outcomeOf([
      start,
      {
        type: "MESSAGES_SNAPSHOT",
        messages: [
          {
            id: "a",
            role: "assistant",
            content: null,
            tool_calls: [{ id: "c", function: { name: "f", arguments: null } }],
          },
        ],
      },
      ...text("a", "more"),
      { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "g" },
      { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: "{}" },
      { type: "TOOL_CALL_END", toolCallId: "c" },
      end,
    ]);
    expect(outcome.messages).toEqual([
      {
        id: "a",
        role: "assistant",
        content: "more",
        toolCalls: [{ id: "c", type: "function", function: { name: "g", arguments: "{}" } }],
      },
    ]);
  });

  it("takes a tool result from `result`, and makes an id for it", async () => {
    const call = { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "f" };
    const outcome = await outcomeOf([
      start,
      call,
      { type: "TOOL_CALL_END", toolCallId: "c" },
      { type: "TOOL_CALL_RESULT", toolCallId: "c", result: "one" },
      { type: "TOOL_CALL_RESULT", toolCallId: "c", result: { two: [2] } },
      { type: "TOOL_CALL_RESULT", toolCallId: "c" },
      end,
    ]);
    expect(outcome.messages.slice(1)).toEqual([
      { id: "c-result", role: "tool", toolCallId: "c", content: "one" },
      { id: "c-result-2", role: "tool", toolCallId: "c", content: '{"two":[2]}' },
      { id: "c-result-3", role: "tool", toolCallId: "c", content: "" },
    ]);
    expect(outcome.mended.length).toBe(3);
  });

  it("takes RUN_ERROR with `error` for the message", async () => {
    const outcome = await outcomeOf([start, { type: "RUN_ERROR", error: "no", runId: "r" }]);
    expect(outcome.lines).toEqual([start, { type: "RUN_ERROR", message: "no", runId: "r" }]);
  });

  it("reads THINKING events as reasoning, with the same ids every time", async () => {
    const log: readonly Event[] = [
      start,
      { type: "THINKING_START", title: "hm" },
      { type: "THINKING_TEXT_MESSAGE_START" },
      { type: "THINKING_TEXT_MESSAGE_CONTENT", delta: "a" },
      ...text("m", "between"),
      { type: "THINKING_TEXT_MESSAGE_CONTENT", delta: "b" },
      { type: "THINKING_TEXT_MESSAGE_END" },
      { type: "THINKING_TEXT_MESSAGE_CONTENT", delta: "lost" },
      { type: "THINKING_TEXT_MESSAGE_START" },
      { type: "THINKING_TEXT_MESSAGE_CONTENT", delta: "c" },
      { type: "THINKING_TEXT_MESSAGE_END" },
      { type: "THINKING_END" },
      end,
    ];
    const outcome = await outcomeOf(log);
    expect(outcome.messages).toEqual([
      { id: "thinking-2", role: "reasoning", content: "ab" },
      { id: "m", role: "assistant", content: "between" },
      { id: "thinking-10", role: "reasoning", content: "c" },
    ]);
    expect(outcome.skipped).toEqual(["9/10 there is no message with its id"]);
  });
});

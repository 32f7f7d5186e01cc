import { describe, expect, it } from "vitest";
import { summaryOf } from "../../testing/summaryOf.ts";

const run = { threadId: "t", runId: "r" };
const end = { type: "RUN_FINISHED", ...run };
const call = { id: "c", type: "function", function: { name: "dig", arguments: "{}" } };
const calling = { id: "a", role: "assistant", toolCalls: [call] };
const result = { id: "x", role: "tool", toolCallId: "c", content: "stone" };
const list = (...messages: readonly object[]) => ({ type: "MESSAGES_SNAPSHOT", messages });
const start = { type: "RUN_STARTED", ...run };
const called = [
  { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "dig", parentMessageId: "a" },
  { type: "TOOL_CALL_END", toolCallId: "c" },
];

describe("a call of an AG-UI log", () => {
  it.each([
    ["a list of messages", [start, list(calling, result), end]],
    ["a list behind its events", [start, ...called, list(calling, result), end]],
    ["lists that repeat it", [start, list(calling, result), list(calling, result, { ...result, id: "y" }), end]],
    ["a list, with the call", [start, list({ ...calling, toolCalls: [{ ...call, result: "stone" }] }), end]],
    [
      "a list that gives the result another id",
      [start, ...called, { type: "TOOL_CALL_RESULT", ...result, messageId: "n" }, list(calling, result), end],
    ],
    ["what the run was given", [{ ...start, input: { ...run, messages: [calling, result] } }, end]],
    ["a list whose members have to be mended", [start, list(calling, { ...result, timestamp: null, name: null }), end]],
  ] as const)("has the result that stands in %s", async (_where, events) => {
    expect(await summaryOf(events)).toMatchObject({ toolCalls: 1, openCalls: 0 });
  });

  it("is open when no list answers it", async () => {
    const other = { ...result, toolCallId: "another" };
    expect(await summaryOf([start, list(calling, other), end])).toMatchObject({ toolCalls: 1, openCalls: 1 });
  });
});

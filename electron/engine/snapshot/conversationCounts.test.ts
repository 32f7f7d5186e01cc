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

describe("what the official client loses in an AG-UI log", () => {
  const spoken = (messageId: string, ofRun: object = {}) => [
    { type: "TEXT_MESSAGE_START", messageId, role: "assistant", ...ofRun },
    { type: "TEXT_MESSAGE_CONTENT", messageId, delta: "Roses.", ...ofRun },
    { type: "TEXT_MESSAGE_END", messageId, ...ofRun },
  ];
  const listed = { id: "z", role: "assistant", content: "Beds." };

  it("is said with its record", async () => {
    const message = "The official client drops the message “m”, which is not in this list.";
    expect(await summaryOf([start, ...spoken("m"), list(listed), end])).toMatchObject({
      answers: 1,
      lostCount: 1,
      lost: [{ record: 4, message }],
    });
    expect(await summaryOf([start, ...spoken("m"), end])).toMatchObject({ lostCount: 0, lost: [] });
  });

  it("is said of every thread, in the order of the file", async () => {
    const of = (thread: string) => ({ threadId: thread, runId: `run-${thread}` });
    const begin = (thread: string) => ({ type: "RUN_STARTED", ...of(thread) });
    const finish = (thread: string) => ({ type: "RUN_FINISHED", ...of(thread) });
    const lose = (thread: string) => [...spoken(`m-${thread}`, of(thread)), { ...list(listed), ...of(thread) }];
    const log = [begin("s"), begin("t"), ...lose("t"), ...lose("s"), finish("s"), finish("t")];
    const { lost, lostCount } = await summaryOf(log);
    expect([lostCount, lost.map(({ record }) => record)]).toEqual([2, [5, 9]]);
  });

  it("lists a hundred records, and counts all", async () => {
    const again = Array.from({ length: 150 }, (_, index) => [...spoken(`m${index}`), list(listed)]).flat();
    const { lost, lostCount } = await summaryOf([start, ...again, end]);
    expect([lostCount, lost.length]).toEqual([150, 100]);
  });
});

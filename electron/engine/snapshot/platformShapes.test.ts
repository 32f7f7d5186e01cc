// Shapes of platforms that write AG-UI in ways of their own: what they mean is kept, and every mend is named.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { end, outcomeOf, start } from "./testing/outcome.ts";
import { asPlatform } from "./testing/platform.ts";
import { SeededRandom } from "./testing/random.ts";
import { RandomLog } from "./testing/randomLog.ts";

const call = (id: string) => [
  { type: "TOOL_CALL_START", toolCallId: id, toolCallName: "read", parentMessageId: "a" },
  { type: "TOOL_CALL_ARGS", toolCallId: id, delta: "{}" },
];
const standard = (id: string, name: string, args: string) => ({
  id,
  type: "function",
  function: { name, arguments: args },
});

describe("the end of a tool call", () => {
  it("gives its result where nothing else does", async () => {
    const outcome = await outcomeOf([
      start,
      ...call("c1"),
      { type: "TOOL_CALL_END", toolCallId: "c1", result: "text of a file", duration: 12 },
      ...call("c2"),
      { type: "TOOL_CALL_END", toolCallId: "c2", result: { found: [1, 2.5] } },
      ...call("c3"),
      { type: "TOOL_CALL_END", toolCallId: "c3", error: "no such file" },
      ...call("c4"),
      { type: "TOOL_CALL_RESULT", messageId: "r4", toolCallId: "c4", content: "known" },
      { type: "TOOL_CALL_END", toolCallId: "c4", result: "known", error: null },
      { type: "TOOL_CALL_END", toolCallId: "nobody", result: "lost" },
      end,
    ]);
    expect(outcome.messages.slice(1)).toEqual([
      { id: "c1-result", role: "tool", toolCallId: "c1", content: "text of a file" },
      { id: "c2-result", role: "tool", toolCallId: "c2", content: '{"found":[1,2.5]}' },
      { id: "c3-result", role: "tool", toolCallId: "c3", content: "no such file" },
      { id: "r4", role: "tool", toolCallId: "c4", content: "known" },
    ]);
    expect(outcome.mended).toEqual([
      "3/4 its “result” was read as a message with the tool's result",
      "6/7 its “result” was read as a message with the tool's result",
      "9/10 its “error” was read as a message with the tool's result",
    ]);
    expect(outcome.skipped).toEqual(["14/15 there is no tool call with its id"]);
  });

  it("gives way to a result that comes as a message, which stands where it stood", async () => {
    const outcome = await outcomeOf([
      start,
      ...call("c1"),
      { type: "TOOL_CALL_END", toolCallId: "c1", result: "one" },
      ...call("c2"),
      { type: "TOOL_CALL_END", toolCallId: "c2", result: "two" },
      { type: "TOOL_CALL_RESULT", messageId: "r1", toolCallId: "c1", content: "one, whole" },
      { type: "TOOL_CALL_RESULT", messageId: "r2", toolCallId: "c2", error: "two failed" },
      { type: "TOOL_CALL_RESULT", messageId: "r3", toolCallId: "c2", content: "and a second" },
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "r1", role: "tool", toolCallId: "c1", content: "listed" }] },
      end,
    ]);
    expect(outcome.messages).toEqual([{ id: "r1", role: "tool", toolCallId: "c1", content: "listed" }]);
    const without = await outcomeOf([
      start,
      ...call("c1"),
      { type: "TOOL_CALL_END", toolCallId: "c1", result: "one" },
      ...call("c2"),
      { type: "TOOL_CALL_END", toolCallId: "c2", result: "two" },
      { type: "TOOL_CALL_RESULT", messageId: "r2", toolCallId: "c2", error: "two failed" },
      { type: "TOOL_CALL_RESULT", messageId: "r1", toolCallId: "c1", content: "one, whole" },
      { type: "TOOL_CALL_RESULT", messageId: "r3", toolCallId: "c2", content: "and a second" },
      end,
    ]);
    expect(without.messages.slice(1)).toEqual([
      { id: "r1", role: "tool", toolCallId: "c1", content: "one, whole" },
      { id: "r2", role: "tool", toolCallId: "c2", content: "two failed" },
      { id: "r3", role: "tool", toolCallId: "c2", content: "and a second" },
    ]);
    expect(without.mended.slice(2)).toEqual([
      "7/8 its “error” was read as its content; it takes the place of the result that the call's end told",
      "8/9 it takes the place of the result that the call's end told",
    ]);
  });

  it("tells its result anew when a list has dropped it", async () => {
    const outcome = await outcomeOf([
      start,
      ...call("c1"),
      { type: "TOOL_CALL_END", toolCallId: "c1", result: "one" },
      {
        type: "MESSAGES_SNAPSHOT",
        messages: [{ id: "a", role: "assistant", toolCalls: [standard("c1", "read", "{}")] }],
      },
      { type: "TOOL_CALL_RESULT", messageId: "r1", toolCallId: "c1", content: "one, whole" },
      end,
    ]);
    expect(outcome.messages.slice(1)).toEqual([{ id: "r1", role: "tool", toolCallId: "c1", content: "one, whole" }]);
  });
});

describe("tool calls in a list of messages", () => {
  it("are read with name and arguments beside the id, and their results become messages", async () => {
    const calls = [
      { id: "c1", name: "read", args: '{"p":1}', type: "function", result: "one", status: "completed" },
      { id: "c2", name: "list", arguments: { deep: ['q"', 1.1] }, result: null },
      { id: "c3", type: "function", function: { name: "find", arguments: "{}" }, result: { n: 3 } },
      { id: "c4", type: "function", function: { name: "find", arguments: "{}" }, result: "said below" },
      { id: "c5", args: "{}", error: "failed" },
      { id: "c6" },
    ];
    const outcome = await outcomeOf([
      start,
      {
        type: "MESSAGES_SNAPSHOT",
        messages: [
          { id: "u", role: "user", content: "go" },
          { id: "a", role: "assistant", content: "", toolCalls: calls },
          { id: "r4", role: "tool", toolCallId: "c4", content: "said below" },
          { id: "b", role: "assistant", content: "done" },
        ],
      },
      end,
    ]);
    expect(outcome.messages).toEqual([
      { id: "u", role: "user", content: "go" },
      {
        id: "a",
        role: "assistant",
        content: "",
        toolCalls: [
          standard("c1", "read", '{"p":1}'),
          standard("c2", "list", '{"deep":["q\\"",1.1]}'),
          standard("c3", "find", "{}"),
          standard("c4", "find", "{}"),
          standard("c5", "", "{}"),
        ],
      },
      { id: "c1-result", role: "tool", toolCallId: "c1", content: "one" },
      { id: "c3-result", role: "tool", toolCallId: "c3", content: '{"n":3}' },
      { id: "c5-result", role: "tool", toolCallId: "c5", content: "failed" },
      { id: "r4", role: "tool", toolCallId: "c4", content: "said below" },
      { id: "b", role: "assistant", content: "done" },
    ]);
    expect(outcome.mended).toEqual(["1/2 results that its tool calls hold became messages"]);
  });

  it("go on where they were written flat", async () => {
    const outcome = await outcomeOf([
      start,
      {
        type: "MESSAGES_SNAPSHOT",
        messages: [{ id: "a", role: "assistant", toolCalls: [{ id: "c", name: "f", args: "{" }] }],
      },
      { type: "TOOL_CALL_CHUNK", toolCallId: "c", toolCallName: "g", delta: "}" },
      end,
    ]);
    expect(outcome.messages).toEqual([{ id: "a", role: "assistant", toolCalls: [standard("c", "g", "{}")] }]);
    expect(outcome.mended).toHaveLength(1);
    expect(outcome.lost).toHaveLength(1);
  });

  it("are read in what a run was given, too", async () => {
    const messages = [{ id: "a", role: "assistant", toolCalls: [{ id: "c", name: "f", args: "{}", result: "r" }] }];
    const outcome = await outcomeOf([{ ...start, input: { threadId: "t", runId: "r", messages } }, end]);
    expect(outcome.messages).toEqual([
      { id: "a", role: "assistant", toolCalls: [standard("c", "f", "{}")] },
      { id: "c-result", role: "tool", toolCallId: "c", content: "r" },
    ]);
  });
});

describe("events with members of other names", () => {
  it("mean what the standard ones mean, and every record is named", async () => {
    const outcome = await outcomeOf([
      start,
      { type: "STATE_SNAPSHOT", state: { step: 1 } },
      { type: "STATE_DELTA", patch: [{ op: "add", path: "/more", value: true }] },
      { type: "ACTIVITY_SNAPSHOT", messageId: "p", activityType: "PLAN", content: { steps: [] } },
      {
        type: "ACTIVITY_DELTA",
        messageId: "p",
        activityType: "PLAN",
        delta: [{ op: "add", path: "/steps/-", value: 1 }],
      },
      { type: "RAW", data: { x: 1 }, source: "s" },
      { type: "META", metaType: "thumbs_up", payload: { messageId: "m" } },
      { type: "RUN_FINISHED", threadId: "t", runId: "r", output: { ok: true } },
      { ...start, runId: "r2" },
      { type: "RUN_ERROR", error: "boom", details: "d" },
    ]);
    expect(outcome.state).toEqual({ step: 1, more: true });
    expect(outcome.messages).toEqual([{ id: "p", role: "activity", activityType: "PLAN", content: { steps: [1] } }]);
    expect(outcome.lines.slice(2)).toEqual([
      { type: "RAW", event: { x: 1 }, source: "s" },
      { type: "META", metaType: "thumbs_up", payload: { messageId: "m" } },
      { type: "STATE_SNAPSHOT", snapshot: { step: 1, more: true } },
      { type: "RUN_FINISHED", threadId: "t", runId: "r", result: { ok: true } },
      { ...start, runId: "r2" },
      { type: "RUN_ERROR", message: "boom", details: "d" },
    ]);
    expect(outcome.mended).toEqual([
      "1/2 “state” was read as “snapshot”",
      "2/3 “patch” was read as “delta”",
      "4/5 “delta” was read as “patch”",
      "5/6 “data” was read as “event”",
      "7/8 “output” was read as “result”",
      "9/10 “error” was read as “message”",
    ]);
  });

  it("stay as they are beside the standard names", async () => {
    const events = [
      start,
      { type: "RAW", data: 1, event: 2 },
      { type: "STATE_SNAPSHOT", snapshot: 1, state: 2 },
      { type: "RUN_ERROR", message: "m", error: "e" },
    ];
    const outcome = await outcomeOf(events);
    expect(outcome.lines).toEqual([events[0], events[1], { type: "STATE_SNAPSHOT", snapshot: 1 }, events[3]]);
    expect(outcome.mended).toEqual([]);
  });

  it("name a result's role when it is none of a tool", async () => {
    const outcome = await outcomeOf([
      start,
      { type: "TOOL_CALL_RESULT", messageId: "r", toolCallId: "c", content: "x", role: "assistant" },
      end,
    ]);
    expect(outcome.messages).toEqual([{ id: "r", role: "tool", toolCallId: "c", content: "x" }]);
    expect(outcome.mended).toEqual(["1/2 its role is none that results have; it was read as a tool's"]);
  });
});

describe("a log as a platform would have written it", () => {
  it("gives the same messages and state as the standard one", async () => {
    let shapes = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const { events } = new RandomLog(seed);
      const platform = asPlatform(events, new SeededRandom(seed));
      shapes += platform.changed;
      const [own, standardLog] = [await compact(logText(platform.events)), await compact(logText(events))];
      const [again, expected] = [await replay(own.text), await replay(standardLog.text)];
      expect([seed, again.error]).toEqual([seed, undefined]);
      expect({ seed, messages: again.messages, state: again.state }).toEqual({
        seed,
        messages: expected.messages,
        state: expected.state,
      });
      expect([seed, own.summary.mended.count + own.summary.skipped.count >= platform.records]).toEqual([seed, true]);
      expect([seed, (await compact(own.text)).text]).toEqual([seed, own.text]);
    }
    expect(shapes).toBeGreaterThan(500);
  });
});

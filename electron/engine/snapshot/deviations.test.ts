// Logs that break the rules, as real producers write them: they are read as they were meant, what was made of them is
// accepted by the official client, and it is said what was mended and what was left out.

import type { Message } from "@ag-ui/core";
import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { RandomLog } from "./testing/randomLog.ts";

type Event = Readonly<Record<string, unknown>>;

const start = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const end = { type: "RUN_FINISHED", threadId: "t", runId: "r" };
const text = (messageId: string, delta: string): readonly Event[] => [
  { type: "TEXT_MESSAGE_START", messageId },
  { type: "TEXT_MESSAGE_CONTENT", messageId, delta },
  { type: "TEXT_MESSAGE_END", messageId },
];

interface Outcome {
  readonly lines: readonly Event[];
  readonly messages: readonly Message[];
  readonly state: unknown;
  readonly skipped: readonly string[];
  readonly mended: readonly string[];
}

/** Compacts, and has the client read the outcome, which must not refuse it. */
async function outcomeOf(log: string | readonly Event[]): Promise<Outcome> {
  const compacted = await compact(typeof log === "string" ? log : logText(log));
  const { messages, state, error } = await replay(compacted.text);
  expect(error).toBeUndefined();
  expect((await compact(compacted.text)).text).toBe(compacted.text);
  const { skipped, mended } = compacted.summary;
  return {
    lines: compacted.text
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Event => JSON.parse(line)),
    messages,
    state,
    skipped: skipped.first.map(({ record, line, reason }) => `${record}/${line} ${reason}`),
    mended: mended.first.map(({ record, line, reason }) => `${record}/${line} ${reason}`),
  };
}

function typesOf({ lines }: Outcome): readonly unknown[] {
  return lines.map(({ type }) => type);
}

const snakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const odd = "members in snake_case, or null for missing ones, were read as meant";

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

describe("a log whose runs are out of order", () => {
  it("gives a log without a run one", async () => {
    const outcome = await outcomeOf([...text("m", "a"), { type: "CUSTOM", name: "c", value: 1 }]);
    expect(outcome.lines).toEqual([
      { type: "RUN_STARTED", threadId: "unknown", runId: "unknown" },
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m", role: "assistant", content: "a" }] },
      { type: "CUSTOM", name: "c", value: 1 },
    ]);
    expect(outcome.mended).toEqual([
      "0/1 it came outside a run",
      "1/2 it came outside a run",
      "2/3 it came outside a run",
      "3/4 it came before any run had started; a start stands in front of it now",
    ]);
  });

  it("takes the ids of the first end for a run that has no start", async () => {
    const outcome = await outcomeOf([...text("m", "a"), end]);
    expect(outcome.lines[0]).toEqual(start);
    expect(typesOf(outcome)).toEqual(["RUN_STARTED", "MESSAGES_SNAPSHOT", "RUN_FINISHED"]);
  });

  it("puts a start that came late in front", async () => {
    const raw = { type: "RAW", event: 1 };
    const outcome = await outcomeOf([raw, { type: "STATE_SNAPSHOT", snapshot: 5 }, start, ...text("m", "a"), end]);
    expect(outcome.lines).toEqual([
      start,
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m", role: "assistant", content: "a" }] },
      raw,
      { type: "STATE_SNAPSHOT", snapshot: 5 },
      end,
    ]);
  });

  it("holds an end back until all that came late stands in front of it", async () => {
    const late = { type: "CUSTOM", name: "late", value: 1 };
    const second = { ...start, runId: "r2" };
    const outcome = await outcomeOf([start, end, late, { type: "STATE_SNAPSHOT", snapshot: 1 }, second]);
    expect(outcome.lines).toEqual([start, late, { type: "STATE_SNAPSHOT", snapshot: 1 }, end, second]);
    expect(outcome.mended).toEqual(["2/3 it came after its run had ended; it stands in front of the end now"]);
  });

  it("leaves out an end after an error, and a second end", async () => {
    const error = { type: "RUN_ERROR", message: "no" };
    const outcome = await outcomeOf([start, error, end, start, end, end, error, error]);
    expect(outcome.lines).toEqual([start, error, start, end, error]);
    expect(outcome.mended).toEqual(["2/3 it was left out: the run has ended with an error"]);
    expect(outcome.skipped).toEqual(["5/6 the run has ended already", "7/8 the run has ended already"]);
  });

  it("ends a run that has no end before the next one", async () => {
    const outcome = await outcomeOf([start, ...text("m", "a"), start, end]);
    expect(typesOf(outcome)).toEqual(["RUN_STARTED", "MESSAGES_SNAPSHOT", "RUN_ERROR", "RUN_STARTED", "RUN_FINISHED"]);
    expect(outcome.mended).toEqual(["4/5 the run before it has no end; an error was put there"]);
  });

  it("closes what a finished run has left open, and leaves out what was never opened", async () => {
    const outcome = await outcomeOf([
      start,
      { type: "STEP_FINISHED", stepName: "never" },
      { type: "STEP_STARTED", stepName: "s" },
      { type: "STEP_STARTED", stepName: "s" },
      { type: "STEP_STARTED", stepName: "s", subagentRunId: "a" },
      { type: "SUBAGENT_STARTED", subagentRunId: "a", name: "n" },
      { type: "SUBAGENT_STARTED", subagentRunId: "b", name: "n", parentSubagentRunId: "unheard" },
      { type: "SUBAGENT_FINISHED", subagentRunId: "b" },
      { type: "STATE_SNAPSHOT", snapshot: {} },
      end,
    ]);
    expect(outcome.lines.slice(-5)).toEqual([
      { type: "STEP_FINISHED", stepName: "s" },
      { type: "STEP_FINISHED", stepName: "s", subagentRunId: "a" },
      { type: "SUBAGENT_FINISHED", subagentRunId: "a" },
      { type: "STATE_SNAPSHOT", snapshot: {} },
      end,
    ]);
    expect(outcome.skipped).toEqual([
      "1/2 no such step is open",
      "3/4 this step is open already",
      "6/7 the subagent it belongs to has not started",
      "7/8 no such subagent is active",
    ]);
  });

  it("keeps an error that comes before the first run", async () => {
    const error = { type: "RUN_ERROR", message: "no" };
    const outcome = await outcomeOf([error, { type: "RAW", event: 1 }, start, end]);
    expect(outcome.lines).toEqual([error, start, end]);
    expect(outcome.skipped).toEqual(["1/2 it came before any run had started"]);
  });
});

describe("a log with records that nobody can read", () => {
  it("leaves them out one by one, and says where they are", async () => {
    const lines = [
      JSON.stringify(start),
      "not json",
      '{"type":"TEXT_MESSAGE_START","messageId":"m"}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"a"}',
      "",
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"bad \\q escape"}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"bad \u0001 control"}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":5}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m"}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"other","delta":"x"}',
      '{"type":"TEXT_MESSAGE_CONTENT","delta":"x"}',
      '{"type":"RAW","event":{"n":01}}',
      '{"type":"CUSTOM","name":"c","value":tru}',
      '{"type":"META","x":{,}}',
      "[1,2]",
      '{"type":"TOOL_CALL_RESULT","messageId":"r","toolCallId":"c","content":[{"type":"text","text":"\\q"}]}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"b"}{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"c"}',
      JSON.stringify(end),
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"torn',
    ];
    const outcome = await outcomeOf(lines.join("\r\n"));
    expect(outcome.messages).toEqual([{ id: "m", role: "assistant", content: "abc" }]);
    expect(outcome.lines.map(({ type }) => type)).toEqual(["RUN_STARTED", "MESSAGES_SNAPSHOT", "RUN_FINISHED"]);
    expect(outcome.skipped).toEqual([
      "1/2 it is not JSON",
      "4/6 its text is not a JSON string",
      "5/7 its text is not a JSON string",
      "6/8 its text is not a JSON string",
      "7/9 it has no text",
      "8/10 there is no message with its id",
      "9/11 it names no message",
      "10/12 it is not JSON",
      "11/13 it is not JSON",
      "12/14 it is not JSON",
      "13/15 it is no JSON object",
      "14/16 it is not JSON",
      "18/19 the log ends inside it",
    ]);
  });

  it("leaves out what does not fit the schema, as the client would drop it", async () => {
    const outcome = await outcomeOf([
      start,
      { type: "CUSTOM", value: 1 },
      { type: "CUSTOM", name: "c" },
      { type: "STATE_SNAPSHOT" },
      { type: "STATE_DELTA", delta: [{ op: "add", path: "no pointer", value: 1 }] },
      { type: "ACTIVITY_SNAPSHOT", messageId: "a", activityType: "T", content: "no object" },
      { type: "ACTIVITY_DELTA", messageId: "a", activityType: "T", patch: [] },
      { type: "REASONING_ENCRYPTED_VALUE", subtype: "other", entityId: "m", encryptedValue: "e" },
      { type: "STEP_STARTED", stepName: 5 },
      end,
    ]);
    expect(outcome.lines).toEqual([start, { type: "CUSTOM", name: "c", value: null }, end]);
    expect(outcome.skipped.length).toBe(7);
  });

  it("reads bytes that are not UTF-8 as any reader does, whatever they are part of", async () => {
    const bytes = (value: string) => Buffer.from(value.replaceAll("~", "\u00ff"), "latin1");
    const log = [
      JSON.stringify(start),
      '{"type":"TEXT_MESSAGE_START","messageId":"m","name":"n~"}',
      // A character whose bytes two records share is none.
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"a~b\u00c3"}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"\u00a9 \\u00e9 \u00c3\u00a9"}',
      '{"type":"TOOL_CALL_RESULT","messageId":"r~","toolCallId":"c","content":"~"}',
      '{"type":"CUSTOM","name":"c","value":"~"}',
    ].join("\n");
    const raw = bytes(log);
    const compacted = await compact(raw);
    const [original, again] = [await replay(raw.toString("utf8")), await replay(compacted.bytes.toString("utf8"))];
    expect(again).toEqual(original);
    expect(again.messages.map(({ content }) => content)).toEqual(["a\ufffdb\ufffd\ufffd é é", "\ufffd"]);
    expect(compacted.bytes.includes(bytes('{"type":"CUSTOM","name":"c","value":"~"}\n'))).toBe(true);
  });
});

it("says of each record only once what was mended", async () => {
  const outcome = await outcomeOf([
    { type: "TEXT_MESSAGE_START", message_id: "m", role: "robot" },
    { type: "TEXT_MESSAGE_CONTENT", message_id: "m", delta: "a" },
  ]);
  expect(outcome.mended).toEqual([`0/1 ${odd}`, `1/2 ${odd}`]);
});

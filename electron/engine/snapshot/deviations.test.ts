// Logs that break the rules, as real producers write them: they are read as they were meant, what was made of them is
// accepted by the official client, and it is said what was mended and what was left out.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";
import type { Outcome } from "./testing/outcome.ts";
import { end, outcomeOf, start, text } from "./testing/outcome.ts";

function typesOf({ lines }: Outcome): readonly unknown[] {
  return lines.map(({ type }) => type);
}

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
      "4/6 it is not JSON",
      "5/7 it is not JSON",
      "6/8 its text is not a JSON string",
      "7/9 it has no text",
      "8/10 there is no message with its id",
      "9/11 it names no message",
      "10/12 it is not JSON",
      "11/13 it is not JSON",
      "12/14 it is not JSON",
      "13/15 it is not JSON",
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

it("has one remark for a record, with all that was mended", async () => {
  const outcome = await outcomeOf([
    { type: "TEXT_MESSAGE_START", message_id: "m", role: "robot" },
    { type: "TEXT_MESSAGE_CONTENT", message_id: "m", delta: "a" },
  ]);
  const both = "members in snake_case, or null for missing ones, were read as meant; it came outside a run";
  expect(outcome.mended).toEqual([
    `0/1 ${both}; its role is none that text messages have; it was read as an assistant's`,
    `1/2 ${both}`,
  ]);
});

it("leaves out pieces that are no JSON, though they say whose they are, wherever the text is read", async () => {
  const long = "a long piece is read again where it lies ".repeat(20);
  const { text, summary } = await messagesOf(
    [
      JSON.stringify(start),
      '{"type":"TEXT_MESSAGE_START","messageId":"m"}',
      `{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"${long}"}`,
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"nothing",,}',
      '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"short"}',
    ].join("\n"),
  );
  expect(JSON.parse(text)).toMatchObject([{ id: "m", content: `${long}short` }]);
  expect(summary.skipped.first).toMatchObject([{ record: 3 }]);
});

// What is long, or much: the outcome is the same.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import type { Event } from "./testing/outcome.ts";
import { end, start } from "./testing/outcome.ts";
import { expectEqual, long, mebibyte } from "./testing/sameAsClient.ts";

describe("values of many megabytes", () => {
  it("pass through as text, arguments, results, parts, activities, metadata and whole messages", async () => {
    const toolCalls = [{ id: "c0", type: "function", function: { name: "f", arguments: long(mebibyte) } }];
    const given = { id: "a", role: "assistant", content: long(2 * mebibyte), toolCalls };
    await expectEqual(
      logText([
        {
          ...start,
          input: { threadId: "t", runId: "r", messages: [{ id: "u", role: "user", content: long(mebibyte) }] },
        },
        { type: "MESSAGES_SNAPSHOT", messages: [given, { id: "b", role: "assistant" }] },
        { type: "TEXT_MESSAGE_START", messageId: "a" },
        { type: "TEXT_MESSAGE_CONTENT", messageId: "a", delta: long(5 * mebibyte), metadata: { big: long(mebibyte) } },
        { type: "TEXT_MESSAGE_CONTENT", messageId: "a", delta: "short" },
        { type: "TOOL_CALL_START", toolCallId: "c1", toolCallName: "f", parentMessageId: "a" },
        { type: "TOOL_CALL_ARGS", toolCallId: "c1", delta: long(mebibyte) },
        { type: "TOOL_CALL_END", toolCallId: "c1" },
        { type: "TOOL_CALL_RESULT", messageId: "r", toolCallId: "c1", content: long(2 * mebibyte) },
        {
          type: "TOOL_CALL_RESULT",
          messageId: "p",
          toolCallId: "c1",
          content: [{ type: "text", text: long(mebibyte) }],
        },
        { type: "ACTIVITY_SNAPSHOT", messageId: "x", activityType: "T", content: { big: long(mebibyte) } },
        { type: "REASONING_ENCRYPTED_VALUE", subtype: "message", entityId: "a", encryptedValue: long(mebibyte) },
        { type: "RAW", event: { big: long(3 * mebibyte) } },
        { type: "STATE_SNAPSHOT", snapshot: { big: long(2 * mebibyte) } },
        { type: "TEXT_MESSAGE_END", messageId: "a" },
        end,
      ]),
    );
  });

  it("is skipped as a whole when something is wrong at its end", async () => {
    const lines = [
      JSON.stringify(start),
      JSON.stringify({ type: "TEXT_MESSAGE_START", messageId: "m" }),
      `{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":${JSON.stringify(long(2 * mebibyte)).slice(0, -1)}\\q"}`,
      `{"type":"RAW","event":[${"1,".repeat(mebibyte)}]}`,
      `{"type":"MESSAGES_SNAPSHOT","messages":[${'{"id":"x","role":"user","content":"x"},'.repeat(40_000)}]}`,
      JSON.stringify({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "a" }),
      "torn",
    ];
    const { text, summary } = await compact(lines.join("\n"));
    expect((await replay(text)).messages).toEqual([{ id: "m", role: "assistant", content: "a" }]);
    expect(summary.skipped.first).toEqual([
      { record: 2, line: 3, reason: "it is not JSON" },
      { record: 3, line: 4, reason: "it is not JSON" },
      { record: 4, line: 5, reason: "it is not JSON" },
      { record: 6, line: 7, reason: "the log ends inside it" },
    ]);
  });
});

describe("a value of great depth", () => {
  const nested = (depth: number) => `{"type":"CUSTOM","name":"n","value":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  const around = (event: string) => `${[JSON.stringify(start), event, JSON.stringify(end)].join("\n")}\n`;

  it("stays byte for byte up to a million levels, and is called too deep beyond", async () => {
    const log = around(nested(999_000));
    expect((await compact(log)).text === log).toBe(true);
    for (const depth of [1_020_000, 1_500_000]) {
      const { text, summary } = await compact(around(nested(depth)));
      expect(text).toBe(logText([start, end]));
      const reason = "it is nested deeper than a million levels, too deep to be read";
      expect(summary.skipped.first).toEqual([{ record: 1, line: 2, reason }]);
    }
  });

  it("is left out where it is no JSON, whatever its length", async () => {
    for (const event of [
      "[".repeat(3_000_000),
      `${nested(600_000).slice(0, -2)}}`,
      `{"type":"RAW","event":${"[1,".repeat(500_000)}`,
    ]) {
      const { text, summary } = await compact(around(event));
      expect(text).toBe(logText([start, end]));
      expect(summary.skipped.count).toBeGreaterThan(0);
    }
  });
});

describe("many messages at once", () => {
  it("are taken apart, whether they fit into memory together or not", async () => {
    const messages = 40;
    const rounds = 60;
    const ids = Array.from({ length: messages }, (_, index) => `m${index}`);
    const piece = (id: string, round: number) => `${id}/${round} ${"x".repeat(4000)}\n`;
    const log = logText([
      start,
      ...ids.map((messageId) => ({ type: "TEXT_MESSAGE_START", messageId })),
      ...Array.from({ length: rounds }, (_, round) =>
        ids.map((messageId) => ({ type: "TEXT_MESSAGE_CONTENT", messageId, delta: piece(messageId, round) })),
      ).flat(),
      ...ids.map((messageId) => ({ type: "TEXT_MESSAGE_END", messageId })),
      end,
    ]);
    const { text } = await messagesOf(log);
    const expected = ids.map((id) => ({
      id,
      role: "assistant",
      content: Array.from({ length: rounds }, (_, round) => piece(id, round)).join(""),
    }));
    expect(text === `${JSON.stringify(expected)}\n`).toBe(true);
  });

  it("are taken apart when only their lanes tell them apart", async () => {
    const chunk = (owner: string | undefined, delta: string, messageId?: string): Event => ({
      type: "TEXT_MESSAGE_CHUNK",
      ...(messageId === undefined ? {} : { messageId }),
      delta,
      ...(owner === undefined ? {} : { subagentRunId: owner }),
    });
    const owners = [undefined, "s1", "s2"];
    const rounds = Array.from({ length: 500 }, (_, round) => round);
    await expectEqual(
      logText([
        start,
        ...owners.map((owner) => chunk(owner, "begin ", `m-${owner}`)),
        ...rounds.flatMap((round) => owners.map((owner) => chunk(owner, `${owner}${round} `))),
        end,
      ]),
    );
  });

  it("are read in bounded memory when each piece lies far from the next of its message", async () => {
    // 100,000 segments at first; then pieces may lie further apart.
    const ids = Array.from({ length: 700 }, (_, index) => `m${index}`);
    const rounds = 150;
    const lines = [
      JSON.stringify(start),
      ...ids.map((messageId) => JSON.stringify({ type: "TEXT_MESSAGE_START", messageId })),
    ];
    for (let round = 0; round < rounds; round++) {
      for (const messageId of ids) {
        lines.push(
          `{"type":"TEXT_MESSAGE_CONTENT","messageId":"${messageId}","delta":"${round},","rawEvent":"${"r".repeat(60)}"}`,
        );
      }
    }
    const { text } = await messagesOf(lines.join("\n"));
    const content = Array.from({ length: rounds }, (_, round) => `${round},`).join("");
    expect(text === `${JSON.stringify(ids.map((id) => ({ id, role: "assistant", content })))}\n`).toBe(true);
  });
});

describe("very many events that stay", () => {
  it("are found again when they are too many to be noted one by one", async () => {
    const many = 800_000;
    const lines = [JSON.stringify(start)];
    for (let i = 0; i < many; i++) lines.push(i % 1000 === 7 ? '{"type":"RAW"}' : '{"type":"A"}');
    lines.push(JSON.stringify(end), '{"type":"STEP_FINISHED","stepName":"never"}');
    const log = `${lines.join("\r\n")}\r\n`;
    const { text, summary } = await compact(log);
    expect(summary.recordsOut).toBe(many + 2);
    expect(text.split("\n").filter((line) => line === '{"type":"RAW","event":null}').length).toBe(many / 1000);
    expect(summary.mended.first.slice(0, 2).map(({ record, line }) => [record, line])).toEqual([
      [8, 9],
      [1008, 1009],
    ]);
    expect(summary.skipped.first).toEqual([{ record: many + 2, line: many + 3, reason: "no such step is open" }]);
    const withoutRaw = await compact(log, { dropRaw: true, accepts: (record) => record !== 1 });
    expect(withoutRaw.summary.recordsOut).toBe(many + 2 - many / 1000 - 1);
  });
});

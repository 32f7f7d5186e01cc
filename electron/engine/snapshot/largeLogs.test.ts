// What is long, or too much to be held: the outcome is the same.

import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { heldBytes } from "./patchedDocument.ts";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { writeSnapshot } from "./writeSnapshot.ts";

type Event = Readonly<Record<string, unknown>>;

const start = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const end = { type: "RUN_FINISHED", threadId: "t", runId: "r" };
const mebibyte = 1024 * 1024;
/** With characters of every length, and escapes, at every place of a chunk. */
const filler = 'aé€😀"\\\n\u0001';
const long = (bytes: number) => filler.repeat(Math.ceil(bytes / Buffer.byteLength(filler)));

async function expectEqual(log: string): Promise<string> {
  const [original, { text }] = [await replay(log), await compact(log)];
  const again = await replay(text);
  expect([original.error, again.error]).toEqual([undefined, undefined]);
  // Compared as a whole first: a difference of megabytes is nothing to print.
  expect(isDeepStrictEqual(again.messages, original.messages)).toBe(true);
  expect(isDeepStrictEqual(again.state, original.state)).toBe(true);
  expect((await compact(text)).text === text).toBe(true);
  return text;
}

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

describe("state and activities that are too long to be held", () => {
  const big = { list: [0], big: "x".repeat(heldBytes) };
  const add = (value: number) => [{ op: "add", path: "/list/-", value }];

  it("keeps the patches as they are", async () => {
    const log = logText([
      start,
      { type: "STATE_SNAPSHOT", snapshot: { list: [] } },
      { type: "STATE_DELTA", delta: add(1) },
      { type: "STATE_SNAPSHOT", snapshot: big },
      { type: "STATE_DELTA", delta: add(2) },
      { type: "STATE_DELTA", delta: [{ op: "remove", path: "/nothing" }] },
      end,
      start,
      { type: "STATE_DELTA", delta: add(3) },
      end,
      start,
      { type: "STATE_SNAPSHOT", snapshot: { list: [4] } },
      { type: "STATE_DELTA", delta: add(5) },
      end,
    ]);
    const text = await expectEqual(log);
    const types = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).type]));
    expect(types).toEqual([
      ...["RUN_STARTED", "STATE_SNAPSHOT", "STATE_DELTA", "STATE_DELTA", "RUN_FINISHED"],
      ...["RUN_STARTED", "STATE_DELTA", "RUN_FINISHED"],
      ...["RUN_STARTED", "STATE_SNAPSHOT", "RUN_FINISHED"],
    ]);
    const { summary } = await compact(log);
    expect(summary.mended.first.map(({ record, line }) => [record, line])).toEqual([[4, 5]]);
  });

  it("lets go of a state that patches have made too long", async () => {
    const half = { op: "add", path: "/list/-", value: "y".repeat(heldBytes * 0.6) };
    const text = await expectEqual(
      logText([
        start,
        { type: "STATE_SNAPSHOT", snapshot: { list: [] } },
        ...[1, 2, 3, 4, 5].map(() => ({ type: "STATE_DELTA", delta: [half] })),
        { type: "STATE_DELTA", delta: add(6) },
        end,
      ]),
    );
    expect(text.split("\n").filter((line) => line.startsWith('{"type":"STATE_DELTA"')).length).toBeGreaterThan(0);
  });

  it("does the same with activities", async () => {
    const activity = { messageId: "a", activityType: "T" };
    const text = await expectEqual(
      logText([
        start,
        { type: "ACTIVITY_SNAPSHOT", ...activity, content: big },
        { type: "ACTIVITY_DELTA", ...activity, patch: add(1) },
        { type: "ACTIVITY_DELTA", messageId: "b", activityType: "T", patch: add(9) },
        end,
        start,
        { type: "ACTIVITY_DELTA", messageId: "a", activityType: "U", patch: add(2) },
        end,
      ]),
    );
    expect(text.split("\n").filter((line) => line.startsWith('{"type":"ACTIVITY_DELTA"')).length).toBe(2);
  });
});

describe("very many events that stay", () => {
  it("are found again when they are too many to be noted one by one", { timeout: 300_000 }, async () => {
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

describe("writing", () => {
  const log = logText([
    start,
    { type: "RAW", event: long(3 * mebibyte) },
    { type: "TEXT_MESSAGE_START", messageId: "m" },
    ...Array.from({ length: 2000 }, () => ({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: long(1000) })),
    { type: "TEXT_MESSAGE_END", messageId: "m" },
    ...Array.from({ length: 2000 }, () => ({ type: "CUSTOM", name: "c", value: long(1000) })),
    end,
  ]);

  it("waits for a sink that is full, and gives it no more than it may take at a time", async () => {
    const source = createMemorySource(log);
    const chunks: Buffer[] = [];
    let isFull = false;
    const result = await writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      sink: {
        write: async (bytes) => {
          if (isFull || bytes.length > mebibyte || bytes.length === 0) throw new Error("not now, not so much");
          isFull = true;
          chunks.push(Buffer.from(bytes));
          await new Promise((resolve) => setTimeout(resolve, 1));
          isFull = false;
        },
      },
    });
    expect(result.ok).toBe(true);
    expect(Buffer.concat(chunks).equals((await compact(log)).bytes)).toBe(true);
  });

  it.each(["reading", "writing messages"])("stops when it is cancelled while it is %s", async (wanted) => {
    const source = createMemorySource(log);
    const controller = new AbortController();
    const result = await writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: controller.signal,
      onProgress: (stage) => {
        if (stage === wanted) controller.abort();
      },
      sink: { write: () => {} },
    });
    expect(result).toEqual({ ok: false, failure: { code: "cancelled" } });
  });

  it("lets others work, and stops soon when they cancel", async () => {
    const messages = Array.from({ length: 40_000 }, (_, index) => ({
      id: `m${index}`,
      role: "user",
      content: long(200),
    }));
    const once = logText([start, { type: "MESSAGES_SNAPSHOT", messages }, end]);
    const source = createMemorySource(once.repeat(4));
    const controller = new AbortController();
    let written = 0;
    // An immediate gets its turn only when the work pauses.
    let turns = 0;
    const tick = (): void => {
      turns++;
      if (turns === 10) controller.abort();
      else setImmediate(tick);
    };
    setImmediate(tick);
    const result = await writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: controller.signal,
      onProgress: () => {},
      sink: { write: () => void written++ },
    });
    expect(result).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(written).toBe(0);
  });

  it("fails when the log has become shorter", async () => {
    const whole = createMemorySource(log);
    const cut = createMemorySource(log.slice(0, -2 * mebibyte));
    let reads = 0;
    // As a file that is truncated while it is read for the second time.
    const source = {
      ...whole,
      readInto: (target: Uint8Array, at: number, length: number, position: number) =>
        (++reads > 25 ? cut : whole).readInto(target, at, length, position),
    };
    const result = await writeSnapshot({
      source,
      size: whole.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      sink: { write: () => {} },
    });
    expect(result).toEqual({ ok: false, failure: { code: "source-changed", name: "memory", change: "shrunk" } });
  });

  it("passes on what the sink throws", async () => {
    const source = createMemorySource(log);
    const full = new Error("the disk is full");
    const writing = writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      sink: {
        write: () => {
          throw full;
        },
      },
    });
    await expect(writing).rejects.toBe(full);
  });
});

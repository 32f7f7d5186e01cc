// Conversations as traces: their shape, their text, and that a reader of traces finds the same conversation in them.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { transcriptOf } from "../../../testing/summaryOf.ts";
import { recognise } from "../../formats/recognition.ts";
import { readSample } from "../../formats/sample.ts";
import { withoutExtras } from "../../snapshot/testing/exportEntries.ts";
import { openFile } from "../../source/fileSource.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import type { Source } from "../../source/source.ts";
import { summarise } from "../../summary/summarise.ts";
import { writeOtlp } from "./writeOtlp.ts";

const attributes = z.array(
  z.strictObject({
    key: z.string(),
    value: z.union([
      z.strictObject({ stringValue: z.string() }),
      z.strictObject({ intValue: z.string().regex(/^\d+$/) }),
      z.strictObject({ doubleValue: z.number() }),
      z.strictObject({
        arrayValue: z.strictObject({ values: z.array(z.strictObject({ stringValue: z.string() })) }),
      }),
    ]),
  }),
);
const nanoseconds = z.string().regex(/^\d+$/);
const traces = z.strictObject({
  resourceSpans: z.tuple([
    z.strictObject({
      resource: z.strictObject({ attributes }),
      scopeSpans: z.tuple([
        z.strictObject({
          scope: z.strictObject({ name: z.literal("seekline") }),
          spans: z.array(
            z.strictObject({
              traceId: z.string().regex(/^[0-9a-f]{32}$/),
              spanId: z.string().regex(/^[0-9a-f]{16}$/),
              parentSpanId: z
                .string()
                .regex(/^[0-9a-f]{16}$/)
                .optional(),
              name: z.string(),
              kind: z.number(),
              startTimeUnixNano: nanoseconds,
              endTimeUnixNano: nanoseconds,
              attributes,
              events: z
                .array(z.strictObject({ timeUnixNano: nanoseconds, name: z.literal("exception"), attributes }))
                .optional(),
              status: z.strictObject({ code: z.literal(2).optional(), message: z.string().optional() }),
            }),
          ),
        }),
      ]),
    }),
  ]),
});

/** Whether no text of a document holds half of a surrogate pair. */
function isWellFormed(json: string): boolean {
  let isOne = true;
  JSON.parse(json, (name: string, value: unknown) => {
    isOne &&= name.isWellFormed() && (typeof value !== "string" || value.isWellFormed());
    return value;
  });
  return isOne;
}

async function tracesOf(source: Source) {
  const { format, choice } = recognise(readSample(source).heads, {});
  const chunks: Buffer[] = [];
  const written = await writeOtlp({
    ...{ source, size: source.size, prefix: choice.prefix, format, extras: withoutExtras, pretty: false },
    ...{ signal: new AbortController().signal, accepts: undefined, thread: undefined },
    sink: { write: (bytes) => void chunks.push(Buffer.from(bytes)) },
    onProgress: () => {},
  });
  return { written, text: Buffer.concat(chunks).toString("utf8") };
}

function spansIn(text: string) {
  const { spans } = traces.parse(JSON.parse(text)).resourceSpans[0].scopeSpans[0];
  return spans.map(({ attributes: given, ...span }) => ({
    ...span,
    given: new Map(given.map(({ key, value }) => [key, "stringValue" in value ? value.stringValue : value])),
  }));
}

const at = (second: number) => new Date(Date.parse("2026-03-01T10:00:00.000Z") + second * 1000).toISOString();
const nano = (second: number) => `${BigInt(Date.parse(at(second))) * 1_000_000n}`;
let second = 0;
const entry = (id: string, parentId: string | null, message: object) => ({
  ...{ type: "message", id, parentId, timestamp: at(second++), message },
});
const text = (words: string) => ({ type: "text", text: words });
const told = 'Roses "and"\n\\tulips\u2028\ud83d\ude00';

function session(): string {
  second = 0;
  return transcriptOf([
    { type: "session", version: 3, id: "s1", timestamp: at(0), cwd: "/home/me/garden" },
    entry("a1", null, { role: "user", content: [text(`What "grows"?\n`)] }),
    entry("a2", "a1", {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Dig first." },
        text("Let me look."),
        { type: "toolCall", id: "c1", name: "look", arguments: { note: 'a "b"\n' } },
      ],
      stopReason: "toolUse",
    }),
    entry("a3", "a2", { role: "toolResult", toolCallId: "c1", content: [text(told)], isError: true }),
    entry("a4", "a3", { role: "assistant", content: [text(told)], stopReason: "stop" }),
    entry("a5", "a4", { role: "user", content: [text("Thanks")] }),
  ]);
}

describe("traces", () => {
  it("are one for each prompt, with spans that say when and what", async () => {
    const { text: json, written } = await tracesOf(createMemorySource(session(), "s.jsonl"));
    expect(written).toMatchObject({ ok: true, value: { messages: 4, toolCalls: 1 } });
    const spans = spansIn(json);
    const [asked, look, answered, run, second] = spans;
    expect(spans.map(({ name }) => name)).toEqual([
      ...["chat", "execute_tool look", "chat", "invoke_agent pi", "invoke_agent pi"],
    ]);
    expect(run?.parentSpanId).toBeUndefined();
    expect([asked, look, answered].map((span) => span?.parentSpanId)).toEqual(
      [run, run, run].map((one) => one?.spanId),
    );
    expect(second?.traceId).not.toBe(run?.traceId);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(5);
    expect(spans.map((span) => [span.startTimeUnixNano, span.endTimeUnixNano])).toEqual([
      [nano(0), nano(1)],
      [nano(1), nano(2)],
      [nano(2), nano(3)],
      [nano(0), nano(3)],
      [nano(4), nano(4)],
    ]);
    expect(look?.status).toEqual({ code: 2 });
    expect(look?.given.get("gen_ai.tool.call.result")).toBe(told);
    expect(JSON.parse(String(look?.given.get("gen_ai.tool.call.arguments")))).toEqual({ note: 'a "b"\n' });
    expect(JSON.parse(String(run?.given.get("gen_ai.input.messages")))).toEqual([
      { role: "user", parts: [{ type: "text", content: `What "grows"?\n` }] },
    ]);
    expect(JSON.parse(String(asked?.given.get("gen_ai.output.messages")))).toEqual([
      {
        role: "assistant",
        parts: [
          { type: "reasoning", content: "Dig first." },
          { type: "text", content: "Let me look." },
          { type: "tool_call", id: "c1", name: "look", arguments: { note: 'a "b"\n' } },
        ],
      },
    ]);
    expect(JSON.parse(String(answered?.given.get("gen_ai.output.messages")))).toMatchObject([
      { parts: [{ content: told }] },
    ]);
  });

  it("hold no half of a surrogate pair, which protobuf refuses with all the rest", async () => {
    const odd = "a\ud83d b\ude00 \ud83d\ude00 \\ud83d";
    const text = session().replaceAll("tulips", JSON.stringify(odd).slice(1, -1)).replaceAll("look", "lo\\ud83dok");
    const { text: json, written } = await tracesOf(createMemorySource(text, "s.jsonl"));
    expect(isWellFormed(text.split("\n").find((line) => line.includes("ud83d")) ?? "")).toBe(false);
    expect(isWellFormed(json)).toBe(true);
    expect(spansIn(json).map(({ name }) => name)).toContain("execute_tool lo\ufffdok");
    // As a text, and in JSON that a text holds.
    expect(json).toContain(String.raw`a\ufffd b\ufffd 😀 \\ud83d`);
    expect(json).toContain(String.raw`a\\ufffd b\\ufffd 😀 \\\\ud83d`);
    const notice = expect.stringMatching(/halves of surrogate pairs stand alone/);
    expect(written).toMatchObject({ ok: true, value: { notice } });
  });

  it("are the same bytes each time, and read back as the same conversation", async () => {
    const first = await tracesOf(createMemorySource(session(), "s.jsonl"));
    expect((await tracesOf(createMemorySource(session(), "s.jsonl"))).text).toBe(first.text);
    const source = createMemorySource(first.text, "s.otlp.json");
    const { format, plan } = recognise(readSample(source).heads, {});
    expect(await summarise(source, format, plan.time)).toMatchObject({
      ...{ format: "otlp", prompts: 2, answers: 2, toolCalls: 1, toolErrors: 1, openCalls: 0 },
    });
  });

  it("read back with prompts in their places, calls without a result, reasoning tokens, errors and what is no plain answer", async () => {
    const run = (id: string, ...events: object[]) => [{ type: "RUN_STARTED", threadId: "t", runId: id }, ...events];
    const say = (messageId: string, role: string, delta: string) => [
      { type: "TEXT_MESSAGE_START", messageId, role },
      { type: "TEXT_MESSAGE_CONTENT", messageId, delta },
      { type: "TEXT_MESSAGE_END", messageId },
    ];
    const call = [
      { type: "TOOL_CALL_START", toolCallId: "c1", toolCallName: "dig" },
      { type: "TOOL_CALL_END", toolCallId: "c1" },
    ];
    const log = transcriptOf([
      ...run("r1", ...say("m0", "assistant", "Hello."), ...say("m1", "user", "Dig."), ...call),
      { type: "RUN_ERROR", message: "No model." },
      ...run("r2", ...say("m2", "user", "Again."), ...say("m3", "assistant", "Dug.")),
      { type: "RUN_FINISHED", threadId: "t", runId: "r2" },
    ]);
    const back = createMemorySource((await tracesOf(createMemorySource(log, "s.jsonl"))).text, "s.otlp.json");
    const { format, plan } = recognise(readSample(back).heads, {});
    expect(await summarise(back, format, plan.time)).toMatchObject({
      ...{ prompts: 2, answers: 2, toolCalls: 1, openCalls: 1, errorCount: 1, errors: [{ message: "No model." }] },
    });
    const items = await itemsOf(await shownOf([JSON.parse((await tracesOf(createMemorySource(log, "s"))).text)]));
    const texts = items.flatMap((item) => (item.sort === "message" ? item.texts.map(({ head }) => head) : []));
    expect(texts).toEqual(["Hello.", "Dig.", "Again.", "Dug."]);
  });

  it("are read back with the marks of answers", async () => {
    const json = session().replace('"stopReason":"stop"', '"stopReason":"error","errorMessage":"No model."');
    for (const log of [json, json.replace(/"role":"user"/, '"role":"custom"')]) {
      const source = createMemorySource(log, "s.jsonl");
      const back = createMemorySource((await tracesOf(source)).text, "s.otlp.json");
      const read = async (from: Source) => {
        const { format, plan } = recognise(readSample(from).heads, {});
        return await summarise(from, format, plan.time);
      };
      const { prompts, answers, toolCalls } = await read(source);
      expect(await read(back)).toMatchObject({ prompts, answers, toolCalls });
    }
  });

  it("begin with the transcript where no prompt does", async () => {
    const opencode = (type: string, seconds: number, part: object) => ({
      ...{ type, timestamp: Date.parse(at(seconds)), sessionID: "ses_1", part: { sessionID: "ses_1", ...part } },
    });
    const streamed = transcriptOf([
      opencode("step_start", 0, { id: "prt_1", messageID: "msg_1", type: "step-start" }),
      opencode("text", 2, { id: "prt_2", messageID: "msg_1", type: "text", text: "Dug." }),
    ]);
    const timesOf = (json: string) =>
      spansIn(json).map(({ name, ...span }) => [name, span.startTimeUnixNano, span.endTimeUnixNano]);
    const { text: whole, written } = await tracesOf(createMemorySource(streamed, "s.jsonl"));
    expect(written).toMatchObject({ ok: true, value: { notice: undefined } });
    expect(timesOf(whole)).toEqual([
      ["chat", nano(0), nano(0)],
      ["invoke_agent opencode-run", nano(0), nano(0)],
    ]);
  });

  it("say so where no record has a time", async () => {
    const untimed = transcriptOf([
      { type: "RUN_STARTED", threadId: "t", runId: "r" },
      { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
      { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "Dug." },
      { type: "TEXT_MESSAGE_END", messageId: "m" },
      { type: "RUN_FINISHED", threadId: "t", runId: "r" },
    ]);
    const { text: json, written } = await tracesOf(createMemorySource(untimed, "s.jsonl"));
    expect(written).toMatchObject({ ok: true, value: { notice: expect.stringContaining("tells no times") } });
    expect(spansIn(json).map((span) => [span.startTimeUnixNano, span.endTimeUnixNano])).toEqual([
      ["0", "0"],
      ["0", "0"],
    ]);
    expect(json).toContain('{"key":"seekline.times","value":{"stringValue":"none"}}');
  });

  it("take no time before 1970, which OTLP cannot tell", async () => {
    const early = session().replaceAll("2026-03-01T10:00:0", "1969-03-01T10:00:0");
    const { text: json, written } = await tracesOf(createMemorySource(early, "s.jsonl"));
    expect(written).toMatchObject({
      ok: true,
      value: { notice: expect.stringContaining("tells no times since 1970") },
    });
    for (const { startTimeUnixNano, endTimeUnixNano } of spansIn(json)) {
      expect([startTimeUnixNano, endTimeUnixNano]).toEqual(["0", "0"]);
    }
  });

  it("have an answer with its tokens where a transcript has only calls of it", async () => {
    const line = (seconds: number, type: string, payload: object) => ({ timestamp: at(seconds), type, payload });
    const call = (seconds: number, id: string) =>
      line(seconds, "response_item", { type: "function_call", name: "dig", arguments: "{}", call_id: id });
    const result = (seconds: number, id: string) =>
      line(seconds, "response_item", { type: "function_call_output", call_id: id, output: "dug" });
    const took = (seconds: number, input: number, all: number) => {
      const usage = (tokens: number) => ({ input_tokens: tokens, output_tokens: 1, total_tokens: tokens + 1 });
      const info = { total_token_usage: usage(all), last_token_usage: usage(input) };
      return line(seconds, "event_msg", { type: "token_count", info });
    };
    const rollout = transcriptOf([
      line(0, "session_meta", { id: "0199", timestamp: at(0), cwd: "/home/me", originator: "codex_cli_rs" }),
      line(1, "response_item", { type: "message", role: "user", content: [{ type: "input_text", text: "Dig." }] }),
      ...[call(2, "c1"), result(3, "c1"), call(4, "c2"), call(5, "c3"), result(6, "c2"), result(7, "c3")],
      ...[took(8, 30, 30), call(9, "c4"), took(10, 12, 42), result(11, "c4")],
    ]);
    const { text: json } = await tracesOf(createMemorySource(rollout, "s.jsonl"));
    const spans = spansIn(json);
    const chats = spans.filter(({ name }) => name.startsWith("chat"));
    expect(spans.map(({ name }) => name.split(" ")[0])).toEqual([
      ...["execute_tool", "chat", "execute_tool", "execute_tool", "chat", "execute_tool", "invoke_agent"],
    ]);
    expect(chats.map(({ given }) => given.get("gen_ai.usage.input_tokens"))).toEqual([
      { intValue: "30" },
      { intValue: "12" },
    ]);
    const called = chats.map(({ given }) => JSON.parse(String(given.get("gen_ai.output.messages")))[0].parts);
    expect(called).toMatchObject([[{ type: "tool_call" }, { type: "tool_call" }], [{ type: "tool_call" }]]);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(7);
  });

  it("have the tokens that are told ahead of their answers", async () => {
    const event = (type: string, data: object) => ({ type, data, id: `e${type}`, timestamp: at(0), parentId: null });
    const answers = [5, 7].flatMap((outputTokens) => [
      event("session.usage_record", { usage: { outputTokens, accounting: { usageId: `u${outputTokens}` } } }),
      event("assistant.message", { messageId: `m${outputTokens}`, content: "Roses.", toolRequests: [] }),
    ]);
    const start = event("session.start", { sessionId: "s1", copilotVersion: "1.0.102" });
    const json = transcriptOf([start, event("user.message", { content: "What grows?" }), ...answers]);
    const spans = spansIn((await tracesOf(createMemorySource(json, "s.jsonl"))).text);
    const told = spans.map(({ given }) => given.get("gen_ai.usage.output_tokens"));
    expect(told).toEqual([{ intValue: "5" }, { intValue: "7" }, undefined]);
  });

  it("say nothing of a count that no int64 holds, for which readers refuse all of them", async () => {
    const event = (type: string, data: object) => ({ type, data, id: `e${type}`, timestamp: at(0), parentId: null });
    const json = transcriptOf([
      event("session.start", { sessionId: "s1", copilotVersion: "1.0.102" }),
      event("user.message", { content: "What grows?" }),
      event("session.usage_record", { usage: { outputTokens: 1e19, inputTokens: 5, accounting: { usageId: "u" } } }),
      event("assistant.message", { messageId: "m", content: "Roses.", toolRequests: [] }),
    ]);
    const { text } = await tracesOf(createMemorySource(json, "s.jsonl"));
    const told = text.match(/"(?:gen_ai.usage|seekline.tokens)[^"]*","value":{"intValue":"[^"]*"/g) ?? [];
    expect(told.length).toBeGreaterThan(1);
    for (const one of told) expect(one).toMatch(/input(_tokens)?","value":{"intValue":"5"$/);
  });

  it("hold arguments that are written with tabs", async () => {
    const given = `{\t"note":\t"x"}`;
    const json = session().replace('{"note":"a \\"b\\"\\n"}', given);
    expect(json).toContain(given);
    const [asked] = spansIn((await tracesOf(createMemorySource(json, "s.jsonl"))).text);
    expect(JSON.parse(String(asked?.given.get("gen_ai.output.messages")))).toMatchObject([
      { parts: [{}, {}, { type: "tool_call", arguments: { note: "x" } }] },
    ]);
  });

  it("hold texts of any length whole", async () => {
    const long = `"\\${"x".repeat(1_500_000)}\u00e9`;
    const json = transcriptOf([
      { type: "session", version: 3, id: "s1", timestamp: at(0), cwd: "/home/me" },
      entry("a1", null, { role: "user", content: [text(long)] }),
      entry("a2", "a1", { role: "assistant", content: [text(long)], stopReason: "stop" }),
    ]);
    const spans = spansIn((await tracesOf(createMemorySource(json, "s.jsonl"))).text);
    expect(JSON.parse(String(spans[0]?.given.get("gen_ai.output.messages")))[0].parts[0].content).toBe(long);
    expect(JSON.parse(String(spans[1]?.given.get("gen_ai.input.messages")))[0].parts[0].content).toBe(long);
  });
});

const corpus = process.env.SEEKLINE_CORPUS;

describe.runIf(corpus !== undefined)("every transcript of the corpus", () => {
  const folder = path.resolve(corpus ?? "");
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(jsonl|ndjson|json)$/.test(name))
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .sort();

  it.each(files)("%s gives traces whose messages are JSON, or none", async (name) => {
    const opened = openFile(path.join(folder, name));
    if (!opened.ok) throw new Error(opened.failure.code);
    const { written, text: json } = await tracesOf(opened.value);
    opened.value.close();
    if (!written.ok) {
      expect(written.failure.code).toBe("several-threads");
      return;
    }
    for (const { given } of spansIn(json)) {
      for (const key of ["gen_ai.input.messages", "gen_ai.output.messages"]) {
        if (given.has(key)) expect(JSON.parse(String(given.get(key)))).toHaveLength(1);
      }
    }
  });
});

// Conversations as traces: their shape, their text, and that a reader of traces finds the same conversation in them.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
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
const nanoseconds = z.string().regex(/^-?\d+$/);
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
              status: z.strictObject({ code: z.literal(2).optional() }),
            }),
          ),
        }),
      ]),
    }),
  ]),
});

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

  it("are the same bytes each time, and read back as the same conversation", async () => {
    const first = await tracesOf(createMemorySource(session(), "s.jsonl"));
    expect((await tracesOf(createMemorySource(session(), "s.jsonl"))).text).toBe(first.text);
    const source = createMemorySource(first.text, "s.otlp.json");
    const { format, plan } = recognise(readSample(source).heads, {});
    expect(await summarise(source, format, plan.time)).toMatchObject({
      ...{ format: "otlp", answers: 2, toolCalls: 1, toolErrors: 1, openCalls: 0 },
    });
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

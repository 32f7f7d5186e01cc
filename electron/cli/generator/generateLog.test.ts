import { type BaseEvent, HttpAgent, type Message } from "@ag-ui/client";
import { describe, expect, it } from "vitest";
import { generateLog, type LogSettings, type ShapeName, shapeNames } from "./generateLog.ts";
import type { Manifest } from "./manifest.ts";

async function generate(settings: LogSettings): Promise<{ readonly text: string; readonly manifest: Manifest }> {
  const blocks: Buffer[] = [];
  const sink = { write: (bytes: Uint8Array) => void blocks.push(Buffer.from(bytes)) };
  const manifest = await generateLog(settings, sink);
  return { text: Buffer.concat(blocks).toString(), manifest };
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").slice(0, -1);
}

function isEvent(value: unknown): value is BaseEvent {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function eventsOf(text: string): readonly BaseEvent[] {
  return linesOf(text)
    .map((line): unknown => JSON.parse(line))
    .filter(isEvent);
}

/** Plays a log through the official client, which throws at the first event that it does not accept. */
async function replay(text: string): Promise<readonly Message[]> {
  const body = linesOf(text)
    .map((line) => `data: ${line}\n\n`)
    .join("");
  const fetch = async () => new Response(body, { headers: { "content-type": "text/event-stream" } });
  const agent = new HttpAgent({ url: "http://localhost/", fetch });
  await agent.runAgent();
  return agent.messages;
}

describe("generated logs", () => {
  it.each([3, 4, 5, 6])(
    "of seed %i are accepted by the official client, which builds the counted messages",
    async (seed) => {
      const { text, manifest } = await generate({ shape: "agui", seed, bytes: 60_000 });
      const messages = await replay(text);
      expect(messages.length).toBe(manifest.messages);
      expect(
        messages.flatMap((message) => (message.role === "assistant" ? (message.toolCalls ?? []) : [])).length,
      ).toBe(manifest.toolCalls);
      expect(manifest.runs).toBe(eventsOf(text).filter(({ type }) => type === "RUN_STARTED").length);
    },
  );

  it("tell the weather story in a way that the official client accepts", async () => {
    const { text, manifest } = await generate({ shape: "story-weather", seed: 1, bytes: 0 });
    const messages = await replay(text);
    expect(messages.length).toBe(manifest.messages);
    expect(manifest.runs).toBe(5);
    expect(manifest.records).toBeGreaterThan(300);
    expect(manifest.records).toBeLessThan(600);
  });

  it.each(shapeNames)("of shape %s hold what the manifest says", async (shape) => {
    const { text, manifest } = await generate({ shape, seed: 11, bytes: 300_000 });
    const kinds = new Map<string, { count: number; bytes: number }>();
    for (const line of linesOf(text)) {
      const event: unknown = JSON.parse(line);
      if (!isEvent(event)) throw new Error(`a line without a type: ${line.slice(0, 80)}`);
      const tally = kinds.get(event.type) ?? { count: 0, bytes: 0 };
      kinds.set(event.type, { count: tally.count + 1, bytes: tally.bytes + Buffer.byteLength(line) });
    }
    expect(manifest.bytes).toBe(Buffer.byteLength(text));
    expect(manifest.lines).toBe(linesOf(text).length);
    expect(manifest.records).toBe(manifest.lines);
    expect(manifest.longestRecord).toBe(Math.max(...linesOf(text).map((line) => Buffer.byteLength(line))));
    expect(new Map(manifest.kinds.map(({ kind, count, bytes }) => [kind, { count, bytes }]))).toEqual(kinds);
    if (!shape.startsWith("story-")) expect(manifest.bytes).toBeGreaterThanOrEqual(300_000);
    if (!shape.startsWith("story-")) expect(manifest.bytes).toBeLessThan(600_000);
  });

  it("note the least and the greatest time", async () => {
    const { text, manifest } = await generate({ shape: "agui", seed: 2, bytes: 100_000 });
    const times = eventsOf(text).flatMap(({ timestamp }) => (timestamp === undefined ? [] : [timestamp]));
    expect(manifest.firstTime).toBe(Math.min(...times));
    expect(manifest.lastTime).toBe(Math.max(...times));
    expect(times.length).toBeLessThan(manifest.records);
  });

  it("are the same for a seed and differ between seeds", async () => {
    const settings: LogSettings = { shape: "agui", seed: 42, bytes: 50_000 };
    const { text } = await generate(settings);
    expect((await generate(settings)).text === text).toBe(true);
    expect((await generate({ ...settings, seed: 43 })).text === text).toBe(false);
  });

  it("hold every kind of event that servers stream, and text of every sort", async () => {
    const { text, manifest } = await generate({ shape: "agui", seed: 9, bytes: 2_000_000 });
    const kinds = manifest.kinds.map(({ kind }) => kind);
    for (const kind of [
      "RUN_ERROR",
      "TOOL_CALL_CHUNK",
      "REASONING_ENCRYPTED_VALUE",
      "ACTIVITY_DELTA",
      "STEP_STARTED",
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(kinds.length).toBeGreaterThanOrEqual(28);
    for (const piece of ["café", "東京", "🚆", "\\ud83d\\ude00", '\\ud83d"', '\\"', ',"type":"RAW"}\n']) {
      expect(text).toContain(piece);
    }
  });

  it("keep their type behind a long message when they are claude-like", async () => {
    const { text } = await generate({ shape: "claude-like", seed: 1, bytes: 500_000 });
    const behind = linesOf(text).filter((line) => line.lastIndexOf('"type":"') > 1_000);
    expect(behind.length).toBeGreaterThan(linesOf(text).length / 2);
  });

  it("are of many spellings when they are of many producers, and every run is one that the official client accepts", async () => {
    const { text, manifest } = await generate({ shape: "producers", seed: 1, bytes: 400_000 });
    const lines = linesOf(text);
    expect(manifest.bytes / manifest.lines).toBeGreaterThan(300);
    expect(manifest.bytes / manifest.lines).toBeLessThan(600);
    const spellings = new Set(lines.map((line) => line.replaceAll(/"(?:[^"\\]|\\.)*"(?!:)|\d+/g, "_")));
    expect(spellings.size).toBeGreaterThan(50);
    const starts = lines.flatMap((line, at) => (line.includes('"RUN_STARTED"') ? [at] : []));
    expect(starts.length).toBe(manifest.runs);
    const replayed = starts.map(async (start, at) => replay(`${lines.slice(start, starts[at + 1]).join("\n")}\n`));
    const messages = (await Promise.all(replayed)).reduce((sum, { length }) => sum + length, 0);
    expect(messages).toBe(manifest.messages);
  });

  it("are handed over in blocks, so that memory does not grow with a line", async () => {
    let most = 0;
    let blocks = 0;
    const shape: ShapeName = "long-line";
    await generateLog(
      { shape, seed: 1, bytes: 8_000_000 },
      {
        write(bytes) {
          most = Math.max(most, bytes.length);
          blocks += 1;
        },
      },
    );
    expect(most).toBeLessThanOrEqual(1024 * 1024);
    expect(blocks).toBeGreaterThanOrEqual(8);
  });

  it("stop when they are told to", async () => {
    const controller = new AbortController();
    const sink = { write: () => controller.abort(new Error("enough")) };
    const endless: LogSettings = { shape: "agui", seed: 1, bytes: Number.MAX_SAFE_INTEGER };
    await expect(generateLog(endless, sink, controller.signal)).rejects.toThrow("enough");
  });
});

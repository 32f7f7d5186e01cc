import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExportOptions } from "../../../../shared/exports.ts";
import { fail } from "../../../../shared/result.ts";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { RowSorter } from "../../index/rowSorter.ts";
import { runExport } from "../runExport.ts";
import { SensitivityCounter } from "./sensitivity.ts";

const { makeFolder, transcriptOf } = openedTranscripts();
const timeline: ExportOptions = { as: "timeline", filter: "", pretty: false, dropRaw: false };

async function exported(text: string | Uint8Array, options: Partial<ExportOptions> = {}): Promise<string> {
  const target = path.join(makeFolder(), "out.json");
  expect(await runExport(await transcriptOf(text), { ...timeline, ...options }, target)).toMatchObject({ ok: true });
  return fs.readFileSync(target, "utf8");
}

const start = 1_767_225_600_000;
const run = { threadId: "t", runId: "r" };
const lines = [
  JSON.stringify({ type: "RUN_STARTED", ...run, timestamp: start + 5 }),
  '{"type": "CUSTOM", "name":"n", "value":"a@b.org and \\ud800 \u2028", "timestamp": 1767225600001}',
  'broken "quotes"',
  JSON.stringify({ type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "shell" }),
  JSON.stringify({ type: "RUN_ERROR", message: "no", timestamp: start + 5 }),
];
const log = `${lines.join("\n")}\n`;

describe("a timeline", () => {
  it("holds every record, ordered by time, unknown ones last, then by line", async () => {
    const { timeline: header, events } = JSON.parse(await exported(log));
    expect(events.map(({ record }: { record: number }) => record)).toEqual([1, 0, 4, 2, 3]);
    expect(events[0].event).toEqual(JSON.parse(lines[1] ?? ""));
    expect(events[2]).toMatchObject({ source: 0, line: 5, time: start + 5, kind: "RUN_ERROR", error: true });
    expect(events[3]).toMatchObject({ line: 3, time: null, malformed: lines[2] });
    expect(events[4]).toMatchObject({ tool: "shell", event: { toolCallId: "c" } });
    expect(header).toMatchObject({
      ...{ format: "ag-ui", sourceCount: 1, events: 5, firstTime: start + 1, lastTime: start + 5, kindCount: 5 },
      counts: { errors: 1, humanActions: 0 },
      sensitive: { emailAddress: 1, filePath: 0 },
      sha256: createHash("sha256").update(log).digest("hex"),
    });
  });

  it("is the same document when it is indented, and the same bytes every time", async () => {
    const compact = await exported(log);
    expect(await exported(log)).toBe(compact);
    const pretty = await exported(log, { pretty: true });
    expect(pretty.split("\n").length).toBeGreaterThan(50);
    expect(JSON.parse(pretty)).toEqual(JSON.parse(compact));
  });

  it("holds events exactly, however they are ordered and long they are", async () => {
    const lengths = [70_000, 10, 65_520, 3, 2_000_000];
    const records = Array.from({ length: 40_000 }, (_, n) =>
      JSON.stringify({
        type: `T${n % 3}`,
        timestamp: start + ((n * 7919) % 40_009),
        text: n % 5000 === 7 ? "ü".repeat(lengths[n % 5] ?? 0) : `event ${n}`,
      }),
    );
    const { events } = JSON.parse(await exported(`${records.join("\n")}\n`));
    const expected = records.map((text) => JSON.parse(text)).sort((a, b) => a.timestamp - b.timestamp);
    expect(events.map(({ event }: { event: unknown }) => event)).toEqual(expected);
  });

  it("holds only what passes the filter", async () => {
    const { timeline: header, events } = JSON.parse(await exported(log, { filter: "kind:RUN_*" }));
    expect(events.map(({ record }: { record: number }) => record)).toEqual([0, 4]);
    expect(header).toMatchObject({
      events: 2,
      kinds: [
        { kind: "RUN_ERROR", count: 1 },
        { kind: "RUN_STARTED", count: 1 },
      ],
    });
  });

  it("is not begun when whoever reads it could not take it, unless told so", async () => {
    const transcript = await transcriptOf(log);
    const folder = makeFolder();
    const out = path.join(folder, "out.json");
    expect(await runExport(transcript, { ...timeline, readerLimit: 4 }, out)).toEqual(
      fail({ code: "too-large-to-read", events: 5, limit: 4 }),
    );
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(await runExport(transcript, { ...timeline, readerLimit: 5 }, out)).toMatchObject({ ok: true });
    expect(await runExport(transcript, { ...timeline, readerLimit: 0 }, out)).toMatchObject({ ok: true });
  });

  it.each(["ordering", "reading", "writing events"])("leaves nothing when it is cancelled while %s", async (stage) => {
    const transcript = await transcriptOf('{"type":"T","text":"some words"}\n'.repeat(60_000));
    const folder = makeFolder();
    const controller = new AbortController();
    const result = await runExport(transcript, timeline, path.join(folder, "out"), {
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress.stage === stage) controller.abort();
      },
    });
    expect(result).toEqual(fail({ code: "cancelled" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

describe("sorting by time", () => {
  it("orders more rows than memory holds, all of them", () => {
    const sorter = new RowSorter(3);
    const count = 65_536 * 34 + 5;
    for (let row = 0; row < count; row++) {
      const time = row % 7 === 0 ? Number.POSITIVE_INFINITY : (row * 7919) % 1000;
      sorter.add([time, row, -row]);
    }
    let seen = 0;
    let wrong = 0;
    let last = [-1, -1];
    for (const [time = 0, row = 0, check] of sorter.sorted()) {
      const [lastTime = 0, lastRow = 0] = last;
      if (time < lastTime || (time === lastTime && row <= lastRow) || check !== -row) wrong++;
      last = [time, row];
      seen++;
    }
    sorter.close();
    expect({ seen, wrong }).toEqual({ seen: count, wrong: 0 });
  });
});

describe("counting what is sensitive", () => {
  const key = `ghp_${"a1".repeat(18)}`;
  const text = `"${key}" me@example.org, /home/me/.ssh/id "C:\\\\Users\\\\me" https://example.org/a/b -----BEGIN RSA PRIVATE KEY----- sk-${"x".repeat(30)}\n`;
  const wanted = { githubToken: 1, emailAddress: 1, filePath: 2, privateKey: 1, modelKey: 1, awsAccessKey: 0 };

  it("knows secrets, paths and addresses by their shape", () => {
    const counter = new SensitivityCounter();
    counter.take(Buffer.from(text));
    expect(counter.finish()).toMatchObject(wanted);
  });

  it("counts the same wherever the text is cut", () => {
    const long = Buffer.from(text.repeat(40));
    const whole = new SensitivityCounter();
    whole.take(long);
    const counts = whole.finish();
    expect(counts.githubToken).toBe(40);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: long.length }), { maxLength: 30 }), (cuts) => {
        const counter = new SensitivityCounter();
        const places = [0, ...cuts.toSorted((a, b) => a - b), long.length];
        places.slice(1).forEach((to, index) => {
          counter.take(long.subarray(places[index], to));
        });
        expect(counter.finish()).toEqual(counts);
      }),
    );
  });
});

import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ExportOptions, ExportProgress } from "../../../shared/exports.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import type { Transcript } from "../session.ts";
import { openTranscript } from "../session.ts";
import { runExport } from "./runExport.ts";

const makeFolder = temporaryFolders();
const opened: Transcript[] = [];
const records: ExportOptions = { as: "records", filter: "", pretty: false, dropRaw: false };

beforeEach(() => {
  vi.stubEnv("SEEKLINE_SPOOL_DIR", makeFolder());
  vi.stubEnv("SEEKLINE_CACHE_DIR", makeFolder());
});

afterEach(() => {
  for (const transcript of opened.splice(0)) transcript.close();
});

async function transcriptOf(text: string | Uint8Array): Promise<Transcript> {
  const file = path.join(makeFolder(), "log.jsonl");
  fs.writeFileSync(file, text);
  const result = await openTranscript(file);
  if (!result.ok) throw new Error(result.failure.code);
  opened.push(result.value);
  return result.value;
}

/** Lines of 1 KB, enough of them that an export takes more than one slice. */
function manyLines(count: number): string {
  const filler = "x".repeat(900);
  return Array.from({ length: count }, (_, line) => `{"type":"T${line % 3}","line":${line},"text":"${filler}"}\n`).join(
    "",
  );
}

describe("an export of records", () => {
  it("writes those that pass the filter and says what it did", async () => {
    const transcript = await transcriptOf(
      '{"type":"A"}\n{"type":"B"}\r\n\n{"type":"A","x":1}{"type":"A"}\nnot json\n{"type":"A"}',
    );
    const target = path.join(makeFolder(), "out.jsonl");
    const exported = await runExport(transcript, { ...records, filter: "kind:A" }, target);
    const text = '{"type":"A"}\n{"type":"A","x":1}\n{"type":"A"}\n{"type":"A"}\n';
    expect(fs.readFileSync(target, "utf8")).toBe(text);
    expect(exported).toMatchObject({
      ok: true,
      value: { as: "records", recordsIn: 4, recordsOut: 4, bytesOut: text.length, skipped: { count: 0 } },
    });
  });

  it("gives the same bytes back when everything passes", async () => {
    const text = manyLines(20_000);
    const transcript = await transcriptOf(text);
    const target = path.join(makeFolder(), "out.jsonl");
    const reports: ExportProgress[] = [];
    await runExport(transcript, records, target, { onProgress: (progress) => reports.push(progress) });
    expect(fs.readFileSync(target, "utf8") === text).toBe(true);
    const copying = reports.filter(({ stage }) => stage === "copying");
    expect(copying.at(-1)).toMatchObject({ done: copying.at(-1)?.total });
  });

  it("waits for the index instead of leaving out what is not in it yet", async () => {
    const transcript = await transcriptOf(manyLines(40_000));
    const phases = ["indexing", "indexing", "complete"] as const;
    let asked = 0;
    const slow = {
      ...transcript,
      progress: () => ({ ...transcript.progress(), state: { phase: phases[asked++] ?? "complete" } }) as const,
      whenIndexed: () => new Promise<never>(() => {}),
    };
    const target = path.join(makeFolder(), "out.jsonl");
    const stages: string[] = [];
    await transcript.whenIndexed();
    const exported = await runExport(slow, records, target, { onProgress: ({ stage }) => stages.push(stage) });
    expect(exported).toMatchObject({ ok: true, value: { recordsOut: 40_000 } });
    expect(stages[0]).toBe("indexing");
    expect(asked).toBeGreaterThanOrEqual(3);
  });

  it("leaves nothing when it is cancelled", async () => {
    const transcript = await transcriptOf(manyLines(40_000));
    const folder = makeFolder();
    const controller = new AbortController();
    const exported = await runExport(transcript, records, path.join(folder, "out.jsonl"), {
      signal: controller.signal,
      onProgress: ({ stage }) => {
        if (stage === "copying") controller.abort();
      },
    });
    expect(exported).toEqual(fail({ code: "cancelled" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("leaves nothing when the transcript is closed while it is still being indexed", async () => {
    const transcript = await transcriptOf(manyLines(10));
    const folder = makeFolder();
    const closed = {
      ...transcript,
      progress: () => ({ ...transcript.progress(), state: { phase: "indexing" } }) as const,
    };
    expect(await runExport(closed, records, path.join(folder, "out.jsonl"))).toEqual(fail({ code: "cancelled" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("fails and leaves nothing when the source has become shorter", async () => {
    const transcript = await transcriptOf(manyLines(5_000));
    const progress = await transcript.whenIndexed();
    expect(progress.state.phase).toBe("complete");
    fs.truncateSync(transcript.source.path, 1_000_000);
    const folder = makeFolder();
    const exported = await runExport(transcript, records, path.join(folder, "out.jsonl"));
    expect(exported).toEqual(fail({ code: "source-changed", name: "log.jsonl", change: "shrunk" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("fails and leaves nothing when the source was replaced meanwhile", async () => {
    const transcript = await transcriptOf(manyLines(10));
    await transcript.whenIndexed();
    fs.writeFileSync(`${transcript.source.path}.new`, "{}\n");
    fs.renameSync(`${transcript.source.path}.new`, transcript.source.path);
    const folder = makeFolder();
    const exported = await runExport(transcript, records, path.join(folder, "out.jsonl"));
    expect(exported).toEqual(fail({ code: "source-changed", name: "log.jsonl", change: "replaced" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("works for a source that was removed while it was open", async () => {
    const transcript = await transcriptOf(manyLines(10));
    fs.rmSync(transcript.source.path);
    const target = path.join(makeFolder(), "out.jsonl");
    expect(await runExport(transcript, records, target)).toMatchObject({ ok: true, value: { recordsOut: 10 } });
  });

  it("never writes over its source", async () => {
    const transcript = await transcriptOf(manyLines(10));
    const before = fs.readFileSync(transcript.source.path);
    const exported = await runExport(transcript, records, transcript.source.path);
    expect(exported).toEqual(fail({ code: "would-overwrite-source", name: "log.jsonl" }));
    expect(fs.readFileSync(transcript.source.path)).toEqual(before);
  });

  it("says where a filter cannot be read, before anything is written", async () => {
    const transcript = await transcriptOf(manyLines(1));
    const folder = makeFolder();
    const exported = await runExport(transcript, { ...records, filter: "kind:A (" }, path.join(folder, "out"));
    expect(exported).toMatchObject({ ok: false, failure: { code: "bad-filter" } });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("takes back what it wrote when its output fails at the end", async () => {
    const transcript = await transcriptOf(manyLines(10));
    const events: string[] = [];
    const exported = runExport(transcript, records, async () =>
      succeed({
        bytesWritten: 0,
        write: () => {},
        commit: async () => Promise.reject(new Error("a bug")),
        abort: async () => void events.push("aborted"),
      }),
    );
    await expect(exported).rejects.toThrow("a bug");
    expect(events).toEqual(["aborted"]);
  });
});

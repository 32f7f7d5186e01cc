import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ExportOptions, ExportProgress } from "../../../shared/exports.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { generateLog } from "../../cli/generator/generateLog.ts";
import { openedTranscripts } from "../../testing/openedTranscripts.ts";
import type { ExportedTranscript } from "./exportJob.ts";
import { runExport } from "./runExport.ts";

const { makeFolder, transcriptOf } = openedTranscripts();
const records: ExportOptions = { as: "records", filter: "", pretty: false, dropRaw: false };

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

  it("waits for all matches instead of leaving out what is not known yet", async () => {
    const transcript = await transcriptOf(manyLines(1_000));
    await transcript.whenIndexed();
    const stages: string[] = [];
    const steps: string[] = [];
    const isKnown = () => steps.includes("known");
    const slow: ExportedTranscript = {
      ...transcript,
      progress: () => ({ ...transcript.progress(), state: { phase: isKnown() ? "complete" : "indexing" } }),
      query: (filter) => ({
        ...transcript.query(filter),
        ranges: function* () {
          steps.push("read");
          yield* transcript.query(filter).ranges();
        },
        whenComplete: async () => {
          // Long enough for whoever does not wait.
          for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
          steps.push("known");
          return succeed(undefined);
        },
      }),
    };
    const target = path.join(makeFolder(), "out.jsonl");
    const exported = await runExport(slow, records, target, { onProgress: ({ stage }) => stages.push(stage) });
    expect(exported).toMatchObject({ ok: true, value: { recordsOut: 1_000 } });
    expect(stages[0]).toBe("indexing");
    expect(steps[0]).toBe("known");
    expect(steps).toContain("read");
  });

  it("fails and leaves nothing when the search for its records fails", async () => {
    const transcript = await transcriptOf(manyLines(10));
    const folder = makeFolder();
    const failing: ExportedTranscript = {
      ...transcript,
      query: (filter) => ({
        ...transcript.query(filter),
        whenComplete: async () => fail({ code: "not-readable", name: "log.jsonl", detail: "EIO" }),
      }),
    };
    const exported = await runExport(failing, records, path.join(folder, "out.jsonl"));
    expect(exported).toEqual(fail({ code: "not-readable", name: "log.jsonl", detail: "EIO" }));
    expect(fs.readdirSync(folder)).toEqual([]);
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
    const closed: ExportedTranscript = {
      ...transcript,
      progress: () => ({ ...transcript.progress(), state: { phase: "indexing" } }),
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
        finish: async () => {},
        commit: async () => Promise.reject(new Error("a bug")),
        abort: async () => void events.push("aborted"),
      }),
    );
    await expect(exported).rejects.toThrow("a bug");
    expect(events).toEqual(["aborted"]);
  });
});

const run = { threadId: "t", runId: "r" };
const conversation = [
  { type: "RUN_STARTED", ...run },
  { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "Hel" },
  { type: "RAW", event: { type: "TEXT_MESSAGE_CONTENT" } },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "lo" },
  { type: "TEXT_MESSAGE_END", messageId: "m" },
  { type: "RUN_FINISHED", ...run },
]
  .map((event) => `${JSON.stringify(event)}\n`)
  .join("");

describe("an export of the conversation", () => {
  it("is a compacted log as a snapshot", async () => {
    const transcript = await transcriptOf(conversation);
    const target = path.join(makeFolder(), "out.jsonl");
    const stages = new Set<string>();
    const exported = await runExport(transcript, { ...records, as: "snapshot" }, target, {
      onProgress: ({ stage }) => stages.add(stage),
    });
    const text = fs.readFileSync(target, "utf8");
    const events = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ type }) => type)).toEqual(["RUN_STARTED", "MESSAGES_SNAPSHOT", "RAW", "RUN_FINISHED"]);
    expect(events[1].messages).toEqual([{ id: "m", role: "assistant", content: "Hello" }]);
    expect(exported).toMatchObject({
      ok: true,
      value: { as: "snapshot", recordsIn: 7, recordsOut: 4, messages: 1, bytesOut: text.length, skipped: { count: 0 } },
    });
    expect(stages).toContain("reading");
    expect(stages).toContain("saving");
  });

  it("leaves out what the filter does not let through, and RAW events when told so", async () => {
    const transcript = await transcriptOf(conversation);
    const target = path.join(makeFolder(), "out.jsonl");
    await runExport(transcript, { ...records, as: "snapshot", filter: "-kind:RAW" }, target);
    expect(fs.readFileSync(target, "utf8")).not.toContain("RAW");
    await runExport(transcript, { ...records, as: "snapshot", dropRaw: true }, target);
    expect(fs.readFileSync(target, "utf8")).not.toContain("RAW");
  });

  it("is one document as messages, indented when told so", async () => {
    const transcript = await transcriptOf(conversation);
    const target = path.join(makeFolder(), "out.json");
    const messages = [{ id: "m", role: "assistant", content: "Hello" }];
    await runExport(transcript, { ...records, as: "messages" }, target);
    expect(fs.readFileSync(target, "utf8")).toBe(`${JSON.stringify(messages)}\n`);
    await runExport(transcript, { ...records, as: "messages", pretty: true }, target);
    expect(fs.readFileSync(target, "utf8")).toBe(`${JSON.stringify(messages, undefined, 2)}\n`);
  });

  it("needs a format that has messages", async () => {
    const transcript = await transcriptOf('{"level":"info"}\n');
    const folder = makeFolder();
    const exported = await runExport(transcript, { ...records, as: "messages" }, path.join(folder, "out"));
    expect(exported).toEqual(fail({ code: "not-a-conversation", format: "JSON Lines" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("gives messages of plain JSON that holds records of a family", async () => {
    const step = (message: object) => `${JSON.stringify({ message, contextItems: [] })}\n`;
    const session = step({ role: "user", content: "Hello" }) + step({ role: "assistant", content: "Hi" });
    const target = path.join(makeFolder(), "out.json");
    expect(await runExport(await transcriptOf(session), { ...records, as: "messages" }, target)).toMatchObject({
      ok: true,
    });
    expect(JSON.parse(fs.readFileSync(target, "utf8"))).toMatchObject([
      { role: "user", content: "Hello" },
      { role: "assistant", content: "Hi" },
    ]);
  });

  it("reports lines that it skips", async () => {
    const transcript = await transcriptOf(`${conversation}not json\n`);
    const target = path.join(makeFolder(), "out.jsonl");
    expect(await runExport(transcript, { ...records, as: "snapshot" }, target)).toMatchObject({
      ok: true,
      value: { skipped: { count: 1, first: [{ record: 7, line: 8 }] } },
    });
  });

  it.each(["reading", "writing events"])("leaves nothing when it is cancelled while %s", async (stage) => {
    const blocks: string[] = [];
    await generateLog(
      { shape: "agui", seed: 1, bytes: 3_000_000 },
      { write: (bytes) => void blocks.push(String(bytes)) },
    );
    const transcript = await transcriptOf(blocks.join(""));
    const folder = makeFolder();
    const controller = new AbortController();
    const stages: string[] = [];
    const exported = await runExport(transcript, { ...records, as: "snapshot" }, path.join(folder, "out"), {
      signal: controller.signal,
      onProgress: (progress) => {
        stages.push(progress.stage);
        if (progress.stage === stage) controller.abort();
      },
    });
    expect(stages).toContain(stage);
    expect(exported).toEqual(fail({ code: "cancelled" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

it("writes the messages of all families of a mixed file", async () => {
  const run = { threadId: "t", runId: "r" };
  const events = [
    { type: "RUN_STARTED", ...run },
    { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
    { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "Roses." },
    { type: "TEXT_MESSAGE_END", messageId: "m" },
    { type: "RUN_FINISHED", ...run },
    { type: "thread.started", thread_id: "another" },
    { type: "item.completed", item: { id: "i", type: "agent_message", text: "Stones." } },
  ];
  const transcript = await transcriptOf(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  expect(transcript.format).toMatchObject({ name: "ag-ui", others: ["codex-exec"] });
  const target = path.join(makeFolder(), "out.json");
  const written = await runExport(transcript, { ...records, as: "messages" }, target);
  expect(written).toMatchObject({ ok: true, value: { messages: 2 } });
  const messages: { content: string }[] = JSON.parse(fs.readFileSync(target, "utf8"));
  expect(messages.map(({ content }) => content)).toEqual(["Roses.", "Stones."]);
});

// What the sample could not show is learned from the whole index: kinds, times, another format, in records that lie where
// nobody looked at first.

import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EngineEvent } from "../../shared/engineContract.ts";
import { parseFilter } from "../../shared/filter/filter.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { createEngine } from "./engine.ts";
import { runExport } from "./export/runExport.ts";
import { openTranscript } from "./session.ts";
import type { Transcript } from "./transcript.ts";

const newFolder = temporaryFolders();

beforeEach(() => {
  vi.stubEnv("SEEKLINE_CACHE_DIR", newFolder());
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Between two places that the sample reads, some hundred bytes each, there are so many lines of the other sort. */
const lineBytes = 128;
const firstLines = 40_960;
const otherLines = 200;
const restLines = 60_000;

function filter(text: string) {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** Lines of one sort; where the sample does not look, one run of lines of another. */
function logOf(usual: (n: number) => object, other: (n: number) => object, linesBefore = firstLines): string {
  const line = (record: object): string => {
    const text = JSON.stringify({ ...record, pad: "" });
    return `${text.slice(0, -2)}${"x".repeat(lineBytes - 1 - text.length)}"}\n`;
  };
  const from = linesBefore + 1_500;
  return Array.from({ length: linesBefore + restLines }, (_, n) =>
    line(n >= from && n < from + otherLines ? other(n - from) : usual(n)),
  ).join("");
}

async function opened(content: string, wanted: WantedReading = {}): Promise<Transcript> {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, content);
  const transcript = await openTranscript(file, wanted);
  if (!transcript.ok) throw new Error(transcript.failure.code);
  return transcript.value;
}

const start = Date.UTC(2026, 2, 1, 10);
const late = logOf(
  () => ({ type: "snapshot" }),
  (n) => ({ event: "user", created_at: new Date(start + n * 1000).toISOString() }),
);

describe("a file whose early records are named otherwise", () => {
  it("is read so from the beginning, without a word", async () => {
    const early = logOf(
      () => ({ type: "snapshot" }),
      (n) => ({ event: "user", created_at: new Date(start + n * 1000).toISOString() }),
      4_096,
    );
    const transcript = await opened(early);
    expect(transcript.format.kind.members.map(({ path }) => path)).toEqual(["type", "event"]);
    const view = transcript.query(filter("kind:user"));
    expect(await transcript.whenIndexed()).toMatchObject({ firstTime: start, bytesDone: early.length });
    expect(transcript.notice).toBeUndefined();
    expect(transcript.isCurrent(view)).toBe(true);
    expect(view.rows()).toBe(otherLines);
    transcript.close();
  });

  it("is read so where their times lie within a member", async () => {
    const early = logOf(
      () => ({ type: "snapshot" }),
      (n) => ({ type: "user", data: { created_at: new Date(start + n * 1000).toISOString() } }),
      4_096,
    );
    const transcript = await opened(early);
    expect(transcript.format.time.members.map(({ path }) => path)).toEqual(["data.created_at"]);
    transcript.close();
  });
});

describe("a file whose later records are named otherwise", () => {
  it("is indexed anew with what they show, once, and says so", async () => {
    const transcript = await opened(late);
    expect(transcript.notice).toBeUndefined();
    expect(transcript.format.time.members).toEqual([]);
    const first = transcript.query(filter(""));
    const progress = await transcript.whenIndexed();
    expect(progress).toMatchObject({
      state: { phase: "complete" },
      bytesDone: late.length,
      records: firstLines + restLines,
      firstTime: start,
      lastTime: start + (otherLines - 1) * 1000,
    });
    expect(transcript.notice).toBe(
      "Some records are not like those that were looked at first. The file was indexed anew, with kinds from “type”, “event” and times from “created_at”.",
    );
    expect(transcript.kinds()).toMatchObject([{ kind: "snapshot" }, { kind: "user", count: otherLines }]);
    // What was opened before stays as it was, to the last row.
    expect(transcript.isCurrent(first)).toBe(false);
    expect(first.rows()).toBe(firstLines + restLines);
    expect(transcript.rows(first, firstLines + 1_500, 1)[0]).toMatchObject({ kind: "(none)", time: undefined });
    first.close();
    const second = transcript.query(filter("after:2026-03-01T10:03:00Z"));
    expect(transcript.isCurrent(second)).toBe(true);
    await second.whenComplete();
    expect(second.rows()).toBe(otherLines - 180);
    expect(transcript.rows(second, 0, 1)[0]).toMatchObject({ kind: "user", time: start + 180_000 });
    second.close();
    transcript.close();
  });

  it("is not indexed anew for members that the user named", async () => {
    const transcript = await opened(late, { kindPath: "type", timePath: "when" });
    await transcript.whenIndexed();
    expect(transcript.notice).toContain("“when”");
    expect(transcript.notice).not.toContain("anew");
    expect(transcript.kinds()).toMatchObject([{ kind: "snapshot" }, { kind: "(none)", count: otherLines }]);
    transcript.close();
  });

  it("is exported by what was learned, although the export began before", async () => {
    const transcript = await opened(late);
    const target = path.join(newFolder(), "out.jsonl");
    const options = { as: "records", filter: "kind:user", pretty: false, dropRaw: false } as const;
    const exported = await runExport(transcript, options, target);
    expect(exported).toMatchObject({ ok: true, value: { recordsOut: otherLines } });
    transcript.close();
  });

  it("turns out to be a log of AG-UI events", async () => {
    const transcript = await opened(
      logOf(
        () => ({ level: "info" }),
        (n) =>
          n === 0
            ? { type: "RUN_STARTED", threadId: "t", runId: "r" }
            : { type: "TEXT_MESSAGE_CHUNK", messageId: "m", role: "assistant", delta: "x" },
      ),
    );
    const target = path.join(newFolder(), "messages.json");
    const exported = await runExport(transcript, { as: "messages", filter: "", pretty: false, dropRaw: false }, target);
    expect(exported).toMatchObject({ ok: true });
    expect(transcript.format.name).toBe("ag-ui");
    expect(transcript.notice).toContain("The file was indexed anew as AG-UI events, with");
    expect(JSON.parse(fs.readFileSync(target, "utf8"))).toMatchObject([
      { id: "m", content: "x".repeat(otherLines - 1) },
    ]);
    transcript.close();
  });

  it("is found at once when it was learned before", async () => {
    const file = path.join(newFolder(), "log.jsonl");
    fs.writeFileSync(file, late);
    for (const cached of [false, true]) {
      const transcript = await openTranscript(file);
      if (!transcript.ok) throw new Error(transcript.failure.code);
      const progress = await transcript.value.whenIndexed();
      expect(progress).toMatchObject({ state: { phase: "complete" }, cached, firstTime: start });
      expect(transcript.value.notice).toContain("The file was indexed anew");
      transcript.value.close();
    }
  });

  it("is told to the page, which asks for its rows anew", async () => {
    const file = path.join(newFolder(), "log.jsonl");
    fs.writeFileSync(file, late);
    const events: EngineEvent[] = [];
    const engine = createEngine({ resolveGrant: () => file, emit: (event) => events.push(event) });
    try {
      const context = { signal: new AbortController().signal, requestId: 1, emit: () => {} };
      const answer = await engine.handlers.open({ file: "file" }, context);
      if (!answer.ok) throw new Error(answer.failure.code);
      const { transcript } = answer.value;
      const before = await engine.handlers.query({ transcript, filter: "kind:user" }, context);
      expect(before).toMatchObject({ ok: true });
      const told = () => events.find(({ type }) => type === "reread");
      await expect.poll(told).toBeDefined();
      expect(told()).toMatchObject({ transcript, format: { time: { members: [{ path: "created_at" }] } } });
      const after = await engine.handlers.query({ transcript, filter: "kind:user", rows: 1 }, context);
      expect(after).toMatchObject({
        ok: true,
        value: { rows: otherLines, first: { rows: [{ kind: "user", time: start }] } },
      });
      expect(events.filter(({ type }) => type === "reread")).toHaveLength(1);
    } finally {
      engine.dispose();
    }
  });

  it("can be closed at any moment", async () => {
    for (const pause of [0, 1, 5, 20, 60]) {
      const transcript = await opened(late);
      const view = transcript.query(filter("kind:user"));
      await new Promise((resolve) => setTimeout(resolve, pause));
      const ended = transcript.whenIndexed();
      transcript.close();
      view.close();
      expect((await ended).state.phase).not.toBe("failed");
    }
  });
});

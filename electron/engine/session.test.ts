import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openTranscript } from "./session.ts";
import type { Transcript } from "./transcript.ts";

const temporaryFolder = temporaryFolders();

async function open(content: string | Uint8Array): Promise<Transcript> {
  const file = path.join(temporaryFolder(), "transcript.jsonl");
  fs.writeFileSync(file, content);
  const opened = await openTranscript(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

function filter(text: string) {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

describe("a transcript", () => {
  it("shows rows of several segments, filtered and not, by number", async () => {
    const count = 200_000;
    const kinds = ["A", "B", "C"] as const;
    const lines = Array.from({ length: count }, (_, n) =>
      JSON.stringify({ type: kinds[n % 7 === 0 ? 0 : 1 + (n % 2)], n }),
    );
    const transcript = await open(lines.join("\n"));
    const progress = await transcript.whenIndexed();
    expect(progress).toMatchObject({ state: { phase: "complete" }, records: count, lines: count, malformed: 0 });

    const all = transcript.query(filter(""));
    for (const record of [0, 65_535, 65_536, 131_072, count - 1]) {
      expect(transcript.rows(all, record, 1)[0]).toMatchObject({ record, line: record + 1 });
      expect(transcript.record(record)).toMatchObject({ ok: true, value: { length: lines[record]?.length } });
    }
    const numbers = Array.from({ length: count }, (_, n) => n).filter((n) => n % 7 === 0 || n % 2 === 1);
    const some = transcript.query(filter("kind:A,C"));
    expect(some.rows()).toBe(numbers.length);
    for (const row of [0, 1, 40_000, numbers.length - 2]) {
      expect(transcript.rows(some, row, 2).map(({ record }) => record)).toEqual(numbers.slice(row, row + 2));
      expect(some.rowOf(numbers[row] ?? 0)).toBe(row);
    }
    expect(
      transcript
        .kinds()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual([...kinds]);
    transcript.close();
  });

  it("counts blank, glued and malformed lines", async () => {
    const transcript = await open('{"a":1}{"a":2}\n\n   \nnot json\n{"a":3}\r\n{"torn');
    expect(await transcript.whenIndexed()).toMatchObject({ records: 5, lines: 6, blank: 2, glued: 1, malformed: 2 });
    const rows = transcript.rows(transcript.query(filter("")), 0, 10);
    expect(rows.map(({ flags, line }) => [line, ...flags])).toEqual([
      [1],
      [1, "glued"],
      [4, "malformed"],
      [5],
      [6, "malformed", "torn"],
    ]);
    transcript.close();
  });

  it("counts the records that are earlier than the one with a time before them", async () => {
    const times = [1.5e12, 1.3e12, undefined, 1.2e12, 1.4e12];
    const lines = times.map((time, n) => JSON.stringify({ type: "RAW", n, timestamp: time }));
    const transcript = await open(lines.join("\n"));
    expect(await transcript.whenIndexed()).toMatchObject({ firstTime: 1.2e12, lastTime: 1.5e12, outOfOrder: 2 });
    transcript.close();
  });

  it("bounds the table of kinds against a new type on every line", async () => {
    const transcript = await open(Array.from({ length: 10_000 }, (_, n) => `{"type":"T${n}"}`).join("\n"));
    const progress = await transcript.whenIndexed();
    expect(progress.kindsOverflowed).toBe(true);
    expect(transcript.kinds()).toHaveLength(4096 - 2);
    expect(transcript.kinds()[0]).toMatchObject({ kind: "(other)", count: 10_000 - 4093 });
    transcript.close();
  });

  it("says where a filter by names cannot find the names that are not told apart", async () => {
    const tool = (n: number) => `{"type":"TOOL_CALL_START","toolCallId":"c${n}","toolCallName":"t${n}"}`;
    const transcript = await open(Array.from({ length: 5_000 }, (_, n) => tool(n)).join("\n"));
    await transcript.whenIndexed();
    expect(transcript.progress().namesOverflowed).toBe(true);
    expect(transcript.query(filter("tool:t1")).notice()).toContain("some are not found by role: and tool:");
    expect(transcript.query(filter("-(tool:t1 is:error)")).notice()).toContain("some are not found");
    expect(transcript.query(filter("kind:TOOL_*")).notice()).toBeUndefined();
    transcript.close();
    const kinds = await open(Array.from({ length: 5_000 }, (_, n) => `{"type":"T${n}"}`).join("\n"));
    await kinds.whenIndexed();
    expect(kinds.query(filter("kind:T4999")).notice()).toContain("kind:(other)");
    expect(kinds.query(filter("bytes>1")).notice()).toBeUndefined();
    kinds.close();
  });

  it.each([
    ["an empty file", "", "This file is empty."],
    ["a binary file", Uint8Array.of(0x7f, 0x45, 0, 0, 1, 2), "This looks like a binary file"],
    ["random bytes", Uint8Array.of(0x93, 0x1f, 0xe7, 0x45, 0x02, 0xa8, 0x6b, 0xf4), "This looks like a binary file"],
    ["text in Latin-1", Uint8Array.of(0xe9, 0x74, 0xe9, 0x0a, 0x1b, 0x5b, 0x6d), "This looks like plain text"],
    [
      "one document over many lines",
      '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}\n',
      "This is one JSON document over many lines",
    ],
    ["text", "hello\nworld\n", "This looks like plain text, not JSON Lines"],
  ])("says so of %s", async (_, content, notice) => {
    const transcript = await open(content);
    expect(transcript.notice).toContain(notice);
    expect((await transcript.whenIndexed()).state).toEqual({ phase: "complete" });
    transcript.close();
  });

  it("shows the lines of a JSON document as lines, and members of an array as records", async () => {
    const document = await open('{\n  "a": 1,\n  "b": [\n    "c", 2\n  ]\n}\n');
    expect(await document.whenIndexed()).toMatchObject({ lines: 6, malformed: 5, glued: 0 });
    document.close();
    const array = await open('[\n{"type":"a"},\n{"type":"b"}\n]\n');
    expect(await array.whenIndexed()).toMatchObject({ records: 2, malformed: 0, commas: 3 });
    expect(array.kinds().map(({ kind }) => kind)).toEqual(["a", "b"]);
    array.close();
  });

  it("notices that its file grew, shrank, was replaced or removed, and reads on what it has open", async () => {
    const transcript = await open('{"type":"A"}\n{"type":"B"}\n');
    const file = transcript.source.path;
    await transcript.whenIndexed();
    expect(transcript.progress().change).toBe(undefined);
    fs.appendFileSync(file, '{"type":"C"}\n');
    expect(transcript.progress().change).toBe("grown");
    fs.truncateSync(file, 5);
    expect(transcript.progress().change).toBe("shrunk");
    fs.writeFileSync(file, '{"type":"A"}\n{"type":"B"}\n');
    expect(transcript.progress().change).toBe(undefined);
    fs.renameSync(file, `${file}.old`);
    expect(transcript.progress().change).toBe("removed");
    fs.writeFileSync(file, "other");
    expect(transcript.progress().change).toBe("replaced");
    expect(transcript.rows(transcript.query(filter("")), 1, 1)[0]?.kind).toBe("B");
    transcript.close();
  });

  it.each([
    ["a missing file", () => "/nowhere/at/all.jsonl", "not-found"],
    ["a folder", () => temporaryFolder(), "is-folder"],
    ["a device", () => "/dev/null", "not-a-file"],
  ])("does not open %s", async (_, file, code) => {
    expect(await openTranscript(file())).toMatchObject({ ok: false, failure: { code } });
  });
});

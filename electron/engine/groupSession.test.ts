// Several transcripts as one, against what is found by reading all of them.

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { groupMembers } from "./group/groupMembers.ts";
import { openGroup } from "./groupSession.ts";
import { inSlices } from "./handlers/inSlices.ts";
import { createHitSearch } from "./query/hits/hitSearch.ts";
import { readHits } from "./query/hits/recordHits.ts";
import { readText } from "./query/recordText.ts";
import { SourceError } from "./source/fileSource.ts";
import type { Transcript } from "./transcript.ts";

const newFolder = temporaryFolders();
const never = new AbortController().signal;

function filter(text: string) {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** A folder of these files, opened as one. */
async function opened(files: Readonly<Record<string, string | Uint8Array>>): Promise<Transcript & { folder: string }> {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  const members = await groupMembers([folder]);
  if (!members.ok) throw new Error(members.failure.code);
  const transcript = openGroup("group", members.value);
  const { state } = await transcript.whenIndexed();
  if (state.phase !== "complete") throw new Error(state.phase);
  return Object.assign(transcript, { folder });
}

async function rowsOf(transcript: Transcript, text: string) {
  const view = transcript.query(filter(text));
  try {
    expect(await view.whenComplete()).toMatchObject({ ok: true });
    return transcript.rows(view, 0, 1000);
  } finally {
    view.close();
  }
}

async function places(transcript: Transcript, text: string): Promise<readonly string[]> {
  return (await rowsOf(transcript, text)).map(({ origin }) => `${origin?.name} ${origin?.record}`);
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
const claude = [
  {
    type: "user",
    uuid: "a",
    sessionId: "s",
    timestamp: "2026-01-01T00:00:01.000Z",
    message: { role: "user", content: "hello there" },
  },
  {
    type: "assistant",
    uuid: "b",
    sessionId: "s",
    timestamp: "2026-01-01T00:00:03.000Z",
    message: { role: "assistant", content: [{ type: "text", text: "Hi" }] },
  },
]
  .map(line)
  .join("");
const log =
  line({ type: "START", timestamp: "2026-01-01T00:00:02.000Z", id: 1 }) +
  line({ type: "TOOL_ERROR", timestamp: "2026-01-01T00:00:03.000Z", id: 2 }) +
  "hello, this is no JSON\n";

describe("a group", () => {
  it("has the records of all in the order of their times, those without one last, each with its place", async () => {
    const group = await opened({ "one.jsonl": claude, "sub/two.jsonl.gz": zlib.gzipSync(log), "notes.txt": "hello" });
    const rows = await rowsOf(group, "");
    expect(rows.map(({ record, line: at, kind, origin }) => [record, origin?.name, origin?.record, at, kind])).toEqual([
      [0, "one.jsonl", 0, 1, "user"],
      [1, "sub/two.jsonl.gz", 0, 1, "START"],
      [2, "one.jsonl", 1, 2, "assistant/text"],
      [3, "sub/two.jsonl.gz", 1, 2, "TOOL_ERROR"],
      [4, "sub/two.jsonl.gz", 2, 3, "(malformed)"],
    ]);
    // Each by its own format.
    expect(rows[0]).toMatchObject({ role: "user", preview: "user  “hello there”" });
    expect(group.format).toMatchObject({ name: "claude-code", others: ["generic"] });
    expect(group.progress()).toMatchObject({ records: 5, lines: 5, malformed: 1 });
    expect(group.kinds().map(({ kind, count }) => `${kind} ${count}`)).toContain("TOOL_ERROR 1");
    expect(group.completions().sources).toMatchObject([
      { name: "one.jsonl", count: 2 },
      { name: "sub/two.jsonl.gz", count: 3 },
    ]);
    group.close();
  });

  it("is filtered as a transcript is, by its transcripts too", async () => {
    const group = await opened({ "one.jsonl": claude, "sub/two.jsonl": log });
    expect(await places(group, "source:sub/*")).toEqual(["sub/two.jsonl 0", "sub/two.jsonl 1", "sub/two.jsonl 2"]);
    expect(await places(group, "-source:sub/*")).toEqual(["one.jsonl 0", "one.jsonl 1"]);
    expect(await places(group, "source:nobody")).toEqual([]);
    // What means an error is said by each one's format.
    expect(await places(group, "is:error")).toEqual(["sub/two.jsonl 1"]);
    expect(await places(group, "hello")).toEqual(["one.jsonl 0", "sub/two.jsonl 2"]);
    expect(await places(group, "/h.llo/ -kind:user")).toEqual(["sub/two.jsonl 2"]);
    expect(await places(group, "hello source:one*")).toEqual(["one.jsonl 0"]);
    // Numbers and lines are those of each transcript.
    expect(await places(group, "record:1")).toEqual(["one.jsonl 1", "sub/two.jsonl 1"]);
    expect(await places(group, "line:3")).toEqual(["sub/two.jsonl 2"]);
    expect(await places(group, "role:assistant OR kind:START")).toEqual(["sub/two.jsonl 0", "one.jsonl 1"]);
    expect(await places(group, "after:2026-01-01T00:00:03Z")).toEqual(["one.jsonl 1", "sub/two.jsonl 1"]);
    group.close();
  });

  it("gives the bytes of each record, and finds texts in them", async () => {
    const group = await opened({ "one.jsonl": claude, "two.jsonl": log });
    const bytes = group.source;
    const all = Buffer.alloc(bytes.size);
    expect(bytes.readInto(all, 0, all.length, 0)).toBe(all.length);
    const [user = "", assistant = ""] = claude.split("\n");
    const [start = "", error = "", odd = ""] = log.split("\n");
    expect(all.toString()).toBe([user, start, assistant, error, odd, ""].join("\n"));
    const place = group.record(4);
    if (!place.ok) throw new Error(place.failure.code);
    expect(readText(bytes, place.value, 0, 100)).toMatchObject({ text: odd });
    const search = createHitSearch(filter("hello"));
    expect(readHits(bytes, place.value, search, 0, 100).hits).toEqual([{ from: 0, to: 5 }]);
    const glance = await inSlices(group.overview(4, undefined), never);
    expect(glance.ok && glance.value.bytes.reduce((sum, each) => sum + each, 0)).toBe(all.length - 5);
    expect(group.firstRecordAt(Date.parse("2026-01-01T00:00:02.500Z"))).toBe(2);
    expect(group.group?.originOf(2)).toMatchObject({ source: { member: { name: "one.jsonl" } }, record: 1 });
    expect(group.group?.originOf(5)).toBeUndefined();
    group.close();
  });

  it("holds any records as one file of them would, filtered by anything", async () => {
    const record = fc.record(
      {
        type: fc.constantFrom("A", "B", "A_ERROR"),
        timestamp: fc.integer({ min: 1_767_225_600_000, max: 1_767_225_600_020 }),
        role: fc.constantFrom("user", "assistant"),
        text: fc.constantFrom("needle", "hay", "need\nle"),
      },
      { requiredKeys: ["type"] },
    );
    const files = fc.array(fc.array(record, { maxLength: 12 }), { minLength: 1, maxLength: 5 });
    const texts = [
      "",
      "needle",
      "/ne+d/",
      "kind:A*",
      "is:error needle",
      "role:user OR line:2",
      "-source:0*",
      "record:1-2",
    ];
    await fc.assert(
      fc.asyncProperty(files, async (transcripts) => {
        fc.pre(transcripts.some((records) => records.length > 0));
        const group = await opened(
          Object.fromEntries(transcripts.map((records, file) => [`${file}.jsonl`, records.map(line).join("")])),
        );
        const expected = transcripts
          .flatMap((records, file) => records.map((of, number) => ({ of, file, number })))
          .sort(
            (a, b) =>
              compare(a.of.timestamp ?? Number.POSITIVE_INFINITY, b.of.timestamp ?? Number.POSITIVE_INFINITY) ||
              a.number - b.number ||
              a.file - b.file,
          );
        const passing: readonly ((of: (typeof expected)[number]) => boolean)[] = [
          () => true,
          ({ of }) => of.text === "needle",
          ({ of }) => of.text !== undefined && of.text !== "hay",
          ({ of }) => of.type.startsWith("A"),
          ({ of }) => of.type === "A_ERROR" && of.text === "needle",
          ({ of, number }) => of.role === "user" || number === 1,
          ({ file }) => file !== 0,
          ({ number }) => number === 1 || number === 2,
        ];
        for (const [index, text] of texts.entries()) {
          const wanted = expected.filter(passing[index] ?? (() => false));
          expect(await places(group, text)).toEqual(wanted.map(({ file, number }) => `${file}.jsonl ${number}`));
        }
        group.close();
      }),
      { numRuns: 25 },
    );
  });

  it("names what is missing, damaged or no transcript, and shows the others", async () => {
    const folder = newFolder();
    fs.writeFileSync(path.join(folder, "a.jsonl"), log);
    fs.writeFileSync(
      path.join(folder, "binary.jsonl"),
      Uint8Array.from({ length: 300 }, (_, n) => (n * 7) % 251),
    );
    fs.writeFileSync(path.join(folder, "empty.jsonl"), "");
    const packed = zlib.gzipSync(log.repeat(1000));
    fs.writeFileSync(path.join(folder, "cut.jsonl.gz"), packed.subarray(0, packed.length - 20));
    const members = await groupMembers([folder, path.join(folder, "gone.jsonl")]);
    if (!members.ok) throw new Error(members.failure.code);
    const said: string[] = [];
    const group = openGroup("group", members.value, {
      onProblem: ({ name }, problem) => said.push(`${name}: ${problem}`),
    });
    expect(await group.whenIndexed()).toMatchObject({ state: { phase: "complete" } });
    expect(said).toEqual([
      expect.stringMatching(/^binary\.jsonl: .*binary/),
      expect.stringMatching(/^cut\.jsonl\.gz: .*ends early/),
      expect.stringMatching(/^gone\.jsonl: There is no file/),
    ]);
    expect(group.notice).toMatch(
      /^“binary\.jsonl”: .+ “cut\.jsonl\.gz”: .+ “gone\.jsonl”: .+ The other transcripts are shown\.$/,
    );
    expect(group.group?.sources.map(({ member }) => member.name)).toEqual([
      ...["a.jsonl", "binary.jsonl", "cut.jsonl.gz", "empty.jsonl"],
    ]);
    expect(await places(group, "source:a*")).toHaveLength(3);
    group.close();
  });

  it("cannot be read when none of its transcripts can be", async () => {
    const group = openGroup("group", [{ name: "gone.jsonl", file: "/nowhere/gone.jsonl" }]);
    expect((await group.whenIndexed()).state).toMatchObject({ phase: "failed", failure: { code: "group-unread" } });
    group.close();
  });

  it("never gives a record's bytes from a transcript that was rewritten since", async () => {
    const group = await opened({ "one.jsonl": claude, "two.jsonl": log });
    fs.writeFileSync(path.join(group.folder, "two.jsonl"), log.replace("START", "STOPS"));
    expect(() => group.source.readInto(new Uint8Array(10), 0, 10, group.source.size - 10)).toThrow(SourceError);
    // One that only grew is what it was.
    fs.appendFileSync(path.join(group.folder, "one.jsonl"), claude);
    expect(await rowsOf(group, "source:one*")).toHaveLength(2);
    group.close();
  });

  it("reads what a hundred wrote side by side without opening their files for each record", async () => {
    const [files, records] = [100, 60];
    const wrote = (file: number) =>
      Array.from({ length: records }, (_, n) =>
        line({ type: "A", timestamp: 1_767_225_600_000 + n * files + file, text: `${n}`.repeat(200), file }),
      ).join("");
    const group = await opened(
      Object.fromEntries(Array.from({ length: files }, (_, file) => [`${file}.jsonl`, wrote(file)])),
    );
    const opening = vi.spyOn(fs, "openSync");
    try {
      expect(await places(group, "/.file.:7}/")).toHaveLength(records);
      expect(opening.mock.calls.length).toBeLessThan(3 * files);
    } finally {
      opening.mockRestore();
    }
    group.close();
  });

  it("begins with nothing, and is to be asked again when all is read", async () => {
    const folder = newFolder();
    fs.writeFileSync(path.join(folder, "a.jsonl"), log);
    const members = await groupMembers([folder]);
    if (!members.ok) throw new Error(members.failure.code);
    const group = openGroup("group", members.value);
    const early = group.query(filter("/hello/"));
    expect([early.rows(), early.complete()]).toEqual([0, false]);
    expect(await early.whenComplete()).toMatchObject({ ok: true });
    expect(group.isCurrent(early)).toBe(false);
    expect(await places(group, "/hello/")).toEqual(["a.jsonl 2"]);
    group.close();
  });
});

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

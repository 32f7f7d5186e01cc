// Several transcripts as one, counted, listed and exported by a program of its own.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it, vi } from "vitest";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { peakGrowth } from "../testing/peakGrowth.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
const mebibyte = 2 ** 20;
/** A thousand transcripts, which take a minute. */
const isLarge = process.env.SEEKLINE_LARGE !== undefined;
/** What a thousand transcripts may cost more than ten. */
const mostGrowth = 40 * mebibyte;

const time = (n: number): string => new Date(1_767_225_600_000 + n).toISOString();
const line = (value: object): string => `${JSON.stringify(value)}\n`;

/** A folder of these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = seekline.makeFolder();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const a =
  line({ type: "A", timestamp: time(5), n: 1 }) +
  line({ type: "B", n: 2 }) +
  line({ type: "A", timestamp: time(7), n: 3 });
const b = `${line({ type: "B", timestamp: time(5), n: 4 }) + line({ type: "C", timestamp: time(1), n: 5 })}broken\n`;
const deep = line({ type: "A", timestamp: time(6), n: 6 });

async function exported(args: readonly string[]) {
  const out = path.join(seekline.makeFolder(), "out");
  const { status, stdout, stderr } = await seekline.run(["export", ...args, "-o", out]);
  return { status, stdout, stderr, bytes: status === 0 ? fs.readFileSync(out) : Buffer.alloc(0), out };
}

describe("several transcripts", () => {
  it("are one timeline: by time, those without one last, then by line and by source", async () => {
    const folder = folderOf({
      "b.jsonl": b,
      "a.jsonl": a,
      "sub/c.jsonl.gz": zlib.gzipSync(deep),
      "notes.txt": "x",
      ".hidden.jsonl": a,
    });
    const { status, stderr, bytes } = await exported([folder, "--as", "timeline"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { timeline, events } = JSON.parse(bytes.toString());
    expect(events.map(({ source, record }: { source: number; record: number }) => [source, record])).toEqual([
      ...[
        [1, 1],
        [0, 0],
        [1, 0],
        [2, 0],
        [0, 2],
        [0, 1],
        [1, 2],
      ],
    ]);
    expect(events[2]).toMatchObject({ source: 1, line: 1, offset: 0, kind: "B", event: { n: 4 } });
    expect(events[3]).toMatchObject({ source: 2, offset: 0, event: { n: 6 } });
    expect(events[6]).toMatchObject({ time: null, malformed: "broken" });
    expect(timeline).toMatchObject({
      sources: [
        { name: "a.jsonl", events: 3 },
        { name: "b.jsonl", events: 3 },
        { name: "sub/c.jsonl.gz", events: 1 },
      ],
      ...{ sourceCount: 3, events: 7, kindCount: 4, problemCount: 0, firstTime: Date.parse(time(1)) },
      sha256: createHash("sha256").update(a).update(b).update(deep).digest("hex"),
    });
    expect(timeline.kinds[0]).toEqual({ kind: "A", count: 3 });
  });

  it("are the same timeline every time, and the same document when it is indented", async () => {
    const folder = folderOf({ "a.jsonl": a, "b.jsonl": b });
    const first = await exported([folder, "--as", "timeline"]);
    expect((await exported([folder, "--as", "timeline"])).bytes).toEqual(first.bytes);
    const pretty = await exported([folder, "--as", "timeline", "--pretty"]);
    expect(JSON.parse(pretty.bytes.toString())).toEqual(JSON.parse(first.bytes.toString()));
  });

  it("hold events of any length, exactly", async () => {
    const long = { type: "A", timestamp: time(3), text: "ü".repeat(700_000) };
    const folder = folderOf({ "a.jsonl": line(long) + a, "b.jsonl": line({ ...long, timestamp: time(2) }) });
    const { events } = JSON.parse((await exported([folder, "--as", "timeline"])).bytes.toString());
    expect(events[1].event).toEqual(long);
    expect(events[0]).toMatchObject({ source: 1, event: { ...long, timestamp: time(2) } });
  });

  it("are records one behind the other, as far as they pass", async () => {
    const folder = folderOf({ "a.jsonl": a, "b.jsonl": b });
    expect((await exported([folder, "--as", "records"])).bytes.toString()).toBe(a + b);
    const some = await exported([
      path.join(folder, "b.jsonl"),
      path.join(folder, "a.jsonl"),
      "--as",
      "records",
      "--filter",
      "kind:B",
    ]);
    expect(some.bytes.toString()).toBe(line({ type: "B", timestamp: time(5), n: 4 }) + line({ type: "B", n: 2 }));
  });

  it("are one table that says of which each row is", async () => {
    const folder = folderOf({ "a.jsonl": a, "sub/b.jsonl": b });
    const csv = (await exported([folder, "--as", "csv"])).bytes.toString().split("\r\n");
    expect(csv.slice(1, -1).map((row) => row.split(",").slice(0, 3))).toEqual([
      ...[
        ["a.jsonl", "0", "0"],
        ["a.jsonl", "1", "54"],
        ["a.jsonl", "2", "71"],
      ].map(([name, record]) => [name, record, expect.any(String)]),
      ...["0", "1", "2"].map((record) => ["sub/b.jsonl", record, expect.any(String)]),
    ]);
    const { bytes } = await exported([folder, "--as", "parquet"]);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    const rows = await parquetReadObjects({ file });
    expect(rows.map(({ source, record }) => [source, Number(record)])).toEqual([
      ...[0, 1, 2].map((record) => ["a.jsonl", record]),
      ...[0, 1, 2].map((record) => ["sub/b.jsonl", record]),
    ]);
  });

  it("go on without those that are missing or damaged, which are named", async () => {
    const packed = zlib.gzipSync(deep.repeat(2000));
    const folder = folderOf({ "a.jsonl": a, "cut.jsonl.gz": packed.subarray(0, packed.length - 9) });
    const missing = path.join(folder, "none.jsonl");
    const { status, stderr, bytes } = await exported([folder, missing, "--as", "timeline"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^seekline: cut\.jsonl\.gz: .+ends early.+\nseekline: none\.jsonl: There is no file “none\.jsonl”/,
    );
    const { timeline, events } = JSON.parse(bytes.toString());
    expect(timeline).toMatchObject({
      sourceCount: 2,
      problemCount: 2,
      problems: [{ name: "cut.jsonl.gz" }, { name: "none.jsonl" }],
    });
    expect(events.length).toBe(timeline.events);
    const said = await exported([folder, missing, "--as", "records", "--json"]);
    expect(JSON.parse(said.stdout)).toMatchObject({ sources: 2, problemCount: 2 });
  });

  it("hide their secrets, each with its own copies", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const folder = folderOf({
      "a.jsonl": a + line({ type: "S", text: token }),
      "b.jsonl": line({ type: "S", text: token }),
    });
    for (const as of ["timeline", "records", "csv", "parquet"]) {
      const { status, stderr, bytes } = await exported([folder, "--as", as, "--redact"]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "seekline: 2 secrets were redacted: 2 githubToken\n" });
      expect(bytes.includes("a1B2")).toBe(false);
    }
  });

  it.each([
    [["--as", "messages"], 2, "--as takes one of timeline, records, csv, parquet for several transcripts"],
    [["--as", "records", "--manifest", "m"], 2, "--manifest is of one transcript"],
    [["--as", "timeline", "--thread", "t"], 2, "--thread goes with --as snapshot, messages"],
    [["--as", "timeline", "--limit", "5"], 1, "would hold 6 events"],
  ])("are refused with one sentence: %j", async (args, status, said) => {
    const end = await exported([folderOf({ "a.jsonl": a, "b.jsonl": b }), ...args]);
    expect(end).toMatchObject({ status, stdout: "" });
    expect(end.stderr).toContain(said);
    expect(fs.existsSync(end.out)).toBe(false);
  });

  it("are none in an empty folder, and none where nothing can be read", async () => {
    expect((await exported([seekline.makeFolder(), "--as", "csv"])).stderr).toContain("There is no transcript in");
    const none = await exported(["/nowhere/a.jsonl", "/nowhere/b.jsonl", "--as", "csv"]);
    expect(none.stderr).toContain("None of the transcripts can be read. The first: There is no file “a.jsonl”");
  });

  it("never write over one of them", async () => {
    const folder = folderOf({ "a.jsonl": a, "b.jsonl": b });
    const end = await seekline.run(["export", folder, "--as", "records", "-o", path.join(folder, "b.jsonl")]);
    expect(end.stderr).toContain("is the transcript itself");
    expect(fs.readFileSync(path.join(folder, "b.jsonl"), "utf8")).toBe(b);
  });

  it("are counted together, with what each holds", async () => {
    const folder = folderOf({
      "a.jsonl": a,
      "b.jsonl": b,
      "sub/c.jsonl.gz": zlib.gzipSync(deep),
      "d.jsonl": "\0\u0001\u0002\0",
    });
    const json = await seekline.run(["stats", folder, "--json"]);
    expect(json.stderr).toMatch(/^seekline: d\.jsonl: This looks like a binary file/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ format: "group", sourceCount: 4, problemCount: 1, records: 8, malformed: 2, firstTime: Date.parse(time(1)) },
      sources: [
        { name: "a.jsonl", parent: null, format: "generic", records: 3, bytes: a.length },
        {},
        {},
        { name: "sub/c.jsonl.gz", lines: 1 },
      ],
      bytes: a.length + b.length + deep.length + 4,
    });
    const table = await seekline.run(["stats", path.join(folder, "a.jsonl"), path.join(folder, "b.jsonl")]);
    expect(table.stdout).toMatch(/^a\.jsonl and 1 more\n {2}sources {2}2 transcripts\n {2}formats {2}JSON Lines\n/);
    expect(table.stdout).toMatch(/\n {2}source {3}records {2}bytes\n {2}a\.jsonl +3 +\d+ B\n {2}b\.jsonl +3 /);
  });

  it("stand below the one that started them, or that they were forked from", async () => {
    const session = (id: string, more: object = {}) =>
      line({
        type: "user",
        uuid: `u-${id}`,
        sessionId: id,
        timestamp: time(1),
        message: { role: "user", content: "Hi" },
        ...more,
      });
    const folder = folderOf({
      "a-fork.jsonl": session("F", { forkedFrom: { sessionId: "S", messageUuid: "u-S" } }),
      "session.jsonl": session("S"),
      "session/subagents/agent-1.jsonl": session("S", { isSidechain: true, agentId: "1" }),
    });
    const { stdout } = await seekline.run(["stats", folder, "--json"]);
    expect(JSON.parse(stdout).sources).toMatchObject([
      { name: "a-fork.jsonl", parent: "session.jsonl" },
      { name: "session/subagents/agent-1.jsonl", parent: "session.jsonl" },
      { name: "session.jsonl", parent: null },
    ]);
    const table = await seekline.run(["stats", folder]);
    expect(table.stdout).toMatch(
      /\n {2}session\.jsonl +1 .*\n {4}a-fork\.jsonl +1 .*\n {4}session\/subagents\/agent-1\.jsonl +1 /,
    );
  });

  it("are listed in the order of their times, each row with its transcript", async () => {
    const folder = folderOf({ "a.jsonl": a, "b.jsonl": b, "sub/c.jsonl": deep });
    const listed = async (...args: readonly string[]) => {
      const { status, stdout, stderr } = await seekline.run(["rows", folder, ...args]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      return stdout
        .split("\n")
        .filter((row) => row !== "")
        .map((row) => JSON.parse(row))
        .map(({ source, record, line: at }) => [source, record, at]);
    };
    const all = [
      ...[
        ["b.jsonl", 1, 2],
        ["a.jsonl", 0, 1],
        ["b.jsonl", 0, 1],
        ["sub/c.jsonl", 0, 1],
      ],
      ...[
        ["a.jsonl", 2, 3],
        ["a.jsonl", 1, 2],
        ["b.jsonl", 2, 3],
      ],
    ];
    expect(await listed()).toEqual(all);
    expect(await listed("--from", "2", "--count", "2")).toEqual(all.slice(2, 4));
    expect(await listed("--filter", "kind:A source:a*,sub/*")).toEqual([all[1], all[3], all[4]]);
    expect(await listed("--filter", "brok")).toEqual([all[6]]);
    const some = await exported([folder, "--as", "records", "--filter", "kind:A -source:a.jsonl"]);
    expect(some.bytes.toString()).toBe(deep);
  });

  it.each([
    [["rows", "--fold"], 2, "--fold is of one transcript: give one FILE"],
    [["summary"], 2, "is a folder, which stats, rows and export take: give one FILE"],
  ])("are not taken by what needs one: %j", async ([command = "", ...args], status, said) => {
    const end = await seekline.run([command, folderOf({ "a.jsonl": a }), ...args]);
    expect(end).toMatchObject({ status, stdout: "" });
    expect(end.stderr).toContain(said);
  });

  it("are followed: what each of them gets, and files that are new", async () => {
    const folder = folderOf({ "a.jsonl": a, "sub/c.jsonl": deep });
    const at = (name: string): string => path.join(folder, name);
    const later = (n: number): string => line({ type: "L", timestamp: time(100 + n), n });
    const end = await seekline.run(["rows", folder, "--follow", "--count", "9"], {
      onStart: async (child) => {
        let seen = "";
        child.onOutput((text) => {
          seen += text;
        });
        const until = (rows: number) =>
          vi.waitUntil(() => seen.split("\n").length > rows, { interval: 5, timeout: longestWaitMs });
        await until(4);
        fs.appendFileSync(at("sub/c.jsonl"), later(1) + later(2).slice(0, 9));
        await until(5);
        // One that is new, with a time before all others; and the rest of the line.
        fs.writeFileSync(at("sub/d.jsonl"), line({ type: "D", timestamp: time(0) }));
        await until(6);
        fs.appendFileSync(at("sub/c.jsonl"), later(2).slice(9));
        await until(7);
        fs.appendFileSync(at("sub/d.jsonl"), later(3));
        await until(8);
        fs.appendFileSync(at("a.jsonl"), later(4));
      },
    });
    expect(end).toMatchObject({ status: 0, stderr: "" });
    const rows = end.stdout
      .trim()
      .split("\n")
      .map((row) => JSON.parse(row));
    expect(rows.map(({ source, record, kind }) => [source, record, kind])).toEqual([
      ...[
        ["a.jsonl", 0, "A"],
        ["sub/c.jsonl", 0, "A"],
        ["a.jsonl", 2, "A"],
        ["a.jsonl", 1, "B"],
        ["sub/c.jsonl", 1, "L"],
        ["sub/d.jsonl", 0, "D"],
        ["sub/c.jsonl", 2, "L"],
        ["sub/d.jsonl", 1, "L"],
        ["a.jsonl", 3, "L"],
      ],
    ]);
    expect(rows.some(({ flags }) => flags.includes("torn"))).toBe(false);
  });

  it("say of every kind of export that the same bytes were read", async () => {
    const folder = folderOf({ "a.jsonl": a, "b.jsonl": b });
    for (const as of ["timeline", "records", "csv", "parquet"]) {
      const { stdout } = await exported([folder, "--as", as, "--json"]);
      expect([as, JSON.parse(stdout).bytesIn]).toEqual([as, a.length + b.length - 6]);
    }
  });

  // More than there may be files open.
  it.each([
    ["timeline", isLarge ? 1000 : 140],
    ["parquet", isLarge ? 1000 : 140],
    ["rows", isLarge ? 1000 : 140],
  ] as const)("cost the memory and the open files of a few, when they are many: %s of %d", async (as, many) => {
    const peakOf = async (count: number): Promise<number> => {
      const files = Object.fromEntries(
        Array.from({ length: count }, (_, file) => [
          `s${String(file).padStart(4, "0")}.jsonl`,
          Array.from({ length: 40 }, (_, n) =>
            line({ type: `K${n % 5}`, timestamp: time((n * 7919 + file) % 10_007), n, file }),
          ).join(""),
        ]),
      );
      const out = path.join(seekline.makeFolder(), "out");
      const folder = folderOf(files);
      const args = as === "rows" ? ["rows", folder, "--filter", "type"] : ["export", folder, "--as", as, "-o", out];
      const end = await seekline.run(args, {
        env: { SEEKLINE_THREADS: "1" },
        through: ["sh", "-c", 'ulimit -n 128; exec "$@"', "sh"],
      });
      expect(end).toMatchObject({ status: 0, stderr: "" });
      if (as === "rows") expect(end.stdout.split("\n").length).toBe(count * 40 + 1);
      if (as === "timeline") expect(JSON.parse(fs.readFileSync(out, "utf8")).events.length).toBe(count * 40);
      return end.peakBytes ?? Number.POSITIVE_INFINITY;
    };
    const growth = await peakGrowth(
      () => peakOf(10),
      () => peakOf(many),
      mostGrowth,
    );
    expect(growth).toBeLessThan(mostGrowth);
  });
});

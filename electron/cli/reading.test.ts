// `stats`, `rows` and `record` as a program of its own, on real files and pipes.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

describe("seekline stats", () => {
  it.each(["agui", "claude-like", "deep", "short", "wide", "long-line"] as const)(
    "--json counts what a generated log of shape %s holds",
    async (shape) => {
      const { file, manifest } = await seekline.generated({ shape, seed: 21, bytes: 3_000_000 });
      // Detection looks at the first records only, and the one of the wide shape is too long for that. The generator counts
      // kinds by `type` alone, and Claude Code's format does not.
      const formats: Partial<Record<typeof shape, string>> = { wide: "ag-ui", "claude-like": "generic" };
      const format = formats[shape] === undefined ? [] : ["--format", formats[shape]];
      const end = await seekline.run(["stats", file, "--json", ...format]);
      expect(end).toMatchObject({ status: 0, stderr: "" });
      const stats = JSON.parse(end.stdout);
      expect(stats).toMatchObject({
        format: shape === "agui" || shape === "long-line" ? "ag-ui" : stats.format,
        bytes: manifest.bytes,
        lines: manifest.lines,
        records: manifest.records,
        malformed: 0,
        glued: 0,
        blank: 0,
        longestRecord: manifest.longestRecord,
        index: { cached: false },
      });
      expect(stats.kinds).toEqual(manifest.kinds);
      if (shape === "agui") expect([stats.firstTime, stats.lastTime]).toEqual([manifest.firstTime, manifest.lastTime]);
      expect(Object.keys(stats).join()).toBe(
        "format,bytes,lines,records,malformed,glued,blank,commas,padding,longestRecord,firstTime,lastTime,outOfOrder,kinds,index",
      );
      expect(seekline.leftInSpool()).toEqual([]);
    },
  );

  it("prints a table for people", async () => {
    const end = await seekline.run(["stats", path.resolve("samples/weather-agent.jsonl")]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(end.stdout).toMatch(/^weather-agent\.jsonl\n {2}format {3}AG-UI events \(detected\)\n/);
    expect(end.stdout).toMatch(/\n {2}TOOL_CALL_ARGS +54 +15\.9 % +5\.8 kB {2}█/);
  });

  it("reads standard input, and leaves no spool behind", async () => {
    const { file, manifest } = await seekline.generated({ shape: "agui", seed: 5, bytes: 2_000_000 });
    const end = await seekline.run(["stats", "-", "--json"], { stdin: file });
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(end.stdout)).toMatchObject({ bytes: manifest.bytes, records: manifest.records });
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("finds its index again the second time", async () => {
    const { file } = await seekline.generated({ shape: "agui", seed: 5, bytes: 6_000_000 });
    const first = JSON.parse((await seekline.run(["stats", file, "--json"])).stdout);
    const second = JSON.parse((await seekline.run(["stats", file, "--json"])).stdout);
    expect([first.index.cached, second.index.cached]).toEqual([false, true]);
    expect({ ...second, index: undefined }).toEqual({ ...first, index: undefined });
  });

  it("counts the records that are earlier than the one before", async () => {
    const times = [5, 3, 4, undefined, 2, 9, 9];
    const lines = times.map((time) => JSON.stringify({ type: "RAW", timestamp: time && Date.UTC(2026, 0, 1) + time }));
    const file = seekline.fileOf(`${lines.join("\n")}\n`);
    const end = await seekline.run(["stats", file, "--json", "--format", "ag-ui"]);
    expect(JSON.parse(end.stdout)).toMatchObject({ records: 7, outOfOrder: 2 });
    const table = await seekline.run(["stats", file, "--format", "ag-ui"]);
    expect(table.stdout).toContain("  order    2 records earlier than the one before\n");
  });

  it("takes the format that it is told", async () => {
    const end = await seekline.run([
      "stats",
      path.resolve("samples/weather-agent.jsonl"),
      "--json",
      "--format",
      "generic",
    ]);
    expect(JSON.parse(end.stdout)).toMatchObject({ format: "generic", records: 339 });
  });
});

describe("seekline rows", () => {
  it("prints one row per line, those of the filter, from and to where it is told", async () => {
    const { file, text, manifest } = await seekline.generated({ shape: "agui", seed: 8, bytes: 1_000_000 });
    const all = await seekline.run(["rows", file]);
    const rows = all.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.length).toBe(manifest.records);
    expect(rows.map(({ record }) => record)).toEqual(rows.map((_, index) => index));
    const bytes = Buffer.from(text);
    for (const row of rows.filter((_, index) => index % 97 === 0)) {
      const event = JSON.parse(bytes.toString("utf8", row.offset, row.offset + row.length));
      expect(row).toMatchObject({ line: row.record + 1, kind: event.type, time: event.timestamp ?? null, flags: [] });
      expect(Object.keys(row).join()).toBe("record,line,offset,length,time,kind,role,tool,flags,preview");
    }
    const filtered = await seekline.run([
      "rows",
      file,
      "--filter",
      "kind:TOOL_*,RUN_ERROR",
      "--from",
      "3",
      "--count",
      "600",
    ]);
    const wanted = rows.filter(({ kind }) => kind.startsWith("TOOL_") || kind === "RUN_ERROR").slice(3, 603);
    expect(
      filtered.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(wanted);
    expect((await seekline.run(["rows", file, "--from", "99999999"])).stdout).toBe("");
  });

  it("finds the arguments and results of a tool's calls by their ids", async () => {
    const { file, text } = await seekline.generated({ shape: "agui", seed: 9, bytes: 1_000_000 });
    const events = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const tool = events.find(({ toolCallName }) => toolCallName !== undefined).toolCallName;
    const ids = new Set(events.filter(({ toolCallName }) => toolCallName === tool).map(({ toolCallId }) => toolCallId));
    const end = await seekline.run(["rows", file, "--filter", `tool:${tool}`]);
    const found = end.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).record);
    expect(found).toEqual(events.flatMap(({ toolCallId }, record) => (ids.has(toolCallId) ? [record] : [])));
    expect(found.length).toBeGreaterThan(ids.size * 2);
  });

  it("shows the first rows of a very long transcript without reading the rest", async () => {
    const file = seekline.fileOf('{"type":"A"}\n{"type":"B"}\n');
    fs.truncateSync(file, 100 * 2 ** 30);
    const end = await seekline.run(["rows", file, "--count", "2"]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(
      end.stdout
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line).kind),
    ).toEqual(["A", "B"]);
  });
});

describe("seekline record", () => {
  it("prints the bytes of a record, whole or a part of it", async () => {
    const long = `{"type":"LONG","text":"${"é".repeat(2_000_000)}"}`;
    const file = seekline.fileOf(`{"type":"A"}\n  ${long}\r\nbroken\n`);
    expect((await seekline.run(["record", file, "0"])).stdout).toBe('{"type":"A"}');
    expect((await seekline.run(["record", file, "1"])).stdout === long).toBe(true);
    expect((await seekline.run(["record", file, "1", "--offset", "1", "--length", "6"])).stdout).toBe('"type"');
    expect((await seekline.run(["record", file, "2", "--offset", "3"])).stdout).toBe("ken");
  });

  it("says so where a part would begin behind the record", async () => {
    const file = seekline.fileOf('{"type":"A"}\n');
    expect(await seekline.run(["record", file, "0", "--offset", "12"])).toMatchObject({ status: 0, stdout: "" });
    expect(await seekline.run(["record", file, "0", "--offset", "13"])).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "seekline: Nothing stands at byte 13 of record 0: it has 12.\n",
    });
  });

  it("says which records there are", async () => {
    const end = await seekline.run(["record", seekline.fileOf('{"type":"A"}\n'), "7"]);
    expect(end).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "seekline: There is no record 7: the last one is 0.\n",
    });
  });
});

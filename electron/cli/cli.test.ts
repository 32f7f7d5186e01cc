// The command line as a program of its own, on real files and pipes.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { replay } from "../engine/snapshot/testing/clientReplay.ts";
import { bundleProgram } from "../testing/bundleProgram.ts";
import type { ChildEnd, ChildOptions } from "../testing/runChild.ts";
import { runChild } from "../testing/runChild.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { generateLog, type LogSettings } from "./generator/generateLog.ts";
import type { Manifest } from "./generator/manifest.ts";

const makeFolder = temporaryFolders();
let programFolder = "";
let program = "";
/** Where the program keeps what must be gone in the end, and where its indexes; new for every test. */
let spool = "";
let cache = "";

beforeAll(async () => {
  programFolder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-cli-"));
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"), programFolder);
});

afterAll(() => {
  fs.rmSync(programFolder, { recursive: true, force: true });
});

beforeEach(() => {
  spool = makeFolder();
  cache = makeFolder();
});

function environment() {
  return { SEEKLINE_SPOOL_DIR: spool, SEEKLINE_CACHE_DIR: cache };
}

function seekline(args: readonly string[], options: ChildOptions = {}): Promise<ChildEnd> {
  return runChild([program, ...args], { ...options, env: { ...environment(), ...options.env } });
}

/** Files in the spool folder, those of unfinished notes included. */
function leftInSpool(): readonly string[] {
  return fs
    .readdirSync(spool, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

function fileOf(content: string | Uint8Array, name = "log.jsonl"): string {
  const file = path.join(makeFolder(), name);
  fs.writeFileSync(file, content);
  return file;
}

async function generated(
  settings: LogSettings,
): Promise<{ readonly file: string; readonly text: string; readonly manifest: Manifest }> {
  const blocks: Buffer[] = [];
  const manifest = await generateLog(settings, { write: (bytes) => void blocks.push(Buffer.from(bytes)) });
  const text = Buffer.concat(blocks).toString();
  return { file: fileOf(text), text, manifest };
}

describe("seekline stats", () => {
  it.each(["agui", "claude-like", "deep", "short", "wide", "long-line"] as const)(
    "--json counts what a generated log of shape %s holds",
    async (shape) => {
      const { file, manifest } = await generated({ shape, seed: 21, bytes: 3_000_000 });
      // Detection looks at the first records only, and the one of this shape is too long for that.
      const format = shape === "wide" ? ["--format", "ag-ui"] : [];
      const end = await seekline(["stats", file, "--json", ...format]);
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
        "format,bytes,lines,records,malformed,glued,blank,longestRecord,firstTime,lastTime,outOfOrder,kinds,index",
      );
      expect(leftInSpool()).toEqual([]);
    },
  );

  it("prints a table for people", async () => {
    const end = await seekline(["stats", path.resolve("samples/weather-agent.jsonl")]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(end.stdout).toMatch(/^weather-agent\.jsonl\n {2}format {3}AG-UI events \(detected\)\n/);
    expect(end.stdout).toMatch(/\n {2}TOOL_CALL_ARGS +54 +15\.9 % +5\.8 kB {2}█/);
  });

  it("reads standard input, and leaves no spool behind", async () => {
    const { file, manifest } = await generated({ shape: "agui", seed: 5, bytes: 2_000_000 });
    const end = await seekline(["stats", "-", "--json"], { stdin: file });
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(end.stdout)).toMatchObject({ bytes: manifest.bytes, records: manifest.records });
    expect(leftInSpool()).toEqual([]);
  });

  it("finds its index again the second time", async () => {
    const { file } = await generated({ shape: "agui", seed: 5, bytes: 6_000_000 });
    const first = JSON.parse((await seekline(["stats", file, "--json"])).stdout);
    const second = JSON.parse((await seekline(["stats", file, "--json"])).stdout);
    expect([first.index.cached, second.index.cached]).toEqual([false, true]);
    expect({ ...second, index: undefined }).toEqual({ ...first, index: undefined });
  });

  it("counts the records that are earlier than the one before", async () => {
    const times = [5, 3, 4, undefined, 2, 9, 9];
    const lines = times.map((time) => JSON.stringify({ type: "RAW", timestamp: time && Date.UTC(2026, 0, 1) + time }));
    const file = fileOf(`${lines.join("\n")}\n`);
    const end = await seekline(["stats", file, "--json", "--format", "ag-ui"]);
    expect(JSON.parse(end.stdout)).toMatchObject({ records: 7, outOfOrder: 2 });
    const table = await seekline(["stats", file, "--format", "ag-ui"]);
    expect(table.stdout).toContain("  order    2 records earlier than the one before\n");
  });

  it("takes the format that it is told", async () => {
    const end = await seekline(["stats", path.resolve("samples/weather-agent.jsonl"), "--json", "--format", "generic"]);
    expect(JSON.parse(end.stdout)).toMatchObject({ format: "generic", records: 339 });
  });
});

describe("seekline rows", () => {
  it("prints one row per line, those of the filter, from and to where it is told", async () => {
    const { file, text, manifest } = await generated({ shape: "agui", seed: 8, bytes: 1_000_000 });
    const all = await seekline(["rows", file]);
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
    const filtered = await seekline([
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
    expect((await seekline(["rows", file, "--from", "99999999"])).stdout).toBe("");
  });

  it("shows the first rows of a very long transcript without reading the rest", async () => {
    const file = fileOf('{"type":"A"}\n{"type":"B"}\n');
    fs.truncateSync(file, 100 * 2 ** 30);
    const end = await seekline(["rows", file, "--count", "2"]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(
      end.stdout
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line).kind),
    ).toEqual(["A", "B"]);
  });

  it("ends quietly when nobody reads on", async () => {
    const { file } = await generated({ shape: "agui", seed: 8, bytes: 4_000_000 });
    const child = spawn(process.execPath, [program, "rows", file], {
      env: { ...process.env, ...environment() },
    });
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once("exit", resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("seekline record", () => {
  it("prints the bytes of a record, whole or a part of it", async () => {
    const long = `{"type":"LONG","text":"${"é".repeat(2_000_000)}"}`;
    const file = fileOf(`{"type":"A"}\n  ${long}\r\nbroken\n`);
    expect((await seekline(["record", file, "0"])).stdout).toBe('{"type":"A"}');
    expect((await seekline(["record", file, "1"])).stdout === long).toBe(true);
    expect((await seekline(["record", file, "1", "--offset", "1", "--length", "6"])).stdout).toBe('"type"');
    expect((await seekline(["record", file, "2", "--offset", "3"])).stdout).toBe("ken");
    expect((await seekline(["record", file, "2", "--offset", "99"])).stdout).toBe("");
  });

  it("says which records there are", async () => {
    const end = await seekline(["record", fileOf('{"type":"A"}\n'), "7"]);
    expect(end).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "seekline: There is no record 7: the last one is 0.\n",
    });
  });
});

describe("seekline export", () => {
  it("writes the matching records to a file or to standard output", async () => {
    const { file, text } = await generated({ shape: "agui", seed: 3, bytes: 1_000_000 });
    const wanted = text.split("\n").filter((line) => /"type":"(RUN|STEP)_/.test(line) && !/"type":"RAW"/.test(line));
    const out = path.join(makeFolder(), "out.jsonl");
    const args = ["export", file, "--as", "records", "--filter", "kind:RUN_*,STEP_*", "-o"];
    expect(await seekline([...args, out])).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(fs.readFileSync(out, "utf8")).toBe(`${wanted.join("\n")}\n`);
    expect((await seekline([...args, "-"])).stdout).toBe(`${wanted.join("\n")}\n`);
    expect(fs.readdirSync(path.dirname(out))).toEqual(["out.jsonl"]);
  });

  it.each(["samples/weather-agent.jsonl", "samples/many-runs.jsonl"])(
    "writes a snapshot of %s that the official client reads like the original",
    async (sample) => {
      const out = path.join(makeFolder(), "out.jsonl");
      const end = await seekline(["export", path.resolve(sample), "--as", "snapshot", "-o", out]);
      expect(end).toMatchObject({ status: 0, stdout: "", stderr: "" });
      const original = fs.readFileSync(sample, "utf8");
      const compacted = fs.readFileSync(out, "utf8");
      expect(compacted.length).toBeLessThan(original.length / 2);
      expect(await replay(compacted)).toEqual(await replay(original));
      expect(compacted.split("\n").filter((line) => line.includes('"MESSAGES_SNAPSHOT"')).length).toBe(1);
    },
  );

  it("writes the messages to standard output", async () => {
    const end = await seekline(["export", path.resolve("samples/weather-agent.jsonl"), "--as", "messages", "-o", "-"]);
    const { messages } = await replay(fs.readFileSync("samples/weather-agent.jsonl", "utf8"));
    expect(JSON.parse(end.stdout)).toEqual(messages);
  });

  it("tells which lines a snapshot leaves out", async () => {
    const file = fileOf(
      '{"type":"RUN_STARTED","threadId":"t","runId":"r"}\nbroken\n{"type":"RUN_FINISHED","threadId":"t","runId":"r"}\n',
    );
    const end = await seekline(["export", file, "--as", "snapshot", "-o", "-"]);
    expect(end.status).toBe(0);
    expect(end.stderr).toMatch(/^seekline: line 2 was left out: .+\n$/);
  });

  it("says what it did as one JSON object, apart from the result", async () => {
    const file = fileOf('{"type":"RUN_STARTED","threadId":"t","runId":"r"}\nbroken\n');
    const out = path.join(makeFolder(), "out.jsonl");
    const said = {
      as: "snapshot",
      recordsIn: 2,
      recordsOut: 1,
      messages: 0,
      skippedCount: 1,
      skipped: [{ record: 1, line: 2, reason: expect.any(String) }],
      mendedCount: 0,
      mended: [],
    };
    const toFile = await seekline(["export", file, "--as", "snapshot", "--json", "-o", out]);
    expect(toFile).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(toFile.stdout)).toMatchObject({ ...said, output: out, bytes: fs.statSync(out).size });
    const toPipe = await seekline(["export", file, "--as", "snapshot", "--json", "-o", "-"]);
    expect(toPipe).toMatchObject({ status: 0, stdout: fs.readFileSync(out, "utf8") });
    expect(JSON.parse(toPipe.stderr)).toMatchObject({ ...said, output: "-" });
  });

  it("says nothing of lines that are left out when it is to be quiet", async () => {
    const file = fileOf('{"type":"RUN_STARTED","threadId":"t","runId":"r"}\nbroken\n');
    const end = await seekline(["export", file, "--as", "snapshot", "--quiet", "-o", "-"]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
  });

  it("names the threads of a log that holds several, and takes one", async () => {
    const run = (threadId: string, delta: string) =>
      [
        { type: "RUN_STARTED", threadId, runId: "r" },
        { type: "TEXT_MESSAGE_CHUNK", messageId: "m", role: "user", delta },
        { type: "RUN_FINISHED", threadId, runId: "r" },
      ].map((event) => `${JSON.stringify(event)}\n`);
    const file = fileOf([...run("one", "red"), ...run("two\u0007", "blue")].join(""));
    const target = path.join(makeFolder(), "out.json");
    const end = await seekline(["export", file, "--as", "messages", "-o", target]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toContain("This log holds 2 threads");
    expect(end.stderr).toContain("  --thread one       3 records, 1 run\n  --thread two\\u{7}  3 records, 1 run\n");
    expect(fs.existsSync(target)).toBe(false);
    const one = await seekline(["export", file, "--as", "messages", "--thread", "one", "-o", "-"]);
    expect(JSON.parse(one.stdout)).toEqual([{ id: "m", role: "user", content: "red" }]);
    const none = await seekline(["export", file, "--as", "snapshot", "--thread", "three", "-o", "-"]);
    expect(none).toMatchObject({ status: 1, stdout: "" });
    expect(none.stderr).toContain("no thread “three”");
  });

  it("says that a snapshot needs messages", async () => {
    const end = await seekline(["export", path.resolve("samples/late-types.jsonl"), "--as", "snapshot", "-o", "-"]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toMatch(/^seekline: A snapshot needs a format that has messages; .+\n$/);
  });

  it("refuses the transcript itself as its target", async () => {
    const file = fileOf('{"type":"A"}\n');
    fs.symlinkSync(file, `${file}.link`);
    for (const target of [file, `${file}.link`]) {
      const end = await seekline(["export", file, "--as", "records", "-o", target]);
      expect(end).toMatchObject({ status: 1, stdout: "" });
      expect(end.stderr).toContain("is the transcript itself");
    }
    expect(fs.readFileSync(file, "utf8")).toBe('{"type":"A"}\n');
  });

  it("says in one sentence that it cannot write, and leaves nothing", async () => {
    const file = fileOf('{"type":"A"}\n');
    const end = await seekline(["export", file, "--as", "records", "-o", path.join(file, "out")]);
    expect(end.status).toBe(1);
    expect(end.stderr).toBe(
      "seekline: “out” cannot be written (its folder is not a folder). Save it in another folder.\n",
    );
    expect(leftInSpool()).toEqual([]);
  });

  it("leaves nothing when it is interrupted", async () => {
    const file = fileOf('{"type":"A"}\n');
    fs.truncateSync(file, 100 * 2 ** 30);
    const folder = makeFolder();
    const target = path.join(folder, "out.jsonl");
    const end = await seekline(["export", file, "--as", "records", "-o", target], {
      onStart: (child) => {
        // The temporary file is there from the first moment on.
        const timer = setInterval(() => {
          if (fs.readdirSync(folder).length === 0) return;
          clearInterval(timer);
          child.kill("SIGINT");
        }, 5);
      },
    });
    expect(end).toMatchObject({ status: 130, stdout: "", stderr: "" });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(leftInSpool()).toEqual([]);
  });
});

describe("seekline interrupted", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s while it indexes ends with status %d and leaves nothing", async (signal, status) => {
    const file = fileOf('{"type":"A"}\n');
    fs.truncateSync(file, 100 * 2 ** 30);
    const end = await seekline(["stats", file], { onStart: (child) => setTimeout(() => child.kill(signal), 600) });
    expect(end).toMatchObject({ status, stdout: "", stderr: "" });
    expect(leftInSpool()).toEqual([]);
  });

  it("while it reads standard input removes the spool", async () => {
    const child = spawn(process.execPath, [program, "stats", "-"], {
      env: { ...process.env, ...environment() },
    });
    child.stdin.on("error", () => undefined);
    child.stdin.write('{"type":"A"}\n');
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (!leftInSpool().includes("standard-input")) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
    child.kill("SIGINT");
    const status = await new Promise((resolve) => child.once("exit", resolve));
    expect(status).toBe(130);
    expect(leftInSpool()).toEqual([]);
  });

  it("by force leaves a spool that the next run removes", async () => {
    const child = spawn(process.execPath, [program, "stats", "-"], {
      env: { ...process.env, ...environment() },
    });
    child.stdin.on("error", () => undefined);
    child.stdin.write('{"type":"A"}\n');
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (!leftInSpool().includes("standard-input")) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect(leftInSpool()).toContain("standard-input");
    await seekline(["stats", fileOf("{}\n")]);
    expect(leftInSpool()).toEqual([]);
  });
});

describe("seekline used wrongly", () => {
  it("says what is wrong and how it is used, with status 2", async () => {
    const end = await seekline(["rows", "a.jsonl", "--filter", 'kind:"A']);
    expect(end).toMatchObject({ status: 2, stdout: "" });
    expect(end.stderr).toMatch(/^seekline: --filter cannot be read at character 6: a quote is not closed/);
    expect(end.stderr).toContain("\nUsage:\n");
  });

  it("says that folders and several files are not supported yet", async () => {
    const folder = await seekline(["stats", makeFolder()]);
    expect(folder).toMatchObject({ status: 2, stdout: "" });
    expect(folder.stderr).toContain("not supported yet");
    const files = await seekline(["stats", "a.jsonl", "b.jsonl"]);
    expect(files).toMatchObject({ status: 2, stdout: "" });
    expect(files.stderr).toContain("not supported yet");
  });

  it("prints help and version on standard output, with status 0", async () => {
    expect(await seekline(["--help"])).toMatchObject({ status: 0, stderr: "" });
    expect((await seekline(["export", "--help"])).stdout).toMatch(/^Usage: seekline export FILE --as/);
    const { version } = JSON.parse(fs.readFileSync("package.json", "utf8"));
    expect((await seekline(["--version"])).stdout).toBe(`${version}\n`);
  });
});

describe("seekline on bad input", () => {
  it.each([
    ["a file that is missing", () => path.join(makeFolder(), "missing.jsonl"), "There is no file “missing.jsonl”."],
    ["a path through a file", () => path.join(fileOf(""), "log"), "There is no file “log”."],
    ["a device", () => "/dev/null", "“null” is not a regular file."],
  ])("says in one sentence what is wrong with %s", async (_, file, sentence) => {
    const end = await seekline(["stats", file()]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toContain(sentence);
    expect(end.stderr.trimEnd()).not.toContain("\n");
  });

  it.each([
    ["empty", "", { records: 0, lines: 0, malformed: 0 }, "This file is empty."],
    ["blank", "\n \r\n\n", { records: 0, lines: 3, blank: 3 }, "This file holds nothing but white space."],
    ["without any newline", '{"type":"A"}', { records: 1, lines: 1, malformed: 0 }, ""],
    ["binary", Buffer.from([0, 1, 2, 255, 254, 10, 0, 0]), { records: 2, lines: 2, malformed: 2 }, "binary file"],
    ["not JSON", "hello\nworld\n", { records: 2, lines: 2, malformed: 2 }, "plain text"],
    ["of unknown types", '{"type":"NEW_THING"}\n{"kind":7}\n', { records: 2, malformed: 0 }, ""],
    ["glued", '{"type":"A"}{"type":"B"}\n', { records: 2, lines: 1, glued: 1 }, ""],
  ])("counts a file that is %s", async (_, content, counts, notice) => {
    const end = await seekline(["stats", fileOf(content), "--json"]);
    expect(end.status).toBe(0);
    if (notice === "") expect(end.stderr).toBe("");
    else expect(end.stderr).toContain(notice);
    expect(JSON.parse(end.stdout)).toMatchObject(counts);
    expect((await seekline(["stats", fileOf(content)])).status).toBe(0);
  });
});

// What cannot be read by position: standard input, packed files, other encodings. Every command reads them as it reads the file
// that they hold, and nothing is left behind.

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { seeklineProgram } from "../testing/seekline.ts";
import { withSmallDisks } from "../testing/smallDisk.ts";

const seekline = seeklineProgram();
const settings = { shape: "agui", seed: 5, bytes: 60_000 } as const;

/** What a command prints but for the time it took and the name it was given. */
function same(stdout: string): unknown {
  const { index: _, ...others } = JSON.parse(stdout);
  return others;
}

const packed = {
  gz: (text: string) => zlib.gzipSync(text),
  zst: (text: string) => zlib.zstdCompressSync(text),
  br: (text: string) => zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } }),
} as const;

describe.each(["gz", "zst", "br"] as const)("a .%s file", (ending) => {
  it("is read by every command as the file in it, with all its members", async () => {
    const { file, text } = await seekline.generated(settings);
    const middle = text.indexOf("\n", text.length / 2) + 1;
    const members = [text.slice(0, middle), text.slice(middle)].map(packed[ending]);
    const archive = seekline.fileOf(Buffer.concat(members), `log.jsonl.${ending}`);
    for (const command of [
      ["summary", "--json"],
      ["check", "--json"],
      ["rows", "--filter", "kind:RUN_*"],
      ["export", "--as", "records", "-o", "-"],
    ]) {
      const [name = "", ...options] = command;
      const [plain, unpacked] = [
        await seekline.run([name, file, ...options]),
        await seekline.run([name, archive, ...options]),
      ];
      expect(unpacked).toMatchObject({ status: plain.status, stdout: plain.stdout, stderr: plain.stderr });
    }
    const [plain, unpacked] = [
      await seekline.run(["stats", file, "--json"]),
      await seekline.run(["stats", archive, "--json"]),
    ];
    expect(same(unpacked.stdout)).toEqual(same(plain.stdout));
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("that ends early is named with the place, and what came before is read", async () => {
    const { text, manifest } = await seekline.generated(settings);
    const first = packed[ending](text);
    const cut = packed[ending]("{}\n".repeat(9)).subarray(0, -3);
    const archive = seekline.fileOf(Buffer.concat([first, cut]), `log.jsonl.${ending}`);
    const end = await seekline.run(["stats", archive, "--json"]);
    expect(end).toMatchObject({ status: 0 });
    expect(JSON.parse(end.stdout).records).toBeGreaterThanOrEqual(manifest.records);
    expect(end.stderr).toContain(`seekline: “log.jsonl.${ending}” ends early, inside of the `);
    expect(end.stderr).toContain(`that begins at its byte ${first.length} (number 2).`);
  });

  it("that ends inside of what says how it is packed, or before anything can be unpacked, is named too", async () => {
    const whole = packed[ending]("{}\n".repeat(9));
    for (const bytes of [1, 3, 7]) {
      const archive = seekline.fileOf(whole.subarray(0, bytes), `log.jsonl.${ending}`);
      const { stderr } = await seekline.run(["stats", archive]);
      expect(stderr, `${bytes} bytes`).toContain(`“log.jsonl.${ending}” ends early, inside of the `);
    }
    const text = seekline.fileOf("plain text\n", `log.${ending}`);
    expect((await seekline.run(["stats", text])).stderr).not.toContain("ends early");
  });

  it("is never written over by an export of itself", async () => {
    const archive = seekline.fileOf(packed[ending]('{"a":1}\n'), `log.jsonl.${ending}`);
    const end = await seekline.run(["export", archive, "--as", "records", "-o", archive]);
    expect(end).toMatchObject({ status: 1 });
    expect(end.stderr).toContain("is the transcript itself, which is never written to");
  });
});

describe("standard input", () => {
  it("may be packed", async () => {
    const { file, text } = await seekline.generated(settings);
    const plain = await seekline.run(["summary", file, "--json"]);
    for (const pack of [packed.gz, packed.zst]) {
      const end = await seekline.run(["summary", "-", "--json"], { stdin: seekline.fileOf(pack(text)) });
      expect(end).toMatchObject({ status: 0, stdout: plain.stdout, stderr: "" });
    }
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("that finds no room is read as far as there was some, which is a failure", async () => {
    const { SEEKLINE_SPOOL_DIR: folder } = seekline.environment();
    const line = `${JSON.stringify({ type: "A", text: "x".repeat(85) })}\n`;
    const input = seekline.fileOf(line.repeat(20_000));
    const end = await seekline.run(["stats", "-", "--json"], { stdin: input, through: withSmallDisks([folder]) });
    expect(end.status).toBe(1);
    const [, bytes] = /only its first (\d+) bytes are read/.exec(end.stderr) ?? [];
    expect(end.stderr).toContain(`There is no room for all of “standard-input” in “${folder}”`);
    expect(Number(bytes)).toBeGreaterThan(0);
    expect(JSON.parse(end.stdout).records).toBe(Math.ceil(Number(bytes) / line.length));
  });
});

describe("a file in another encoding", () => {
  it.each(["utf16le", "utf-16be"])("(%s) is read as UTF-8, which is said", async (name) => {
    const text = '\ufeff{"type":"A","text":"é 😀"}\n{"type":"B"}\n';
    const bytes = Buffer.from(text, "utf16le");
    const end = await seekline.run(["rows", seekline.fileOf(name === "utf16le" ? bytes : bytes.swap16())]);
    const rows = end.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ kind, offset }) => [kind, offset])).toEqual([
      ["A", 0],
      ["B", 30],
    ]);
    expect(end.stdout).toContain("é 😀");
    expect(end.stderr).toMatch(
      /^seekline: “log.jsonl” is UTF-16 \((?:little|big)-endian\) and is shown as UTF-8: .*\n$/,
    );
  });
});

describe("a capture whose lines end in carriage returns", () => {
  it("has records, at the places where they are in the file, and its end mark is no damage", async () => {
    const file = seekline.fileOf('data: {"type":"A"}\r\rdata: {"type":"B"}\r\rdata: [DONE]\r\r');
    const rows = await seekline.run(["rows", file]);
    expect(rows.stderr).toBe(
      "seekline: “log.jsonl” is a capture whose lines end in carriage returns, and is shown with newlines in their place: offsets and sizes are those of the file.\n",
    );
    const found = rows.stdout.trim().split("\n");
    expect(found.map((line) => JSON.parse(line)).map(({ kind, offset }) => [kind, offset])).toEqual([
      ["A", 6],
      ["B", 26],
    ]);
    const stats = await seekline.run(["stats", file, "--json"]);
    expect(JSON.parse(stats.stdout)).toMatchObject({ records: 2, malformed: 0, padding: 21 });
  });
});

// Linux has a folder that is memory.
describe.runIf(fs.existsSync("/dev/shm"))("a folder for temporary files that is memory", () => {
  let folder = "";
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("is pointed out once", async () => {
    folder = fs.mkdtempSync(path.join("/dev/shm", "seekline-test-"));
    const env = { SEEKLINE_SPOOL_DIR: folder };
    const end = await seekline.run(["stats", "-"], { env, stdin: seekline.fileOf('{"type":"A"}\n') });
    expect(end.status).toBe(0);
    expect(end.stderr).toBe(
      `seekline: The folder for temporary files, “${folder}”, is kept in memory, so large transcripts take memory there. Name one on a disk in SEEKLINE_SPOOL_DIR.\n`,
    );
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { longestWaitMs } from "../../../shared/testing/longestWaitMs.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import type { ReadableFile } from "./plainFile.ts";
import { readableFile } from "./readableFile.ts";

const makeFolder = temporaryFolders();
let spools = "";
const opened: ReadableFile[] = [];

beforeEach(() => {
  spools = makeFolder();
  vi.stubEnv("SEEKLINE_SPOOL_DIR", spools);
});
afterEach(async () => {
  for (const file of opened.splice(0)) await file.remove();
});

/** What does not pack well: more than is read at once. */
const lines = (seed: number, count = 40_000): string =>
  Array.from({ length: count }, (_, n) => `{"n":${n},"r":${((n + seed) * 7919) % 1_000_003}}\n`).join("");
const quick = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } };
const asText = (text: string) => Buffer.from(text, "utf16le");
const pack = {
  "log.jsonl.gz": (text: string) => zlib.gzipSync(text),
  "log.jsonl.zst": (text: string) => zlib.zstdCompressSync(text),
  "log.jsonl.br": (text: string) => zlib.brotliCompressSync(text, quick),
} as const;
const packed = ["log.jsonl.gz", "log.jsonl.zst", "log.jsonl.br"] as const;

function fileOf(name: string, bytes: Uint8Array): string {
  const file = path.join(makeFolder(), name);
  fs.writeFileSync(file, bytes);
  return file;
}

/** Reads a file, and does something to it once a part of it is read. */
async function readWhile(file: string, act: () => void) {
  let isDone = false;
  const onProgress = (): void => {
    if (!isDone) act();
    isDone = true;
  };
  const read = await readableFile({ path: file, original: file }, { onProgress });
  if (read.ok) opened.push(read.value);
  expect(isDone).toBe(true);
  return read;
}

describe.each([...packed, "log.jsonl"] as const)("%s", (name) => {
  const bytesOf = name === "log.jsonl" ? asText : pack[name];

  it("that is rewritten while it is read is named, and leaves nothing", async () => {
    const [one, other] = [bytesOf(lines(1)), bytesOf(lines(2))];
    const file = fileOf(name, one);
    const later = Buffer.alloc(one.length, other);
    const read = await readWhile(file, () => fs.writeFileSync(file, later, { flag: "r+" }));
    expect(read).toMatchObject({ ok: false, failure: { code: "source-changed", name, change: "rewritten" } });
    expect(fs.readdirSync(spools)).toEqual([]);
  });

  it("that is cut while it is read is named", async () => {
    const file = fileOf(name, bytesOf(lines(1)));
    const read = await readWhile(file, () => fs.truncateSync(file, 9));
    expect(read).toMatchObject({ ok: false, failure: { code: "source-changed", name, change: "shrunk" } });
  });

  it("that is replaced or grows meanwhile is read as it was", async () => {
    const text = lines(1);
    for (const change of [
      (file: string) => fs.appendFileSync(file, bytesOf("{}\n")),
      (file: string) => {
        fs.renameSync(file, `${file}.1`);
        fs.writeFileSync(file, "{}\n");
      },
    ]) {
      const file = fileOf(name, bytesOf(text));
      const read = await readWhile(file, () => change(file));
      if (!read.ok) throw new Error(read.failure.code);
      expect(fs.readFileSync(read.value.path, "utf8").startsWith(text)).toBe(true);
    }
  });
});

const until = (isSo: () => boolean): Promise<boolean> => vi.waitUntil(isSo, { interval: 5, timeout: longestWaitMs });

async function followed(file: string): Promise<ReadableFile> {
  const read = await readableFile({ path: file, original: file }, { follow: true });
  if (!read.ok) throw new Error(read.failure.code);
  opened.push(read.value);
  return read.value;
}

describe.each(packed)("%s that is followed", (name) => {
  const bytesOf = pack[name];
  const textOf = (file: ReadableFile): string => fs.readFileSync(file.path, "utf8");

  it("is read on: members that come, and the rest of one that was cut", async () => {
    const first = lines(1);
    const file = fileOf(name, bytesOf(first));
    const read = await followed(file);
    expect(textOf(read) === first).toBe(true);
    fs.appendFileSync(file, bytesOf("{}\n"));
    await until(() => textOf(read) === `${first}{}\n`);
    const last = bytesOf(lines(2));
    fs.appendFileSync(file, last.subarray(0, 100_000));
    fs.appendFileSync(file, last.subarray(100_000));
    await until(() => textOf(read) === `${first}{}\n${lines(2)}`);
    expect(read.notice).toBeUndefined();
    expect(read.growing?.endedAt()).toBeUndefined();
    expect(read.origin?.change()).toBeUndefined();
  });

  it("is named where it ends early, until it goes on", async () => {
    const last = bytesOf(lines(2));
    const file = fileOf(name, last.subarray(0, 100_000));
    fs.utimesSync(file, 1, 1);
    const read = await followed(file);
    expect(read.notice).toContain(`“${name}” ends early, inside of the `);
    fs.appendFileSync(file, last.subarray(100_000));
    await until(() => textOf(read) === lines(2));
    expect(read.notice).toBeUndefined();
  });

  it("is not read on when it is rewritten or cut, which is told", async () => {
    for (const [change, act] of [
      ["rewritten", (file: string, size: number) => fs.writeFileSync(file, Buffer.alloc(size + 9, bytesOf(lines(2))))],
      ["shrunk", (file: string) => fs.truncateSync(file, 9)],
    ] as const) {
      const bytes = bytesOf(lines(1));
      const file = fileOf(name, bytes);
      const read = await followed(file);
      act(file, bytes.length);
      await until(() => read.growing?.endedAt() !== undefined);
      expect(read.origin?.change()).toBe(change);
      expect(textOf(read) === lines(1)).toBe(true);
    }
  });
});

describe("a followed file that goes on with something else", () => {
  it("is read to there, and that is said", async () => {
    const file = fileOf("log.jsonl.gz", zlib.gzipSync("{}\n"));
    const read = await followed(file);
    fs.appendFileSync(file, '{"plain":1}\n');
    await until(() => read.growing?.endedAt() !== undefined);
    expect(read.notice).toContain("holds nothing packed with gzip from its byte 23 on");
    expect(fs.readFileSync(read.path, "utf8")).toBe("{}\n");
  });

  it("is what it is where only its name says Brotli", async () => {
    const file = fileOf("log.br", Buffer.from("plain text\n"));
    expect((await followed(file)).path).toBe(file);
  });
});

describe("what was made of a file", () => {
  const records = [
    { type: "a", text: "Grüße 😀" },
    { type: "b", n: 2 },
  ];
  const inLines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
  const pretty = JSON.stringify(records, undefined, 2);
  const utf32 = (text: string) =>
    Buffer.concat(Array.from(text, (one) => Buffer.from(Uint32Array.of(one.codePointAt(0) ?? 0).buffer)));
  const events = inLines.replaceAll(/(.+)\n/g, "data: $1\r\r");

  it.each([
    ["log.gz", "UTF-16 in gzip", zlib.gzipSync(asText(inLines)), inLines, ["UTF-16"]],
    ["log.zst", "UTF-32 in zstd", zlib.zstdCompressSync(utf32(inLines)), inLines, ["UTF-32"]],
    ["log.br", "JSON over many lines in Brotli", zlib.brotliCompressSync(pretty), inLines, ["many lines"]],
    ["log.json", "JSON over many lines in UTF-16", asText(`\ufeff${pretty}`), inLines, ["UTF-16", "many lines"]],
    ["log.gz", "the same in gzip", zlib.gzipSync(asText(pretty)), inLines, ["UTF-16", "many lines"]],
    [
      "log.gz",
      "gzip in zstd in gzip",
      zlib.gzipSync(zlib.zstdCompressSync(zlib.gzipSync(pretty))),
      inLines,
      ["many lines"],
    ],
    ["log.br", "lines in Brotli in Brotli, which no mark tells", zlib.brotliCompressSync(inLines), inLines, []],
    [
      "log.gz",
      "server-sent events that end in returns, in gzip",
      zlib.gzipSync(events),
      events.replaceAll("\r", "\n"),
      ["returns"],
    ],
    [
      "log.gz",
      "server-sent events over several lines that end in returns, in gzip",
      zlib.gzipSync('data: {"a":\rdata: 1}\r\rdata: {"a":2}\r\r'),
      'data: {"a":       1}\n\ndata: {"a":2}\n\n',
      ["returns", "several lines"],
    ],
  ] as const)("of %s is looked at again: %s", async (name, _, bytes, expected, words) => {
    const file = fileOf(name, bytes);
    for (const follow of [false, true]) {
      const read = await readableFile({ path: file, original: file }, { follow });
      if (!read.ok) throw new Error(JSON.stringify(read.failure));
      opened.push(read.value);
      expect(fs.readFileSync(read.value.path, "utf8")).toBe(expected);
      expect(read.value.original).toBe(file);
      for (const word of words) expect(read.value.notice).toContain(word);
      if (words.length === 0) expect(read.value.notice).toBeUndefined();
      expect(fs.readdirSync(spools)).toHaveLength(1);
      await read.value.remove();
      expect(fs.readdirSync(spools)).toEqual([]);
    }
  });

  it("is not looked at for ever", async () => {
    let bytes: Uint8Array = Buffer.from(inLines);
    for (let times = 0; times < 50; times++) bytes = zlib.gzipSync(bytes);
    const file = fileOf("log.gz", bytes);
    const read = await readableFile({ path: file, original: file });
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    expect([...fs.readFileSync(read.value.path).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    await read.value.remove();
    expect(fs.readdirSync(spools)).toEqual([]);
  });

  it("leaves nothing when it is interrupted", async () => {
    const interrupt = new AbortController();
    const file = fileOf("log.gz", zlib.gzipSync(asText(lines(1))));
    let steps = 0;
    const onProgress = (): void => {
      // Behind what unpacking tells.
      if (++steps > 100) interrupt.abort(new Error("interrupted"));
    };
    await expect(
      readableFile({ path: file, original: file }, { signal: interrupt.signal, onProgress }),
    ).rejects.toThrow("interrupted");
    expect(fs.readdirSync(spools)).toEqual([]);
  });
});

it.runIf(process.platform === "linux")("reads what the system tells in files without a size", async () => {
  const file = "/proc/self/status";
  expect(fs.statSync(file).size).toBe(0);
  const read = await readableFile({ path: file, original: file }, { follow: true });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  expect(fs.readFileSync(read.value.path, "utf8")).toContain(`Pid:\t${process.pid}`);
  expect(read.value.notice).toBe("“status” tells no size: what it held when it was opened is shown.");
  await read.value.remove();
  expect(fs.readdirSync(spools)).toEqual([]);
});

it("takes what a file without a size holds that says something else at each look", async () => {
  const file = fileOf("counter.jsonl", Buffer.alloc(0));
  const { ino } = fs.statSync(file);
  const readSync = fs.readSync;
  let looks = 0;
  const spy = vi.spyOn(fs, "readSync").mockImplementation((...args) => {
    const [handle, target, at, , position]: readonly unknown[] = args;
    if (fs.fstatSync(Number(handle)).ino !== ino) return Reflect.apply(readSync, fs, args);
    if (position !== 0 || !(target instanceof Uint8Array)) return 0;
    const said = Buffer.from(`{"type":"look","n":${++looks}}\n`).subarray(0, target.length - Number(at));
    target.set(said, Number(at));
    return said.length;
  });
  const read = await readableFile({ path: file, original: file }, { follow: true });
  spy.mockRestore();
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  expect(looks).toBeGreaterThan(1);
  expect(fs.readFileSync(read.value.path, "utf8")).toMatch(/^\{"type":"look","n":\d+\}\n$/);
  await read.value.remove();
  expect(fs.readdirSync(spools)).toEqual([]);
});

it("leaves an empty file to be followed", async () => {
  const file = fileOf("log.jsonl", Buffer.alloc(0));
  const read = await readableFile({ path: file, original: file }, { follow: true });
  expect(read).toMatchObject({ ok: true, value: { path: file, notice: undefined } });
});

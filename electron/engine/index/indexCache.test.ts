import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { overwrite } from "../../testing/overwrite.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { partName } from "../environment/partName.ts";
import { forgetWarnings, warnings } from "../environment/warnings.ts";
import { agui } from "../formats/agui/agui.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import { sampledBlocks, spread } from "./changeCheck.ts";
import { clearIndexes, listIndexes } from "./indexCache.ts";
import type { TranscriptIndex } from "./transcriptIndex.ts";
import { createTranscriptIndex } from "./transcriptIndex.ts";

const temporaryFolder = temporaryFolders();
let cache = "";
let file = "";
const before = { ...process.env };

beforeEach(() => {
  cache = temporaryFolder();
  process.env.SEEKLINE_CACHE_DIR = cache;
  file = path.join(temporaryFolder(), "transcript.jsonl");
});
afterEach(() => {
  process.env = { ...before };
});

const line = (n: number): string =>
  `${JSON.stringify({ type: ["RUN_STARTED", "CUSTOM", "RAW"][n % 3], timestamp: 1_700_000_000_000 + n, n, pad: "x".repeat(40) })}\n`;
/** More than the 4 MiB that are worth keeping. */
const lines = (count = 60_000, from = 0): string => Array.from({ length: count }, (_, n) => line(from + n)).join("");

function open(): TranscriptIndex {
  const source = openFile(file);
  if (!source.ok) throw new Error(source.failure.code);
  return createTranscriptIndex(source.value, agui.plan([]));
}

/** Opens, indexes what is left and gives all that the index says. */
function contents(meanwhile = () => {}) {
  const index = open();
  while (index.advance());
  meanwhile();
  const records = Array.from({ length: index.segments().length }, (_, segment) => segment).flatMap((segment) => {
    const { count, offsets, lengths, lines: numbers, times, kinds, flags } = index.columns(segment);
    return Array.from({ length: count }, (__, row) => [
      ...[offsets[row], lengths[row], numbers[row], times[row]],
      ...[index.kinds()[kinds[row] ?? 0], flags[row]],
    ]);
  });
  const { origin } = index;
  const totals = index.totals();
  const counts = index.kinds().map((kind, number) => [kind, totals.counts[number], totals.bytes[number]]);
  const said = { state: index.state(), records, counts };
  index.close();
  return { origin, said };
}

/** The only file in the cache. */
function keptFile(): string {
  const [name = ""] = fs.readdirSync(cache);
  return path.join(cache, name);
}

/** What an index says that knows of no cache. */
function fresh() {
  process.env.SEEKLINE_CACHE_DIR = temporaryFolder();
  const { said } = contents();
  process.env.SEEKLINE_CACHE_DIR = cache;
  return said;
}

describe("the index cache", () => {
  it("gives a finished index back without scanning", () => {
    fs.writeFileSync(file, lines());
    const first = contents();
    const again = open();
    expect([first.origin, again.origin, again.complete(), again.records()]).toEqual(["new", "cached", true, 60_000]);
    again.close();
    expect(contents()).toEqual({ origin: "cached", said: first.said });
  });

  it.each([
    ["by whole lines", "", lines(80_000, 60_000)],
    ["behind a half-written line", line(1).slice(0, 20), `${line(1).slice(20)}${lines(10, 60_000)}`],
    ["by a record glued to the last line", '{"type":"A"}', '{"type":"B"}\n{"type":"C"}'],
    ["behind an end without newline", '{"type":"A"}', `\n${lines(70_000, 60_000)}`],
  ])("continues a transcript that grew %s", (_, end, more) => {
    fs.writeFileSync(file, lines() + end);
    contents();
    fs.appendFileSync(file, more);
    const grown = contents();
    expect(grown.origin).toBe("continued");
    expect(grown.said).toEqual(fresh());
  });

  it.each([
    ["truncated", () => fs.truncateSync(file, 4_500_000)],
    [
      "replaced",
      () => {
        fs.renameSync(file, `${file}.old`);
        fs.writeFileSync(file, lines(60_001, 5));
      },
    ],
    [
      "rewritten",
      () => {
        overwrite(file, "Z", 2_500_000);
        fs.utimesSync(file, new Date(), new Date(Date.now() + 5000));
      },
    ],
    ["rewritten", () => fs.writeFileSync(file, lines(70_000, 1))],
  ] as const)("tells that a transcript was %s", (origin, change) => {
    fs.writeFileSync(file, lines());
    contents();
    change();
    const changed = contents();
    expect(changed.origin).toBe(origin);
    expect(changed.said).toEqual(fresh());
    expect(contents().origin).toBe("cached");
  });

  it.each([
    ["a line is held back that it holds", lines().length],
    ["it was made behind the opening", lines(45_000).length],
  ])("goes on from an index that is further than what is read, when %s, and says nothing of a cut", (_, size) => {
    fs.writeFileSync(file, lines() + line(1).slice(0, 20));
    contents();
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    opened.value.growTo(size);
    const index = createTranscriptIndex(opened.value, agui.plan([]));
    while (index.advance());
    expect([index.origin, index.position(), index.state().malformed]).toEqual(["continued", size, 0]);
    index.close();
    opened.value.close();
  });

  it("tells of a disk that refuses, and of no rewriting, when a transcript grows", () => {
    fs.writeFileSync(file, lines());
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const source = opened.value;
    const index = createTranscriptIndex(source, agui.plan([]));
    while (index.advance());
    fs.appendFileSync(file, line(1));
    const { readInto } = source;
    const refused = new SourceError({ code: "not-readable", name: source.name, detail: "EIO" });
    source.readInto = () => {
      throw refused;
    };
    expect(() => index.grow(fs.statSync(file).size)).toThrow(refused);
    source.readInto = readInto;
    expect(index.grow(fs.statSync(file).size)).toBe(true);
    while (index.advance());
    expect(index.records()).toBe(60_001);
    index.close();
    source.close();
  });

  it("is not deceived by a transcript that was rewritten and has its old times", () => {
    fs.writeFileSync(file, lines());
    const { atime, mtime } = fs.statSync(file);
    fs.utimesSync(file, atime, mtime);
    contents();
    overwrite(file, line(3).slice(0, -1), line(0).length * 30_000);
    fs.utimesSync(file, atime, mtime);
    const changed = contents();
    expect(changed.origin).toBe("rewritten");
    expect(changed.said).toEqual(fresh());
  });

  it("does not call a transcript rewritten that only has other times, and indexes it anew", () => {
    fs.writeFileSync(file, lines());
    contents();
    fs.utimesSync(file, new Date(), new Date(Date.now() + 5000));
    expect(contents().origin).toBe("new");
    fs.linkSync(file, `${file}.link`);
    expect(contents().origin).toBe("new");
    expect(contents().origin).toBe("cached");
  });

  it("tells that a transcript was rewritten while it grew, so that every record moved", () => {
    fs.writeFileSync(file, lines(80_000));
    contents();
    fs.writeFileSync(file, `{"type":"NEW"}\n${lines(90_000)}`, { flag: "r+" });
    const changed = contents();
    expect(changed.origin).toBe("rewritten");
    expect(changed.said).toEqual(fresh());
  });

  it("gives no byte of a block that was rewritten unseen while the transcript grew", () => {
    fs.writeFileSync(file, lines(160_000));
    const before = fs.statSync(file).size;
    contents();
    const count = Math.ceil(before / blockBytes);
    const looked = new Set(spread(count, sampledBlocks));
    const unseen = Array.from({ length: count }, (_, block) => block).filter((block) => !looked.has(block))[5] ?? 0;
    overwrite(file, "Z", unseen * blockBytes + 10);
    fs.appendFileSync(file, lines(1000));
    const index = open();
    expect(index.origin).toBe("continued");
    while (index.advance());
    const bytes = new Uint8Array(100);
    const read = (position: number) => () => index.source.readInto(bytes, 0, 100, position);
    expect(read((unseen - 1) * blockBytes)()).toBe(100);
    expect(read((unseen + 1) * blockBytes)()).toBe(100);
    expect(read(before + 5)()).toBe(100);
    expect(read(unseen * blockBytes + 500)).toThrow(SourceError);
    expect(read(unseen * blockBytes - 50)).toThrow(SourceError);
    index.close();
  });

  it("makes damaged sums again while the transcript is what it was", () => {
    fs.writeFileSync(file, lines());
    contents();
    const index = open();
    fs.truncateSync(keptFile(), 0);
    const whole = fs.readFileSync(file);
    const read = Buffer.alloc(whole.length);
    for (let at = 0; at < whole.length; ) at += index.source.readInto(read, at, whole.length - at, at);
    expect(read.equals(whole)).toBe(true);
    index.close();
    contents();
    const again = open();
    fs.truncateSync(keptFile(), 0);
    fs.appendFileSync(file, "more");
    expect(() => again.source.readInto(read, 0, 100, 0)).toThrow(SourceError);
    again.close();
  });

  it("throws away a file that is cut or damaged at its end, at any place", () => {
    fs.writeFileSync(file, lines());
    contents();
    const [name = ""] = fs.readdirSync(cache);
    const kept = path.join(cache, name);
    const bytes = fs.readFileSync(kept);
    for (const cut of [0, 1, 20, 1000, bytes.length - 40, bytes.length - 1]) {
      fs.writeFileSync(kept, bytes.subarray(0, cut));
      expect(contents().origin).toBe("new");
    }
    for (const at of [bytes.length - 1, bytes.length - 10, bytes.length - 20, bytes.length - 300]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      fs.writeFileSync(kept, damaged);
      expect(contents().origin).toBe("new");
    }
  });

  it.each([
    ["damaged", (kept: string) => overwrite(kept, "damage", 1000)],
    ["cut", (kept: string) => fs.truncateSync(kept, 5000)],
    ["emptied", (kept: string) => fs.truncateSync(kept, 0)],
  ])("reads the transcript again for what was %s of a kept index under its reader, and says so once", (_, damage) => {
    fs.writeFileSync(file, `{"type":"A"}{"type":"B","n":1}\n${lines()}`);
    const { said } = contents();
    const kept = keptFile();
    forgetWarnings();
    expect(contents(() => damage(kept))).toEqual({ origin: "cached", said });
    expect(warnings()).toEqual([
      "The kept index of “transcript.jsonl” was damaged and has been thrown away. What is needed of it is read anew from the file.",
    ]);
    expect(contents()).toEqual({ origin: "new", said });
  });

  it("takes no index for damaged that was closed under its reader, of a transcript that is too short for a file", () => {
    fs.writeFileSync(file, lines(100));
    forgetWarnings();
    const index = open();
    while (index.advance());
    const { sums } = index;
    index.close();
    const closed = new SourceError({ code: "cancelled" });
    expect(() => sums.of(0)).toThrow(closed);
    expect(() => index.columns(0)).toThrow(closed);
    expect(warnings()).toEqual([]);
  });

  it("closes its file once, whoever closes it twice", () => {
    fs.writeFileSync(file, lines());
    contents();
    const index = open();
    index.close();
    const other = fs.openSync(file, "r");
    index.close();
    expect(fs.fstatSync(other).isFile()).toBe(true);
    fs.closeSync(other);
  });

  it("takes no index for damaged that was closed under its reader, and keeps its file", () => {
    fs.writeFileSync(file, lines());
    contents();
    const kept = keptFile();
    forgetWarnings();
    const index = open();
    const { sums } = index;
    index.close();
    // The system gives the number of its handle to the next file.
    const others = Array.from({ length: 50 }, () => fs.openSync(file, "r"));
    const closed = new SourceError({ code: "cancelled" });
    expect(() => sums.of(0)).toThrow(closed);
    expect(() => index.columns(0)).toThrow(closed);
    for (const other of others) fs.closeSync(other);
    expect(warnings()).toEqual([]);
    expect(keptFile()).toBe(kept);
    expect(contents().origin).toBe("cached");
  });

  it("repairs a segment that begins within a line", () => {
    const glued = '{"type":"RUN_STARTED","timestamp":5}{"type":"RAW"}'.repeat(100_000);
    fs.writeFileSync(file, `${line(1)}\n${glued}\n${lines(10)}`);
    const { said } = contents();
    expect(contents(() => fs.truncateSync(keptFile(), 0))).toEqual({ origin: "cached", said });
  });

  it("does not mix what is left of a damaged index with a transcript that was rewritten", () => {
    fs.writeFileSync(file, lines());
    contents();
    const index = open();
    fs.truncateSync(keptFile(), 0);
    overwrite(file, `${lines(60_000, 7)}`);
    expect(() => index.columns(1)).toThrow(SourceError);
    index.close();
  });

  it("is not stopped by a folder or a pipe where an index should be", () => {
    fs.writeFileSync(file, lines());
    contents();
    const kept = keptFile();
    for (const make of [fs.mkdirSync, (name: string) => execFileSync("mkfifo", [name])]) {
      fs.rmSync(kept, { recursive: true });
      make(kept);
      expect(contents().origin).toBe("new");
      expect(listIndexes().length).toBeLessThan(2);
      clearIndexes();
    }
  });

  it("goes on when its folder is removed while it indexes", () => {
    fs.writeFileSync(file, lines());
    const index = open();
    index.advance();
    fs.rmSync(cache, { recursive: true });
    while (index.advance());
    expect(index.records()).toBe(60_000);
    index.close();
    expect([contents().origin, contents().origin]).toEqual(["new", "cached"]);
  });

  it("leaves nothing behind when it is closed half-way, and sweeps up after programs that died", () => {
    fs.writeFileSync(file, lines());
    fs.writeFileSync(path.join(cache, partName().replace(`-${process.pid}-`, "-4194305-")), "dead");
    const index = open();
    index.advance();
    expect(fs.readdirSync(cache)).toHaveLength(1);
    index.close();
    expect(fs.readdirSync(cache)).toEqual([]);
  });

  it("lets two programs index one transcript at once", () => {
    fs.writeFileSync(file, lines());
    const [one, two] = [open(), open()];
    let busy = true;
    while (busy) busy = [one.advance(), two.advance()].some(Boolean);
    one.close();
    two.close();
    expect(fs.readdirSync(cache)).toHaveLength(1);
    expect(contents()).toEqual({ origin: "cached", said: fresh() });
  });

  it("keeps within its limit, the longest unused going first, and can be listed and cleared", () => {
    const other = path.join(path.dirname(file), "other.jsonl");
    fs.writeFileSync(file, lines());
    contents();
    fs.utimesSync(path.join(cache, fs.readdirSync(cache)[0] ?? ""), 1000, 1000);
    const [{ bytes } = { bytes: 0 }] = listIndexes();
    process.env.SEEKLINE_CACHE_LIMIT = String(bytes + 1000);
    fs.copyFileSync(file, other);
    const first = file;
    file = other;
    contents();
    expect(listIndexes().map((kept) => kept.path)).toEqual([other]);
    file = first;
    expect(contents().origin).toBe("new");
    expect(clearIndexes()).toBeGreaterThan(0);
    expect(listIndexes()).toEqual([]);
  });

  it("names a folder that cannot be one, and uses the default", () => {
    fs.writeFileSync(file, lines());
    process.env.SEEKLINE_CACHE_DIR = path.join(file, "in", "a", "file");
    process.env.XDG_CACHE_HOME = temporaryFolder();
    process.env.HOME = process.env.XDG_CACHE_HOME;
    process.env.LOCALAPPDATA = process.env.XDG_CACHE_HOME;
    forgetWarnings();
    expect([contents().origin, contents().origin]).toEqual(["new", "cached"]);
    expect(warnings()).toEqual([
      `The folder for kept indexes, “${process.env.SEEKLINE_CACHE_DIR}”, cannot be used: it is not a folder. The default folder is used instead.`,
    ]);
  });

  it("does without any folder", () => {
    fs.writeFileSync(file, lines());
    delete process.env.SEEKLINE_CACHE_DIR;
    process.env.XDG_CACHE_HOME = file;
    process.env.HOME = file;
    process.env.LOCALAPPDATA = file;
    expect([contents().origin, contents().origin]).toEqual(["new", "new"]);
    expect([listIndexes(), clearIndexes()]).toEqual([[], 0]);
  });
});

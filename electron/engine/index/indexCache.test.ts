import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { agui } from "../formats/agui/agui.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
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
function contents() {
  const index = open();
  while (index.advance());
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
        const handle = fs.openSync(file, "r+");
        fs.writeSync(handle, "Z", 2_500_000);
        fs.closeSync(handle);
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

  it("notices a damaged segment when it is read, and builds the index anew", () => {
    fs.writeFileSync(file, lines());
    contents();
    const [name = ""] = fs.readdirSync(cache);
    const handle = fs.openSync(path.join(cache, name), "r+");
    fs.writeSync(handle, "damage", 1000);
    fs.closeSync(handle);
    const index = open();
    expect(() => index.columns(0)).toThrow(SourceError);
    index.close();
    expect(contents().origin).toBe("new");
  });

  it("leaves nothing behind when it is closed half-way, and sweeps up after programs that died", () => {
    fs.writeFileSync(file, lines());
    fs.writeFileSync(path.join(cache, "abc.seekindex.999999999.x-y.part"), "dead");
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

  it("does without a cache that cannot be written", () => {
    process.env.SEEKLINE_CACHE_DIR = path.join(file, "in", "a", "file");
    fs.writeFileSync(file, lines());
    expect([contents().origin, contents().origin]).toEqual(["new", "new"]);
  });
});

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { keptIndexTest, line, lines } from "../../testing/keptIndexTest.ts";
import { overwrite } from "../../testing/overwrite.ts";
import { partName } from "../environment/partName.ts";
import { forgetWarnings, warnings } from "../environment/warnings.ts";
import { agui } from "../formats/agui/agui.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import { sampledBlocks, spread } from "./changeCheck.ts";
import { clearIndexes, listIndexes } from "./indexCache.ts";
import { createTranscriptIndex } from "./transcriptIndex.ts";

const here = keptIndexTest();
const { open, contents, keptFile, fresh, newFolder } = here;

describe("the index cache", () => {
  it("gives a finished index back without scanning", () => {
    fs.writeFileSync(here.file, lines());
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
    fs.writeFileSync(here.file, lines() + end);
    contents();
    fs.appendFileSync(here.file, more);
    const grown = contents();
    expect(grown.origin).toBe("continued");
    expect(grown.said).toEqual(fresh());
  });

  it.each([
    ["truncated", () => fs.truncateSync(here.file, 4_500_000)],
    [
      "replaced",
      () => {
        fs.renameSync(here.file, `${here.file}.old`);
        fs.writeFileSync(here.file, lines(60_001, 5));
      },
    ],
    [
      "rewritten",
      () => {
        overwrite(here.file, "Z", 2_500_000);
        fs.utimesSync(here.file, new Date(), new Date(Date.now() + 5000));
      },
    ],
    ["rewritten", () => fs.writeFileSync(here.file, lines(70_000, 1))],
  ] as const)("tells that a transcript was %s", (origin, change) => {
    fs.writeFileSync(here.file, lines());
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
    fs.writeFileSync(here.file, lines() + line(1).slice(0, 20));
    contents();
    const opened = openFile(here.file);
    if (!opened.ok) throw new Error(opened.failure.code);
    opened.value.growTo(size);
    const index = createTranscriptIndex(opened.value, agui.plan([]));
    while (index.advance());
    expect([index.origin, index.position(), index.state().malformed]).toEqual(["continued", size, 0]);
    index.close();
    opened.value.close();
  });

  it("tells of a disk that refuses, and of no rewriting, when a transcript grows", () => {
    fs.writeFileSync(here.file, lines());
    const opened = openFile(here.file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const source = opened.value;
    const index = createTranscriptIndex(source, agui.plan([]));
    while (index.advance());
    fs.appendFileSync(here.file, line(1));
    const { readInto } = source;
    const refused = new SourceError({ code: "not-readable", name: source.name, detail: "EIO" });
    source.readInto = () => {
      throw refused;
    };
    expect(() => index.grow(fs.statSync(here.file).size)).toThrow(refused);
    source.readInto = readInto;
    expect(index.grow(fs.statSync(here.file).size)).toBe(true);
    while (index.advance());
    expect(index.records()).toBe(60_001);
    index.close();
    source.close();
  });

  it("is not deceived by a transcript that was rewritten and has its old times", () => {
    fs.writeFileSync(here.file, lines());
    const { atime, mtime } = fs.statSync(here.file);
    fs.utimesSync(here.file, atime, mtime);
    contents();
    overwrite(here.file, line(3).slice(0, -1), line(0).length * 30_000);
    fs.utimesSync(here.file, atime, mtime);
    const changed = contents();
    expect(changed.origin).toBe("rewritten");
    expect(changed.said).toEqual(fresh());
  });

  it("does not call a transcript rewritten that only has other times, and indexes it anew", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    fs.utimesSync(here.file, new Date(), new Date(Date.now() + 5000));
    expect(contents().origin).toBe("new");
    fs.linkSync(here.file, `${here.file}.link`);
    expect(contents().origin).toBe("new");
    expect(contents().origin).toBe("cached");
  });

  it("tells that a transcript was rewritten while it grew, so that every record moved", () => {
    fs.writeFileSync(here.file, lines(80_000));
    contents();
    fs.writeFileSync(here.file, `{"type":"NEW"}\n${lines(90_000)}`, { flag: "r+" });
    const changed = contents();
    expect(changed.origin).toBe("rewritten");
    expect(changed.said).toEqual(fresh());
  });

  it("gives no byte of a block that was rewritten unseen while the transcript grew", () => {
    fs.writeFileSync(here.file, lines(160_000));
    const before = fs.statSync(here.file).size;
    contents();
    const count = Math.ceil(before / blockBytes);
    const looked = new Set(spread(count, sampledBlocks));
    const unseen = Array.from({ length: count }, (_, block) => block).filter((block) => !looked.has(block))[5] ?? 0;
    overwrite(here.file, "Z", unseen * blockBytes + 10);
    fs.appendFileSync(here.file, lines(1000));
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

  it("closes its file once, whoever closes it twice", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    const index = open();
    index.close();
    const other = fs.openSync(here.file, "r");
    index.close();
    expect(fs.fstatSync(other).isFile()).toBe(true);
    fs.closeSync(other);
  });

  it("is not stopped by a folder or a pipe where an index should be", () => {
    fs.writeFileSync(here.file, lines());
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
    fs.writeFileSync(here.file, lines());
    const index = open();
    index.advance();
    fs.rmSync(here.cache, { recursive: true });
    while (index.advance());
    expect(index.records()).toBe(60_000);
    index.close();
    expect([contents().origin, contents().origin]).toEqual(["new", "cached"]);
  });

  it("leaves nothing behind when it is closed half-way, and sweeps up after programs that died", () => {
    fs.writeFileSync(here.file, lines());
    fs.writeFileSync(path.join(here.cache, partName().replace(`-${process.pid}-`, "-4194305-")), "dead");
    const index = open();
    index.advance();
    expect(fs.readdirSync(here.cache)).toHaveLength(1);
    index.close();
    expect(fs.readdirSync(here.cache)).toEqual([]);
  });

  it("lets two programs index one transcript at once", () => {
    fs.writeFileSync(here.file, lines());
    const [one, two] = [open(), open()];
    let busy = true;
    while (busy) busy = [one.advance(), two.advance()].some(Boolean);
    one.close();
    two.close();
    expect(fs.readdirSync(here.cache)).toHaveLength(1);
    expect(contents()).toEqual({ origin: "cached", said: fresh() });
  });

  it("keeps within its limit, the longest unused going first, and can be listed and cleared", () => {
    const other = path.join(path.dirname(here.file), "other.jsonl");
    fs.writeFileSync(here.file, lines());
    contents();
    fs.utimesSync(path.join(here.cache, fs.readdirSync(here.cache)[0] ?? ""), 1000, 1000);
    const [{ bytes } = { bytes: 0 }] = listIndexes();
    vi.stubEnv("SEEKLINE_CACHE_LIMIT", String(bytes + 1000));
    fs.copyFileSync(here.file, other);
    const first = here.file;
    here.file = other;
    contents();
    expect(listIndexes().map((kept) => kept.path)).toEqual([other]);
    here.file = first;
    expect(contents().origin).toBe("new");
    expect(clearIndexes()).toBeGreaterThan(0);
    expect(listIndexes()).toEqual([]);
  });

  it("names a folder that cannot be one, and uses the default", () => {
    fs.writeFileSync(here.file, lines());
    vi.stubEnv("SEEKLINE_CACHE_DIR", path.join(here.file, "in", "a", "file"));
    vi.stubEnv("XDG_CACHE_HOME", newFolder());
    vi.stubEnv("HOME", process.env.XDG_CACHE_HOME);
    vi.stubEnv("LOCALAPPDATA", process.env.XDG_CACHE_HOME);
    forgetWarnings();
    expect([contents().origin, contents().origin]).toEqual(["new", "cached"]);
    expect(warnings()).toEqual([
      `The folder for kept indexes, “${process.env.SEEKLINE_CACHE_DIR}”, cannot be used: it is not a folder. The default folder is used instead.`,
    ]);
  });

  it("does without any folder", () => {
    fs.writeFileSync(here.file, lines());
    vi.stubEnv("SEEKLINE_CACHE_DIR", undefined);
    vi.stubEnv("XDG_CACHE_HOME", here.file);
    vi.stubEnv("HOME", here.file);
    vi.stubEnv("LOCALAPPDATA", here.file);
    expect([contents().origin, contents().origin]).toEqual(["new", "new"]);
    expect([listIndexes(), clearIndexes()]).toEqual([[], 0]);
  });
});

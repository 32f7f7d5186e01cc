// A kept index that is damaged on the disk, or cut while it is read.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { keptIndexTest, line, lines } from "../../testing/keptIndexTest.ts";
import { overwrite } from "../../testing/overwrite.ts";
import { plan } from "../../testing/scannedRanges.ts";
import { forgetWarnings, warnings } from "../environment/warnings.ts";
import { agui } from "../formats/agui/agui.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { TranscriptIndex } from "./transcriptIndex.ts";
import { createTranscriptIndex } from "./transcriptIndex.ts";

const here = keptIndexTest();
const { open, contents, keptFile } = here;

describe("a damaged index", () => {
  it("makes damaged sums again while the transcript is what it was", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    const index = open();
    fs.truncateSync(keptFile(), 0);
    const whole = fs.readFileSync(here.file);
    const read = Buffer.alloc(whole.length);
    for (let at = 0; at < whole.length; ) at += index.source.readInto(read, at, whole.length - at, at);
    expect(read.equals(whole)).toBe(true);
    index.close();
    contents();
    const again = open();
    fs.truncateSync(keptFile(), 0);
    fs.appendFileSync(here.file, "more");
    expect(() => again.source.readInto(read, 0, 100, 0)).toThrow(SourceError);
    again.close();
  });

  it("throws away a file that is cut or damaged at its end, at any place", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    const [name = ""] = fs.readdirSync(here.cache);
    const kept = path.join(here.cache, name);
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
    fs.writeFileSync(here.file, `{"type":"A"}{"type":"B","n":1}\n${lines()}`);
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
    fs.writeFileSync(here.file, lines(100));
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

  it("takes no index for damaged that was closed under its reader, and keeps its file", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    const kept = keptFile();
    forgetWarnings();
    const index = open();
    const { sums } = index;
    index.close();
    // The system gives the number of its handle to the next file.
    const others = Array.from({ length: 50 }, () => fs.openSync(here.file, "r"));
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
    fs.writeFileSync(here.file, `${line(1)}\n${glued}\n${lines(10)}`);
    const { said } = contents();
    expect(contents(() => fs.truncateSync(keptFile(), 0))).toEqual({ origin: "cached", said });
  });

  it("does not mix what is left of a damaged index with a transcript that was rewritten", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    const index = open();
    fs.truncateSync(keptFile(), 0);
    overwrite(here.file, `${lines(60_000, 7)}`);
    expect(() => index.columns(1)).toThrow(SourceError);
    index.close();
  });
});

/** What is told of a transcript whose index is damaged for good. */
const lost = new SourceError({ code: "index-damaged", name: "transcript.jsonl" });

/** Reads the begin of the transcript as it was indexed. */
function readBegin(index: TranscriptIndex): void {
  index.source.readInto(new Uint8Array(100), 0, 100, 0);
}

describe("damaged sums of a log that also grew", () => {
  it("are told as damage of the index, which is to be made anew, and not as a rewritten file", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    const index = open();
    fs.truncateSync(keptFile(), 0);
    fs.appendFileSync(here.file, line(1));
    expect(index.isLost()).toBe(false);
    expect(() => readBegin(index)).toThrow(lost);
    expect(() => index.columns(0)).toThrow(lost);
    expect([index.isLost(), index.source.change(), index.source.finalChange()]).toEqual([true, undefined, undefined]);
    expect(index.grow(fs.statSync(here.file).size)).toBe(false);
    index.close();
  });

  it("are found when it is about to be indexed on", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    const index = open();
    fs.truncateSync(keptFile(), 0);
    fs.appendFileSync(here.file, line(1));
    expect(index.grow(fs.statSync(here.file).size)).toBe(false);
    index.close();
  });

  it("are not made again where it grew before it was opened: nobody has read all of it since", () => {
    fs.writeFileSync(here.file, lines());
    contents();
    fs.appendFileSync(here.file, lines(10));
    const index = open();
    while (index.advance());
    expect(index.origin).toBe("continued");
    fs.truncateSync(keptFile(), 0);
    expect(() => readBegin(index)).toThrow(lost);
    index.close();
  });
});

describe("a damaged segment of records that make several calls", () => {
  const calls = keptIndexTest(plan);

  it("is made again with all of them", () => {
    const parts = (n: number) => Array.from({ length: n % 4 }, (_, call) => ({ type: `tool-${(n + call) % 5}` }));
    const record = (n: number) => JSON.stringify({ type: "A", n, message: { content: parts(n) }, pad: "x".repeat(50) });
    fs.writeFileSync(calls.file, Array.from({ length: 50_000 }, (_, n) => `${record(n)}\n`).join(""));
    const { said } = calls.contents();
    expect(said.records.length).toBeGreaterThan(60_000);
    expect(calls.contents(() => fs.truncateSync(calls.keptFile(), 0))).toEqual({ origin: "cached", said });
  });
});

it("an index is closed when its transcript cannot be read", () => {
  fs.writeFileSync(here.file, lines());
  contents();
  const source = openFile(here.file);
  if (!source.ok) throw new Error(source.failure.code);
  const refused = new SourceError({ code: "not-readable", name: source.value.name, detail: "EIO" });
  source.value.readInto = () => {
    throw refused;
  };
  const [opened, closed] = [vi.spyOn(fs, "openSync"), vi.spyOn(fs, "closeSync")];
  expect(() => createTranscriptIndex(source.value, agui.plan([]))).toThrow(refused);
  expect(opened).toHaveBeenCalled();
  expect(closed).toHaveBeenCalledTimes(opened.mock.calls.length);
  source.value.close();
});

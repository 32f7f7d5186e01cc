// A transcript that is followed, on a disk that refuses to be read or whose kept index is damaged: it goes on as soon as it can.

import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { inAnHour } from "../testing/inAnHour.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { Refusals } from "./live/refusals.ts";
import { openTranscript } from "./session.ts";
import { SourceError } from "./source/fileSource.ts";
import type { Transcript } from "./transcript.ts";

const newFolder = temporaryFolders();
const opened: Transcript[] = [];
let file = "";
beforeEach(() => {
  vi.stubEnv("SEEKLINE_CACHE_DIR", newFolder());
  file = path.join(newFolder(), "log.jsonl");
});
afterEach(() => {
  for (const transcript of opened.splice(0)) transcript.close();
});

const line = (n: number): string => `{"type":"K${n % 3}","n":${n},"text":"${"x".repeat(100)}"}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => line(from + n)).join("");

async function followed(): Promise<Transcript> {
  const result = await openTranscript(file, { follow: true });
  if (!result.ok) throw new Error(result.failure.code);
  opened.push(result.value);
  await result.value.whenIndexed();
  return result.value;
}

const until = (isSo: () => boolean): Promise<boolean> => vi.waitUntil(isSo, { interval: 5, timeout: longestWaitMs });
/** The disk refuses to read a byte, from the second time on if so wanted, until it is told to be well again. */
function refuse(byte: number, from: "at once" | "behind a look" = "at once"): () => void {
  const read = fs.readSync;
  let looks = from === "at once" ? 0 : 1;
  const refused = vi.spyOn(fs, "readSync").mockImplementation((handle, buffer, ...rest) => {
    const numbers: readonly unknown[] = rest;
    const [, length, position] = numbers;
    const isIt =
      typeof length === "number" && typeof position === "number" && position <= byte && position + length > byte;
    if (isIt && looks-- <= 0) throw Object.assign(new Error("EIO"), { code: "EIO" });
    return Reflect.apply(read, fs, [handle, buffer, ...rest]);
  });
  return () => refused.mockRestore();
}

/** All records in their order, as they are read. */
function textsOf(transcript: Transcript): readonly unknown[] {
  const filter = parseFilter("");
  if (!filter.ok) throw new Error(filter.failure.message);
  const view = transcript.query(filter.value);
  const rows = transcript.rows(view, 0, 1_000_000);
  view.close();
  return rows.map(({ kind, preview }) => [kind, preview]);
}

describe("a log that grows on a disk that refuses", () => {
  it.each([
    ["in place", 5, ""],
    ["anew, since its last line was torn", 5, '{"type":"K0","n":5'],
    ["anew, since little was there to recognise it by", 0, ""],
  ])("is indexed on %s when it can be read again, and says meanwhile why not", async (_, count, torn) => {
    const written = lines(0, count) + torn;
    fs.writeFileSync(file, written);
    fs.utimesSync(file, 1, 1);
    const transcript = await followed();
    const before = transcript.progress().records;
    const noted = vi.spyOn(Refusals.prototype, "note");
    const mend = refuse(written.length + 1, "behind a look");
    const more = `${torn === "" ? "" : `,"text":"${"x".repeat(100)}"}\n`}`;
    fs.appendFileSync(file, more + lines(torn === "" ? count : count + 1, 40));
    await until(() => transcript.progress().live?.failure !== undefined);
    expect(noted.mock.calls.length).toBeGreaterThan(1);
    expect(transcript.notice).toContain("“log.jsonl” cannot be read (EIO).");
    expect(transcript.progress()).toMatchObject({ state: { phase: "complete" }, records: before });
    mend();
    await until(() => transcript.progress().records === 40 && transcript.progress().state.phase === "complete");
    expect([transcript.notice, transcript.progress().live?.failure]).toEqual([undefined, undefined]);
    expect(transcript.progress().malformed).toBe(0);
    const again = await followed();
    expect(textsOf(transcript)).toEqual(textsOf(again));
  });

  it("keeps what it has read of much, and reads on there", async () => {
    fs.writeFileSync(file, lines(0, 10));
    const transcript = await followed();
    const mend = refuse(lines(0, 60_000).length);
    fs.appendFileSync(file, lines(10, 150_000));
    await until(() => transcript.progress().live?.failure !== undefined);
    expect(transcript.progress()).toMatchObject({ state: { phase: "complete" }, malformed: 0 });
    expect(transcript.progress().records).toBeGreaterThan(10);
    mend();
    await until(() => transcript.progress().records === 150_000);
    expect(transcript.progress()).toMatchObject({ malformed: 0, lines: 150_000 });
    const again = await followed();
    expect(textsOf(transcript)).toEqual(textsOf(again));
  });
});

it("a followed log whose kept index is damaged is indexed anew, though it also grew", async () => {
  fs.writeFileSync(file, lines(0, 60_000));
  fs.utimesSync(file, 1, 1);
  const first = await openTranscript(file);
  if (!first.ok) throw new Error(first.failure.code);
  await first.value.whenIndexed();
  first.value.close();
  // Nothing that was written a moment ago could be another by now.
  const transcript = await inAnHour(followed);
  expect(transcript.cached).toBe(true);
  const { format, source } = transcript;
  transcript.follow(false);
  const [kept = ""] = fs.readdirSync(process.env.SEEKLINE_CACHE_DIR ?? "");
  fs.truncateSync(path.join(process.env.SEEKLINE_CACHE_DIR ?? "", kept), 0);
  fs.appendFileSync(file, "\n");
  expect(() => source.readInto(new Uint8Array(10), 0, 10, 0)).toThrow(
    new SourceError({ code: "index-damaged", name: "log.jsonl" }),
  );
  transcript.follow(true);
  await until(() => transcript.source !== source && transcript.progress().state.phase === "complete");
  expect(transcript.format).not.toBe(format);
  expect(transcript.progress()).toMatchObject({ records: 60_000, blank: 1, malformed: 0 });
  const bytes = Buffer.alloc(line(0).length);
  transcript.source.readInto(bytes, 0, bytes.length, 0);
  expect(bytes.toString()).toBe(line(0));
});

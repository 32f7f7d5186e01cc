import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import type { Filter } from "../../shared/filter/filterTree.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import type { View } from "./query/view.ts";
import { openTranscript } from "./session.ts";
import type { Transcript } from "./transcript.ts";

const newFolder = temporaryFolders();
const opened: Transcript[] = [];
afterEach(() => {
  for (const transcript of opened.splice(0)) transcript.close();
});

function filter(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

const line = (n: number, extra = ""): string => `{"type":"K${n % 3}","n":${n},"text":"word${n % 7}${extra}"}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => line(from + n)).join("");

function fileOf(text: string): string {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, text);
  return file;
}

async function followed(file: string): Promise<Transcript> {
  const result = await openTranscript(file, { follow: true });
  if (!result.ok) throw new Error(result.failure.code);
  opened.push(result.value);
  await result.value.whenIndexed();
  return result.value;
}

/** The numbers in the rows of a view. */
function numbersOf(transcript: Transcript, view: View): readonly number[] {
  return transcript.rows(view, 0, 100_000).map(({ record }) => record);
}

const until = (isSo: () => boolean): Promise<boolean> => vi.waitUntil(isSo, { interval: 5, timeout: longestWaitMs });
const all = filter("");

describe("a transcript that is followed", () => {
  it("takes in what is appended, and holds a torn line back until it is whole", async () => {
    const file = fileOf(lines(0, 10));
    const transcript = await followed(file);
    const view = transcript.query(all);
    fs.appendFileSync(file, lines(10, 20) + line(20).slice(0, 12));
    await until(() => view.rows() === 20);
    await until(() => transcript.progress().live?.heldBack === 12);
    expect(transcript.progress()).toMatchObject({ records: 20, malformed: 0, change: undefined });
    fs.appendFileSync(file, line(20).slice(12));
    await until(() => view.rows() === 21);
    expect(transcript.progress()).toMatchObject({
      records: 21,
      malformed: 0,
      live: { following: true, active: true, heldBack: 0 },
    });
    expect(transcript.rows(view, 0, 100).map(({ line: number }) => number)).toEqual(
      Array.from({ length: 21 }, (_, n) => n + 1),
    );
    expect(transcript.isCurrent(view)).toBe(true);
  });

  it.each([
    ["kind:K1", (n: number) => n % 3 === 1],
    ["word3", (n: number) => n % 7 === 3],
    ["/word[12]/", (n: number) => n % 7 === 1 || n % 7 === 2],
    ["-word3 record:5..", (n: number) => n % 7 !== 3 && n >= 5],
    ["nothing-of-it", () => false],
  ])("extends the rows that pass %s, each once and in order", async (text, passes) => {
    const file = fileOf(lines(0, 1_000));
    const transcript = await followed(file);
    const view = transcript.query(filter(text));
    await view.whenComplete();
    let written = 1_000;
    const expected = () => Array.from({ length: written }, (_, n) => n).filter(passes);
    for (const more of [1, 2, 40, 5_000, 70_000, 3]) {
      fs.appendFileSync(file, lines(written, written + more));
      written += more;
      await until(
        () => transcript.progress().records === written && view.complete() && view.rows() === expected().length,
      );
      expect(numbersOf(transcript, view)).toEqual(expected());
    }
    expect(transcript.isCurrent(view)).toBe(true);
    // Whoever asks anew gets the same.
    const again = transcript.query(filter(text));
    await again.whenComplete();
    expect([again.rows(), again.bytes()]).toEqual([view.rows(), view.bytes()]);
  });

  it("finds a text that is spread over pieces, also of those that come one after the other", async () => {
    const parts = ["x", "x", "wea", "ther", "x", "x", "x"];
    const pieces = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, n) => {
        const delta = parts[(from + n) % parts.length];
        return `${JSON.stringify({ type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta })}\n`;
      }).join("");
    const start = `{"type":"TEXT_MESSAGE_START","messageId":"m1","role":"assistant"}\n`;
    const file = fileOf(start + pieces(0, 1_000));
    const transcript = await followed(file);
    const view = transcript.query(filter("weather"));
    await view.whenComplete();
    let written = 1_000;
    const isPart = (n: number, place: number): boolean => n >= 0 && n < written && n % parts.length === place;
    const expected = () =>
      Array.from({ length: written }, (_, n) => n)
        .filter((n) => (isPart(n, 2) && isPart(n + 1, 3)) || (isPart(n, 3) && isPart(n - 1, 2)))
        .map((n) => n + 1);
    // The fourth and the fifth end between the two.
    for (const more of [1, 2, 40, 5_001, 70_000, 3]) {
      fs.appendFileSync(file, pieces(written, written + more));
      written += more;
      await until(
        () => transcript.progress().records === written + 1 && view.complete() && view.rows() === expected().length,
      );
      expect(numbersOf(transcript, view)).toEqual(expected());
    }
  });

  it("takes in much at once, more than is worth threads", async () => {
    const file = fileOf(lines(0, 2_000));
    const transcript = await followed(file);
    const view = transcript.query(filter("LAST"));
    fs.appendFileSync(file, lines(2_000, 500_000) + line(500_000, "LAST"));
    await until(() => transcript.progress().records === 500_001 && view.complete() && view.rows() === 1);
    expect(numbersOf(transcript, view)).toEqual([500_000]);
  });

  it("counts the time that it is indexed, and not the time that it waits for its writer", async () => {
    const file = fileOf(lines(0, 10));
    const transcript = await followed(file);
    const anHour = 3_600_000;
    const now = performance.now.bind(performance);
    const later = vi.spyOn(performance, "now").mockImplementation(() => now() + anHour);
    try {
      fs.appendFileSync(file, lines(10, 20));
      await until(() => transcript.progress().records === 20);
      expect(transcript.progress().elapsedMs).toBeLessThan(anHour);
    } finally {
      later.mockRestore();
    }
  });

  it("counts kinds and names of what came", async () => {
    const file = fileOf(lines(0, 9));
    const transcript = await followed(file);
    fs.appendFileSync(file, '{"type":"NEW"}\n');
    await until(() => transcript.progress().records === 10);
    expect(transcript.kinds().find(({ kind }) => kind === "NEW")).toEqual({ kind: "NEW", count: 1, bytes: 14 });
    expect(transcript.firstRecordAt(0)).toBe(undefined);
    expect(transcript.record(9)).toEqual({ ok: true, value: { offset: lines(0, 9).length, length: 14, line: 10 } });
  });

  it("is indexed anew, and asked anew, when its last line was torn and is written on", async () => {
    const file = fileOf(`${lines(0, 5)}{"type":"torn`);
    fs.utimesSync(file, 1, 1);
    const transcript = await followed(file);
    expect(transcript.progress()).toMatchObject({ records: 6, malformed: 1 });
    const view = transcript.query(all);
    const { format } = transcript;
    fs.appendFileSync(file, '"}\n{"type":"B"}\n');
    await until(() => transcript.progress().records === 7);
    expect(transcript.progress()).toMatchObject({ records: 7, malformed: 0 });
    expect(transcript.isCurrent(view)).toBe(false);
    expect(transcript.format).not.toBe(format);
    fs.appendFileSync(file, '{"type":"C"}\n');
    await until(() => transcript.progress().records === 8);
  });

  it("says that its disk refuses, and goes on when it does not any more", async () => {
    const file = fileOf(lines(0, 5));
    const transcript = await followed(file);
    const read = fs.readSync;
    const refused = vi.spyOn(fs, "readSync").mockImplementation(() => {
      throw Object.assign(new Error("EIO"), { code: "EIO" });
    });
    fs.appendFileSync(file, line(5));
    await until(() => transcript.progress().live?.failure !== undefined);
    expect(transcript.notice).toContain("“log.jsonl” cannot be read (EIO).");
    refused.mockImplementation(read);
    await until(() => transcript.progress().records === 6);
    expect([transcript.notice, transcript.progress().live?.failure]).toEqual([undefined, undefined]);
    refused.mockRestore();
  });

  it("takes a last line as it is that nobody writes on", async () => {
    const file = fileOf(`${lines(0, 5)}{"type":"torn`);
    const transcript = await followed(file);
    expect(transcript.progress()).toMatchObject({ records: 5, live: { hasGrown: false } });
    await until(() => transcript.progress().records === 6);
    expect(transcript.progress()).toMatchObject({ malformed: 1, live: { heldBack: 0 } });
  });

  it("has a last record that lacks only the end of its line", async () => {
    const file = fileOf(`${lines(0, 5)}{"type":"whole"}`);
    const transcript = await followed(file);
    expect(transcript.progress()).toMatchObject({ records: 6, malformed: 0 });
    fs.appendFileSync(file, '\n{"type":"next"}');
    await until(() => transcript.progress().records === 7);
    expect(transcript.progress().malformed).toBe(0);
  });

  it("is recognised when there is something to recognise", async () => {
    const file = fileOf("");
    const transcript = await followed(file);
    expect(transcript.format.name).toBe("generic");
    fs.appendFileSync(file, '{"type":"thread.started","thread_id":"t"}\n{"type":"turn.started"}\n');
    await until(() => transcript.format.name === "codex-exec");
    await until(() => transcript.progress().records === 2);
  });

  it("tells what its end waits for, until nobody has written for long", async () => {
    const file = fileOf('{"type":"thread.started","thread_id":"t"}\n{"type":"turn.started"}\n');
    const transcript = await followed(file);
    const awaits = () => transcript.progress().live?.awaits;
    await until(() => awaits() === "answer");
    const command = { id: "i", type: "command_execution", command: "ls", status: "in_progress" };
    fs.appendFileSync(file, `${JSON.stringify({ type: "item.started", item: command })}\n`);
    await until(() => awaits() === "result");
    fs.appendFileSync(file, '{"type":"turn.completed","usage":{"input_tokens":1,"output_tokens":1}}\n');
    await until(() => awaits() === undefined && transcript.progress().records === 4);
    fs.appendFileSync(file, '{"type":"turn.started"}\n');
    await until(() => awaits() === "answer");
    transcript.follow(false);
    expect(awaits()).toBeUndefined();
    transcript.follow(true);
    expect(awaits()).toBe("answer");
    fs.utimesSync(file, 1, 1);
    expect(awaits()).toBeUndefined();
  });

  it("tells what else happened to its file", async () => {
    const file = fileOf(lines(0, 2_000));
    const transcript = await followed(file);
    fs.appendFileSync(file, lines(2_000, 2_100));
    await until(() => transcript.progress().records === 2_100);
    fs.truncateSync(file, lines(0, 2_050).length);
    expect(transcript.progress().change).toBe("shrunk");
    fs.writeFileSync(file, lines(5_000, 7_500));
    await until(() => transcript.progress().change === "rewritten");
    fs.renameSync(file, `${file}.1`);
    expect(transcript.progress().change).toBe("removed");
    fs.writeFileSync(file, lines(0, 3));
    expect(transcript.progress().change).toBe("replaced");
  });

  it("may stop and go on", async () => {
    const file = fileOf(lines(0, 2));
    const transcript = await followed(file);
    transcript.follow(false);
    fs.appendFileSync(file, lines(2, 4));
    await until(() => transcript.progress().change === "grown");
    expect(transcript.progress().records).toBe(2);
    transcript.follow(true);
    await until(() => transcript.progress().records === 4);
    expect(transcript.progress().change).toBe(undefined);
  });

  it("goes on from a kept index without touching it", async () => {
    const folder = newFolder();
    vi.stubEnv("SEEKLINE_CACHE_DIR", folder);
    const file = fileOf(lines(0, 120_000));
    const first = await followed(file);
    first.close();
    const kept = fs.readdirSync(folder).map((name) => path.join(folder, name));
    expect(kept).toHaveLength(1);
    const bytes = kept.map((name) => fs.readFileSync(name));
    const transcript = await followed(file);
    expect(transcript.cached).toBe(true);
    const view = transcript.query(filter("word3"));
    fs.appendFileSync(file, lines(120_000, 200_000));
    await until(() => transcript.progress().records === 200_000 && view.complete());
    expect(numbersOf(transcript, view).length).toBe(view.rows());
    expect(view.rows()).toBe(Array.from({ length: 200_000 }, (_, n) => n).filter((n) => n % 7 === 3).length);
    expect(kept.map((name) => fs.readFileSync(name))).toEqual(bytes);
  });
});

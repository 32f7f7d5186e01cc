import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import { Follow, lookMs } from "./follow.ts";

const makeFolder = temporaryFolders();

afterEach(() => {
  vi.useRealTimers();
});

describe("a follow", () => {
  it("goes on behind a look at which the disk refused to read", () => {
    vi.useFakeTimers();
    const file = path.join(makeFolder(), "log.jsonl");
    fs.writeFileSync(file, "1\n");
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const source = opened.value;
    const read = vi.spyOn(source, "readInto").mockImplementation(() => {
      throw new SourceError({ code: "not-readable", name: source.name, detail: "EIO" });
    });
    const ends: number[] = [];
    const follow = new Follow(source, 2, (end) => ends.push(end));
    follow.start();
    fs.appendFileSync(file, "2\n");
    vi.advanceTimersByTime(lookMs);
    expect(read).toHaveBeenCalled();
    read.mockRestore();
    vi.advanceTimersByTime(lookMs);
    expect(ends).toEqual([2, 4]);
    follow.stop();
    source.close();
  });

  it("sees what was written within one tick of the file's clock, and takes no line for torn that was ended in it", () => {
    vi.useFakeTimers();
    const file = path.join(makeFolder(), "log.jsonl");
    fs.writeFileSync(file, "1\n");
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const source = opened.value;
    const { identity } = source;
    vi.spyOn(source, "currentIdentity").mockImplementation(() => identity);
    const ends: number[] = [];
    const follow = new Follow(source, 2, (end) => ends.push(end));
    follow.start();
    fs.appendFileSync(file, '{"n":');
    vi.advanceTimersByTime(lookMs);
    fs.appendFileSync(file, "2}\n");
    vi.advanceTimersByTime(60_000);
    expect(new Set(ends)).toEqual(new Set([2, 10]));
    follow.stop();
    source.close();
  });
});

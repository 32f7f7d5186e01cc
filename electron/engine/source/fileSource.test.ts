import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openFile, SourceError } from "./fileSource.ts";
import { isWrittenWithin, quietMs } from "./source.ts";

const temporaryFolder = temporaryFolders();

describe("a file source", () => {
  it("reads nothing any more when it is closed, even if its handle's number serves another file", () => {
    const file = path.join(temporaryFolder(), "one.jsonl");
    fs.writeFileSync(file, "first");
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const buffer = new Uint8Array(5);
    expect(opened.value.readInto(buffer, 0, 5, 0)).toBe(5);
    opened.value.close();
    const other = fs.openSync(file, "r");
    expect(() => opened.value.readInto(buffer, 0, 5, 0)).toThrow(SourceError);
    fs.closeSync(other);
  });

  it("reads at most to the end, from any place", () => {
    const file = path.join(temporaryFolder(), "one.jsonl");
    fs.writeFileSync(file, "0123456789");
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const buffer = new Uint8Array(6);
    expect(opened.value.readInto(buffer, 1, 4, 8)).toBe(2);
    expect([...buffer]).toEqual([0, 0x38, 0x39, 0, 0, 0]);
    expect(opened.value.readInto(buffer, 0, 4, 100)).toBe(0);
    opened.value.close();
  });

  it("gives all that was asked for, though the system gives less at a time", () => {
    const file = path.join(temporaryFolder(), "one.jsonl");
    fs.writeFileSync(file, "0123456789");
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const read = fs.readSync;
    vi.spyOn(fs, "readSync").mockImplementation((...args) => {
      const [handle, target, at, length, position]: readonly unknown[] = args;
      return Reflect.apply(read, fs, [handle, target, at, Math.min(Number(length), 3), position]);
    });
    const buffer = Buffer.alloc(9, "-");
    expect(opened.value.readInto(buffer, 1, 7, 2)).toBe(7);
    expect(buffer.toString()).toBe("-2345678-");
    expect(opened.value.readInto(buffer, 0, 9, 5)).toBe(5);
    opened.value.close();
  });

  it.each([
    ["a minute ago", -60_000, true],
    ["an hour ago", -3_600_000, false],
    ["a minute ahead, by another clock", 60_000, true],
    ["a year ahead, which tells nothing", 365 * 86_400_000, false],
  ])("of a file that was written %s says whether it is being written", (_, since, isBeingWritten) => {
    const file = path.join(temporaryFolder(), "one.jsonl");
    fs.writeFileSync(file, "{}");
    const modified = new Date(Date.now() + since);
    fs.utimesSync(file, modified, modified);
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    expect(isWrittenWithin(quietMs, opened.value.currentIdentity())).toBe(isBeingWritten);
    opened.value.close();
  });
});

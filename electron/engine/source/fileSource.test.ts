import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openFile, SourceError } from "./fileSource.ts";

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
});

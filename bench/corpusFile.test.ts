import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { corpusKey, corpusParts, writeCorpus } from "./corpusFile.ts";

let folder = "";
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-corpus-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function joined(bytes: number): string {
  const target = path.join(folder, "joined");
  writeCorpus(corpusParts(folder), bytes, target);
  return fs.readFileSync(target, "utf8");
}

describe("a corpus as one file", () => {
  it("is the transcripts of all folders below, in the order of their paths", () => {
    write("b/2.jsonl", '{"n":2}\n');
    write("a/deep/1.jsonl", '{"n":1}\n');
    write("a/README.md", "no transcript\n");
    write("a/empty.jsonl", "");
    expect(corpusParts(folder).map(({ file, bytes }) => [path.relative(folder, file), bytes])).toEqual([
      [path.join("a", "deep", "1.jsonl"), 8],
      [path.join("b", "2.jsonl"), 8],
    ]);
    expect(joined(16)).toBe('{"n":1}\n{"n":2}\n');
  });

  it("keeps the last line of one transcript apart from the first of the next", () => {
    write("1.jsonl", '{"n":1}\n{"torn":');
    write("2.jsonl", '{"n":2}\r\n');
    expect(joined(20)).toBe('{"n":1}\n{"torn":\n{"n":2}\r\n');
  });

  it("repeats whole transcripts until there are bytes enough", () => {
    write("1.jsonl", "1");
    write("2.jsonl", "22\n");
    expect(joined(8)).toBe("1\n22\n1\n22\n");
  });

  it("joins transcripts that are longer than a block", () => {
    const long = `"${"x".repeat(3_000_000)}"`;
    write("1.jsonl", long);
    expect(joined(2 * long.length) === `${long}\n${long}\n`).toBe(true);
  });

  it("is known by what it is made of", () => {
    write("1.jsonl", "1\n");
    const before = corpusKey(corpusParts(folder));
    expect(corpusKey(corpusParts(folder))).toBe(before);
    write("1.jsonl", "12\n");
    expect(corpusKey(corpusParts(folder))).not.toBe(before);
  });

  it("needs a transcript", () => {
    expect(() => joined(1)).toThrow("no transcript");
  });
});

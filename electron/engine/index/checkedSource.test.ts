import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overwrite } from "../../testing/overwrite.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { checkFile } from "../check/checkFile.ts";
import { agui } from "../formats/agui/agui.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import { summariseFile } from "../summary/summariseFile.ts";
import type { TranscriptIndex } from "./transcriptIndex.ts";
import { createTranscriptIndex } from "./transcriptIndex.ts";

const newFolder = temporaryFolders();

const lines = (type: string, count: number): string =>
  Array.from({ length: count }, (_, n) => `${JSON.stringify({ type, n, pad: "y".repeat(n % 90) })}\n`).join("");

function write(content: string): string {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, content);
  return file;
}

function open(file: string, steps = Number.POSITIVE_INFINITY): TranscriptIndex {
  const source = openFile(file);
  if (!source.ok) throw new Error(source.failure.code);
  const index = createTranscriptIndex(source.value, agui.plan([]));
  for (let step = 0; step < steps && index.advance(); step++);
  return index;
}

/** What a read gives, or the change that it fails for. */
function read(index: TranscriptIndex, position: number, length: number): string {
  const bytes = Buffer.alloc(length);
  try {
    return bytes.subarray(0, index.source.readInto(bytes, 0, length, position)).toString();
  } catch (error) {
    if (!(error instanceof SourceError) || error.failure.code !== "source-changed") throw error;
    return error.failure.change;
  }
}

describe.each([
  ["summed up", (file: string, onProgress: () => void) => summariseFile(file, { onProgress })],
  ["checked", (file: string, onProgress: () => void) => checkFile(file, { onProgress, onFinding: () => {} })],
])("a transcript that is read once, to be %s,", (_, read) => {
  it("gives no answer when it was rewritten meanwhile", async () => {
    const file = write(lines("A", 20_000));
    const other = lines("BB", 20_000);
    const result = await read(file, () => overwrite(file, other));
    expect(result).toMatchObject({ ok: false, failure: { code: "source-changed", change: "rewritten" } });
  });

  it("gives one when more is written behind it", async () => {
    const file = write(lines("A", 20_000));
    const result = await read(file, () => fs.appendFileSync(file, "more"));
    expect(result.ok).toBe(true);
  });
});

describe("a source that is read beside its index", () => {
  it("gives what the file holds, wherever and however much is read, indexed or not yet", () => {
    const content = lines("A", 20_000);
    const file = write(content);
    const indexes = [open(file), open(file, 2)];
    fc.assert(
      fc.property(fc.nat(content.length + 10), fc.nat(400_000), (position, length) => {
        for (const index of indexes) {
          expect(read(index, position, length)).toBe(content.slice(position, position + length));
        }
      }),
      { numRuns: 60 },
    );
    for (const index of indexes) index.close();
  });

  it("gives nothing of a block that was rewritten since, and all others", () => {
    const file = write(lines("A", 20_000));
    const index = open(file);
    overwrite(file, "Z", 3 * blockBytes + 7);
    expect(read(index, 3 * blockBytes - 10, 20)).toBe("rewritten");
    expect(read(index, 4 * blockBytes - 1, 1)).toBe("rewritten");
    expect(read(index, 4 * blockBytes, 1)).toHaveLength(1);
    expect(read(index, 0, 3 * blockBytes)).toHaveLength(3 * blockBytes);
    expect(read(index, 0, 4 * blockBytes)).toBe("rewritten");
    expect(read(index, blockBytes, 6 * blockBytes)).toBe("rewritten");
    fs.truncateSync(file, 5 * blockBytes + 10);
    expect(read(index, 5 * blockBytes, 5)).toBe("shrunk");
    expect(read(index, 4 * blockBytes, 2 * blockBytes)).toBe("shrunk");
    index.close();
  });

  it("gives what it holds when more is written behind it, at the end within a block", () => {
    const content = lines("A", 5000);
    const file = write(content);
    const index = open(file);
    fs.appendFileSync(file, lines("B", 5000));
    expect(read(index, content.length - 1000, 1000)).toBe(content.slice(-1000));
    expect(index.source.change()).toBe(undefined);
    expect(index.source.finalChange()).toBe(undefined);
    index.close();
  });

  it("tells that it was rewritten, and no more when it is as it was", () => {
    const content = lines("A", 20_000);
    const file = write(content);
    const index = open(file);
    overwrite(file, lines("B", 20_000));
    expect(index.source.change()).toBe("rewritten");
    expect(index.source.finalChange()).toBe("rewritten");
    overwrite(file, content);
    expect(index.source.change()).toBe(undefined);
    index.close();
  });

  it("finds a single block that was rewritten among many, after a while", () => {
    const file = write(lines("A", 200_000));
    const index = open(file);
    expect(index.source.change()).toBe(undefined);
    overwrite(file, "Z", 101 * blockBytes);
    fs.appendFileSync(file, "more");
    let change = index.source.change();
    // Each question is a look at some more blocks.
    for (let asked = 0; asked < 10_000 && change === undefined; asked++) change = index.source.finalChange();
    expect(change).toBe("rewritten");
    index.close();
  });
});

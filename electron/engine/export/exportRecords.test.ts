import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import type { RecordRange } from "../query/view.ts";
import { openFile } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { exportRecords } from "./exportRecords.ts";

const makeFolder = temporaryFolders();

function sourceOf(bytes: Uint8Array): Source {
  const file = path.join(makeFolder(), "log.jsonl");
  fs.writeFileSync(file, bytes);
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

/** Copies what it is given, and is full after every third write. */
function collector() {
  const parts: Buffer[] = [];
  return {
    write: (bytes: Uint8Array): void | Promise<void> => {
      parts.push(Buffer.from(bytes));
      return parts.length % 3 === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined;
    },
    bytes: () => Buffer.concat(parts),
  };
}

/** The ranges of the chosen lines, neighbours joined as the query stage joins them. */
function rangesOf(lines: readonly Uint8Array[], isChosen: (line: number) => boolean): RecordRange[] {
  const ranges: RecordRange[] = [];
  let offset = 0;
  for (const [number, line] of lines.entries()) {
    const last = ranges.at(-1);
    if (isChosen(number)) {
      if (last !== undefined && last.offset + last.length + 1 === offset) {
        ranges[ranges.length - 1] = { ...last, length: last.length + 1 + line.length, records: last.records + 1 };
      } else {
        ranges.push({ offset, length: line.length, records: 1 });
      }
    }
    offset += line.length + 1;
  }
  return ranges;
}

describe("exporting records", () => {
  it("gives the chosen lines byte for byte, whatever lies in them and however far apart they are", async () => {
    const line = fc.oneof(
      { weight: 8, arbitrary: fc.uint8Array({ maxLength: 300 }) },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 20_000, max: 3_000_000 }).map((length) => new Uint8Array(length).fill(97)),
      },
    );
    const lines = fc.array(fc.tuple(line, fc.boolean()), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(lines, async (chosen) => {
        const bytes = chosen.map(([text]) => text.map((byte) => (byte === 0x0a ? 0x20 : byte)));
        const source = sourceOf(Buffer.concat(bytes.flatMap((text) => [text, Buffer.from("\n")])));
        const ranges = rangesOf(bytes, (number) => chosen[number]?.[1] === true);
        const sink = collector();
        const copied = await exportRecords(source, ranges, sink);
        source.close();
        const wanted = bytes.filter((_, number) => chosen[number]?.[1] === true);
        expect(sink.bytes().equals(Buffer.concat(wanted.flatMap((text) => [text, Buffer.from("\n")])))).toBe(true);
        expect(copied.records).toBe(wanted.length);
        expect(copied.bytesIn).toBe(ranges.reduce((sum, { length }) => sum + length, 0));
      }),
      { numRuns: 40 },
    );
  });

  it("takes ranges as they come from an asynchronous stage", async () => {
    const source = sourceOf(Buffer.from("one\ntwo\nthree"));
    async function* ranges(): AsyncGenerator<RecordRange> {
      yield { offset: 0, length: 3, records: 1 };
      yield { offset: 8, length: 5, records: 1 };
    }
    const sink = collector();
    await exportRecords(source, ranges(), sink);
    expect(sink.bytes().toString()).toBe("one\nthree\n");
  });

  it("fails when the source has become shorter than its index says", async () => {
    const source = sourceOf(Buffer.alloc(3_000_000, "a"));
    const ranges: RecordRange[] = [{ offset: 0, length: 3_000_000, records: 1 }];
    const sink = { write: () => fs.truncateSync(source.path, 1_500_000) };
    await expect(exportRecords(source, ranges, sink)).rejects.toMatchObject({
      failure: { code: "source-changed", name: "log.jsonl", change: "shrunk" },
    });
  });

  it("passes on what the sink throws, now or later", async () => {
    const source = sourceOf(Buffer.alloc(5_000_000, "a"));
    const ranges: RecordRange[] = [{ offset: 0, length: 5_000_000, records: 1 }];
    const now = {
      write: () => {
        throw new Error("now");
      },
    };
    await expect(exportRecords(source, ranges, now)).rejects.toThrow("now");
    await expect(
      exportRecords(source, ranges, { write: async () => Promise.reject(new Error("later")) }),
    ).rejects.toThrow("later");
  });

  it("stops within a long record when it is cancelled", async () => {
    const source = sourceOf(Buffer.alloc(64 * 1024 * 1024));
    const controller = new AbortController();
    let written = 0;
    const sink = {
      write: (bytes: Uint8Array) => {
        written += bytes.length;
        if (written > 8 * 1024 * 1024) controller.abort(new Error("enough"));
      },
    };
    const ranges: RecordRange[] = [{ offset: 0, length: source.size, records: 1 }];
    await expect(exportRecords(source, ranges, sink, { signal: controller.signal })).rejects.toThrow("enough");
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it("says how far it is", async () => {
    const source = sourceOf(Buffer.alloc(20_000_000, "a"));
    const steps: number[] = [];
    await exportRecords(source, [{ offset: 0, length: 20_000_000, records: 1 }], collector(), {
      onProgress: (bytes) => steps.push(bytes),
    });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(20_000_000);
  });
});

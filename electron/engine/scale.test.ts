// The sizes that other tools break at: bytes behind 2^31 and 2^32, more than 2^27 records, records of gigabytes, deep
// nesting. Files are sparse or of the smallest records, so each takes seconds.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { everything } from "../../shared/filter/filter.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openTranscript } from "./session.ts";
import type { Transcript } from "./transcript.ts";

const temporaryFolder = temporaryFolders();
const gib = 2 ** 30;

/** A file with pieces at given places; what lies between is a hole of NUL bytes, which are no records. */
function sparseFile(pieces: readonly (readonly [at: number, text: string])[]): string {
  const file = path.join(temporaryFolder(), "sparse.jsonl");
  const handle = fs.openSync(file, "w");
  for (const [at, text] of pieces) fs.writeSync(handle, text, at);
  fs.closeSync(handle);
  return file;
}

async function index(file: string): Promise<Transcript> {
  const opened = await openTranscript(file, { format: "ag-ui" });
  if (!opened.ok) throw new Error(opened.failure.code);
  const progress = await opened.value.whenIndexed();
  expect(progress.state).toEqual({ phase: "complete" });
  return opened.value;
}

describe("scale", () => {
  it("reads records across the 2 GiB and 4 GiB marks, in one segment", async () => {
    const first = '{"type":"A","n":1}\n';
    const second = '\n{"type":"B","pad":"xxxxxxxxxxxxxxxx"}\n';
    const third = '\n{"type":"C","pad":"yyyyyyyyyyyyyyyy"}\n{"type":"D"}\n';
    const places = { second: 2 * gib - 15, third: 4 * gib - 15 };
    const transcript = await index(
      sparseFile([
        [0, first],
        [places.second, second],
        [places.third, third],
      ]),
    );
    const rows = transcript.rows(transcript.query(everything), 0, 10);
    expect(rows.map(({ kind, offset, length, line }) => [kind, offset, length, line])).toEqual([
      ["A", 0, first.length - 1, 1],
      ["B", places.second + 1, second.length - 2, 3],
      ["C", places.third + 1, 37, 5],
      ["D", places.third + 39, 12, 6],
    ]);
    transcript.close();
  });

  it("reads one record of 5 GB", async () => {
    const head = '{"type":"BIG","payload":"';
    const transcript = await index(
      sparseFile([
        [0, head],
        [5e9, '","type":"LAST"}\n{"type":"NEXT"}\n'],
      ]),
    );
    const rows = transcript.rows(transcript.query(everything), 0, 10);
    expect(rows.map(({ kind, length }) => [kind, length])).toEqual([
      ["LAST", 5e9 + 16],
      ["NEXT", 15],
    ]);
    transcript.close();
  });

  it("counts and reaches more than 2^27 records", async () => {
    const records = 2 ** 27 + 1000;
    const file = path.join(temporaryFolder(), "many.jsonl");
    const handle = fs.openSync(file, "w");
    const block = Buffer.from("{}\n".repeat(2 ** 20));
    for (let left = records; left > 0; left -= 2 ** 20) {
      fs.writeSync(handle, block.subarray(0, Math.min(left, 2 ** 20) * 3));
    }
    fs.closeSync(handle);
    const transcript = await index(file);
    const view = transcript.query(everything);
    expect([transcript.progress().records, view.rows()]).toEqual([records, records]);
    expect(transcript.rows(view, records - 1, 5)).toMatchObject([
      { record: records - 1, line: records, offset: (records - 1) * 3, length: 2 },
    ]);
    transcript.close();
  });

  it("follows 100,000 levels of nesting", async () => {
    const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)},"type":"DEEP"}`;
    const transcript = await index(sparseFile([[0, `${deep}\n${"[".repeat(100_000)}\n{"type":"AFTER"}\n`]]));
    const rows = transcript.rows(transcript.query(everything), 0, 10);
    expect(rows.map(({ kind, flags }) => [kind, ...flags])).toEqual([
      ["DEEP"],
      ["(malformed)", "malformed"],
      ["AFTER"],
    ]);
    transcript.close();
  });
});

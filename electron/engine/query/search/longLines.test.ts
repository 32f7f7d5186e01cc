// A line may be longer than memory: neither search may hold one.

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import { openFile } from "../../source/fileSource.ts";
import type { Source } from "../../source/source.ts";
import { ByteSearch } from "./byteSearch.ts";
import { searchLines } from "./lineSearch.ts";
import { findRipgrep } from "./ripgrepProgram.ts";

const newFolder = temporaryFolders();
const needle: TextCondition = { type: "text", text: "needle", exactCase: false };
const half = 512 * 1024 * 1024;

/** A short line, then one of 1 GB with the text in its middle. Sparse: it takes no room on the disk. */
function longLine(): Source {
  const file = path.join(newFolder(), "long.jsonl");
  const handle = fs.openSync(file, "w");
  fs.writeSync(handle, '{"a":1}\n{"a":"');
  fs.writeSync(handle, "Needle", half);
  fs.writeSync(handle, '"}\n', half * 2);
  fs.closeSync(handle);
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

it("is searched by ripgrep in 64 MB", async () => {
  const source = longLine();
  const program = path.join(newFolder(), "limited");
  // Where the system keeps the limit (Linux), ripgrep dies when it asks for more memory of its own.
  fs.writeFileSync(program, `#!/bin/sh\nulimit -d 65536\nexec "${findRipgrep()}" "$@"\n`, { mode: 0o700 });
  const conditions = [needle, { type: "regex", pattern: "ne+dle", ignoreCase: true }] as const;
  for (const condition of conditions) {
    const hits = searchLines({ source, condition, longestRecord: undefined, program });
    while (hits.peek() === undefined && !hits.ended()) await hits.changed();
    expect([hits.peek(), hits.failure(), hits.notice()]).toEqual([8, undefined, undefined]);
    hits.close();
  }
  source.close();
});

it("is searched by the built-in search with a few chunks in memory", async () => {
  const source = longLine();
  const found: number[] = [];
  const before = process.memoryUsage.rss();
  let most = before;
  const options = {
    from: 0,
    to: source.size,
    stopped: () => {
      most = Math.max(most, process.memoryUsage.rss());
      return false;
    },
  };
  await new ByteSearch(source, needle).run(options, (line) => {
    found.push(line);
    return undefined;
  });
  expect(found).toEqual([8]);
  expect(most - before).toBeLessThan(200e6);
  source.close();
});

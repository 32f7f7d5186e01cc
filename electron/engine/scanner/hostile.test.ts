// Input that was made to cost much: what is read, kept and found stays in bounds. How often bytes are read again is counted,
// not how long it takes.

import { expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { createIndexScan, segmentRecords } from "./indexScan.ts";
import { createScanner } from "./scannerModule.ts";

const size = 3_000_000;
const fill = (text: string, bytes = size): string => text.repeat(Math.ceil(bytes / text.length)).slice(0, bytes);
/** Longer than what is in memory at once. */
const long = fill("x", 400_000);

const plan = { kind: [[["a"]], [["b", "a"]]], time: [], pair: [], role: [], tool: [] };

function scanned(text: string, values: boolean) {
  const bytes = Buffer.from(text);
  let read = 0;
  const memory = createMemorySource(bytes);
  const source = {
    ...memory,
    readInto: (target: Uint8Array, at: number, length: number, position: number): number => {
      const got = memory.readInto(target, at, length, position);
      read += got;
      return got;
    },
  };
  const scanner = createScanner();
  const pages = scanner.memory.buffer.byteLength;
  const scan = createIndexScan(source, { ...plan, values }, { scanner });
  let records = 0;
  const count = (): void => {
    records += segmentRecords;
  };
  while (scan.step(source.size, count));
  scan.finish(count);
  const grown = scanner.memory.buffer.byteLength - pages;
  return { reads: read / bytes.length, grown, records: records + scan.open().count, state: scan.state() };
}

it.each([
  ["[", fill("["), 1, 1],
  ["{", fill("{"), 1, 1],
  ["NUL bytes", fill("\0"), 0, 0],
  ["commas", fill(","), 0, 0],
  ['{"a":"', fill('{"a":"'), 1, 1],
  ['{"a":{', fill('{"a":{'), 1, 1],
  ['{"a":[', fill('{"a":['), 1, 1],
  ["quotes", fill('"'), 1, 1],
  ["backslashes", fill("\\"), 1, 1],
  ["backslashes in a string", `{"a":"${fill("\\")}`, 1, 1],
  ["control characters in a string", `{"a":"${fill("\t")}"}`, 1, 1],
  ["records glued to each other", fill('{"a":1}', 2_100_000), 300_000, 0],
  ["lines that are torn", fill('{"a":{"b":1}\n', 1_300_000), 100_000, 100_000],
  ["lines that are torn before a record", fill('{"a":{"a":1}\n', 1_300_000), 200_000, 100_000],
  ["long objects that may be records, and are", `{"a":{"a":"${long}"}`.repeat(7), 14, 7],
  ["long objects that may be records, and are none", `{"a":{"b":"${long}"}`.repeat(7), 1, 1],
  ["long objects that stop being JSON at their end", `{"a":{"a":"${long}",}`.repeat(7), 1, 1],
])("is bounded for %s", (_, text, records, malformed) => {
  for (const end of ["\n", ""]) {
    const found = scanned(text + end, false);
    expect(found.grown).toBe(0);
    // Twice, and what else a chunk holds that was read for its first bytes.
    expect(found.reads).toBeLessThan(3);
    if (end === "\n") expect([found.records, found.state.malformed]).toEqual([records, malformed]);
  }
});

it("takes containers inside each other up to the depth that is said", () => {
  const nested = (depth: number): string => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}\n`;
  const deepest = 1_048_576;
  expect(scanned(nested(deepest), false).state.malformed).toBe(0);
  expect(scanned(nested(deepest + 1), false).state.malformed).toBe(1);
});

it.each([
  ["a number of many digits", `1${"0".repeat(5000)}`, 0],
  ["with a fraction and an exponent", `-9${"1".repeat(1022)}.${"5".repeat(5000)}E+1${"0".repeat(5000)}`, 0],
  ["with an exponent behind what is kept of it", `${"1".repeat(1023)}e5`, 0],
  ["with a letter behind what is kept of it", `${"1".repeat(1030)}x`, 1],
  ["with two points", `${"1".repeat(1030)}.5.5`, 1],
  ["with nothing behind its point", `${"1".repeat(300_000)}.`, 1],
])("judges a number over its whole length: %s", (_, text, malformed) => {
  expect(scanned(`${text}\n`, true)).toMatchObject({ records: 1, state: { malformed } });
  expect(scanned(`{"a":${text}}\n`, false)).toMatchObject({ records: 1, state: { malformed } });
});

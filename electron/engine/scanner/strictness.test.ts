// What the scan calls malformed, against the public JSONTestSuite (testing/jsonTestSuite.json: all its parsing tests but for
// two long ones, which are made here) and against JSON.parse on real lines with a wrong byte (needs SEEKLINE_CORPUS).
//
// A record is a line, so a valid text of the suite is tried with its line breaks as blanks. Texts that the suite leaves to the
// reader are accepted here as far as they differ in what the bytes of a string say: the scan does not judge UTF-8.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMemorySource } from "../source/memorySource.ts";
import { createIndexScan, flagBit } from "./indexScan.ts";
import { createScanner } from "./scannerModule.ts";

const suite = new Map(
  Object.entries(
    z
      .record(z.string(), z.string())
      .parse(JSON.parse(fs.readFileSync(path.resolve("electron/testing/jsonTestSuite.json"), "utf8"))),
  ),
);
suite.set("n_structure_100000_opening_arrays", "[".repeat(100_000));
suite.set("n_structure_open_array_object", `${'[{"":'.repeat(50_000)}\n`);
const named = (sort: string): [string, string][] => [...suite].filter(([name]) => name.startsWith(sort));

const scanner = createScanner();

/** How many records a line is, and how many of them are malformed. */
function scanned(bytes: Uint8Array): { readonly records: number; readonly malformed: number } {
  const source = createMemorySource(bytes);
  const scan = createIndexScan(source, { kind: [], time: [], pair: [], role: [], tool: [] }, { scanner });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  const { count, flags } = scan.open();
  return {
    records: count,
    malformed: flags.subarray(0, count).filter((flag) => (flag & flagBit.malformed) !== 0).length,
  };
}

const asValue = (text: string): Uint8Array => Buffer.from(`{"v":${text}}\n`, "latin1");

describe("the JSONTestSuite", () => {
  it("is all there", () => expect([named("y_").length, named("n_").length, named("i_").length]).toEqual([95, 188, 35]));

  it.each(named("y_"))("accepts %s", (_, text) => {
    expect(scanned(asValue(text.replaceAll("\n", " ")))).toEqual({ records: 1, malformed: 0 });
  });

  it.each(named("n_"))("rejects %s", (_, text) => {
    expect(scanned(asValue(text)).malformed).toBeGreaterThan(0);
  });

  // Other encodings than UTF-8 and a byte order mark inside a record are no JSON; everything else is.
  const rejected = /UTF-16|utf16|UTF-8_BOM/;
  it.each(named("i_"))("judges %s", (name, text) => {
    expect(scanned(asValue(text)).malformed > 0).toBe(rejected.test(name));
  });
});

const corpus = process.env.SEEKLINE_CORPUS;

describe.runIf(corpus !== undefined)("real lines", () => {
  it("are malformed when JSON.parse refuses them, also with a wrong byte", () => {
    const folder = corpus ?? "";
    const lines = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".jsonl"))
      .sort()
      .flatMap((name) => linesOf(path.join(folder, name)));
    expect(lines.length).toBeGreaterThan(100);
    let random = 1;
    const below = (end: number): number => {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      return (random >>> 8) % end;
    };
    const signs = '{}[]",:\\0-+.eEtfnu/x \t\u0000\u0001';
    for (const line of lines) {
      expectAgreement(line);
      for (let round = 0; round < 8; round++) {
        const at = below(line.length + 1);
        const put = below(4) === 0 ? "" : (signs[below(signs.length)] ?? "");
        expectAgreement(line.slice(0, at) + put + line.slice(at + below(3)));
      }
    }
  });
});

const aroundRecord = /^[\s,\0]*\[?[\s,\0]*|[\s,\0]*\]?\s*$/g;

/** A few lines of a file, short enough to be tried often. */
function linesOf(file: string): readonly string[] {
  const lines = fs.readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.length > 1 && line.length < 4000).slice(0, 20);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A wrong byte may also be a comma or the like behind a record, which leaves it whole. */
function expectAgreement(line: string): void {
  const { records, malformed } = scanned(Buffer.from(line));
  const inside = line.replace(aroundRecord, "");
  expect([line, records === 1 && malformed === 0]).toEqual([line, isObject(inside)]);
}

// What work costs, counted: bytes that are read, records that the scanner has to walk, calls into WebAssembly. Counts are the
// same on every machine, so a loss is seen here at once; what only a clock sees is for `npm run guard`.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { generateLog, type ShapeName } from "../cli/generator/generateLog.ts";
import { createSplitIndex } from "../testing/splitIndex.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { recognise } from "./formats/recognition.ts";
import { readSample } from "./formats/sample.ts";
import { createView } from "./query/createView.ts";
import { createIndexScan, segmentRecords } from "./scanner/indexScan.ts";
import { chunkBytes, createScanner, numberOf, type ScannerInstance } from "./scanner/scannerModule.ts";
import { openFile } from "./source/fileSource.ts";
import { createMemorySource } from "./source/memorySource.ts";
import type { Source } from "./source/source.ts";
import { summarise } from "./summary/summarise.ts";

const newFolder = temporaryFolders();

async function logOf(shape: ShapeName): Promise<Buffer> {
  const blocks: Buffer[] = [];
  await generateLog({ shape, seed: 5, bytes: 4_000_000 }, { write: (block) => void blocks.push(Buffer.from(block)) });
  return Buffer.concat(blocks);
}

interface Counted {
  readonly source: Source;
  readonly takeCount: () => number;
}

/** A log in memory that counts what is read of it. */
async function countedLog(shape: ShapeName): Promise<Counted> {
  return counted(createMemorySource(await logOf(shape)));
}

/** A byte that is read twice counts twice. */
function counted(whole: Source): Counted {
  let count = 0;
  return {
    source: {
      ...whole,
      readInto(target, at, length, position) {
        const read = whole.readInto(target, at, length, position);
        count += read;
        return read;
      },
    },
    takeCount() {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}

/** A scanner that counts the calls of its functions. */
function countedScanner(): { readonly scanner: ScannerInstance; readonly calls: () => number } {
  let calls = 0;
  const scanner = new Proxy(
    { ...createScanner() },
    {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value === "function") calls += 1;
        return value;
      },
    },
  );
  return { scanner, calls: () => calls };
}

// Bounds are a little above what is counted now. Lower them with the costs.

describe("a scan", () => {
  it.each([
    ["agui", 0.001],
    ["deltas", 0.001],
    ["claude", 0.02],
    ["rollout", 0.003],
  ] as const)(
    "of a log like %s reads each byte once, walks few records, and calls WebAssembly per chunk",
    async (shape, mostWalked) => {
      const { source, takeCount } = await countedLog(shape);
      const { plan } = recognise(readSample(source).heads, {});
      takeCount();
      const { scanner, calls } = countedScanner();
      const scan = createIndexScan(source, plan, { scanner });
      let records = 0;
      const take = ({ count }: { readonly count: number }) => {
        records += count;
      };
      while (scan.step(source.size, take));
      scan.finish(take);
      take(scan.open());
      // The first bytes are looked at for a byte order mark.
      expect(takeCount() - source.size).toBeLessThan(16);
      const walked = records - numberOf(scanner.hits) - numberOf(scanner.taken);
      expect(walked / records).toBeLessThan(mostWalked);
      expect(calls() / (source.size / chunkBytes)).toBeLessThan(30);
    },
  );
});

describe("a sample", () => {
  it("is at most 1.3 MB of any transcript", async () => {
    const { source, takeCount } = await countedLog("agui");
    readSample(source);
    expect(takeCount()).toBeLessThan(1.3e6);
  });
});

// The records once to know them and once, where they are more than that, to read them.
describe("a summary", () => {
  it.each([
    ["agui", 3],
    ["claude", 2.6],
    ["rollout", 2.2],
  ] as const)("of a log like %s reads its bytes in as many passes as are known", async (shape, mostPasses) => {
    const { source, takeCount } = await countedLog(shape);
    const { format, plan } = recognise(readSample(source).heads, {});
    takeCount();
    await summarise(source, format, plan.time);
    const passes = takeCount() / source.size;
    expect(passes).toBeLessThan(mostPasses);
  });
});

describe("a search for a text", () => {
  it("lets ripgrep read the pieces, too, and reads only around those that may hold some of it", async () => {
    const file = path.join(newFolder(), "log.jsonl");
    fs.writeFileSync(file, await logOf("deltas"));
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const { source, takeCount } = counted(opened.value);
    const { format, plan } = recognise(readSample(source).heads, {});
    const { index, grow } = createSplitIndex(source, plan, [segmentRecords]);
    while (grow());
    takeCount();
    const view = createView(
      {
        ...{ index, source, errors: { isErrorKind: () => false, hasLevels: false } },
        pieces: { deltas: format.deltas ?? [], prefix: [] },
        ...{ indexing: () => false, follows: () => false },
        ...{ whenGrown: async () => {}, whenIndexed: async () => {} },
      },
      { type: "text", text: "zqxjkvbw", exactCase: false },
    );
    expect(await view.whenComplete()).toEqual({ ok: true, value: undefined });
    expect(takeCount() / source.size).toBeLessThan(0.02);
    view.close();
    source.close();
  });
});

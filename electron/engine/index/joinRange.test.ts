import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { damagedTranscript } from "../../testing/damagedTranscript.ts";
import { cutSource, randomTranscript } from "../../testing/randomTranscript.ts";
import { comparable, decode, inOne, inRanges, plan, workshop } from "../../testing/scannedRanges.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import { openFile } from "../source/fileSource.ts";
import { createJoiner } from "./joinRange.ts";
import { createMemoryFile } from "./memoryFile.ts";
import { emptyState } from "./rangeIndex.ts";
import { scanInThreads } from "./scanThreads.ts";
import { createSumStore } from "./sumStore.ts";
import { readyThreads, startThreads } from "./threadPool.ts";

const temporaryFolder = temporaryFolders();

function unused(): never {
  throw new Error("no sum is damaged");
}

describe("ranges that are scanned apart and joined", () => {
  it.each([
    ["sane", randomTranscript.map(({ bytes }) => bytes)],
    ["damaged", damagedTranscript],
  ])("say what one scan says of %s transcripts, wherever they are cut", (_, transcripts) => {
    fc.assert(
      fc.property(transcripts, fc.integer({ min: 1, max: 200 }), (bytes, step) => {
        const source = cutSource(bytes, []);
        const joined = inRanges(source, step);
        const whole = inOne(source);
        expect(joined.rows).toEqual(whole.rows);
        expect(joined.state).toEqual(whole.state);
        if (joined.rows.length > 0 && !bytes.includes(0xff)) expect(joined.names.kinds).toEqual(whole.names.kinds);
      }),
      { numRuns: 120 },
    );
  });

  it("name as many kinds and roles as one scan does when there are too many", () => {
    const lines = Array.from({ length: 30_000 }, (_, n) => `{"type":"T${(n * 7919) % 6000}","role":"r${n % 300}"}\n`);
    const source = cutSource(Buffer.from(lines.join("")), []);
    const whole = inOne(source);
    expect(whole.state).toMatchObject({ kindsOverflowed: true, namesOverflowed: true });
    expect(inRanges(source, 200_000)).toEqual(whole);
  });

  it("go on not telling names apart where some did not fit before", () => {
    const source = cutSource(Buffer.from('{"type":"T"}\n'), []);
    const state = { ...emptyState, kindsOverflowed: true, namesOverflowed: true };
    const scan = createIndexScan(source, plan, { resume: { state, names: { kinds: [], roles: [], tools: [] } } });
    scan.finish(() => undefined);
    expect(scan.state()).toMatchObject({ kindsOverflowed: true, namesOverflowed: true });
  });

  it.each([
    ["come from all threads, the own one too, in order", 0],
    ["come from the other threads alone, while the own one has something better to do", 60_000],
  ])("%s", async (_, patienceMs) => {
    const file = path.join(temporaryFolder(), "transcript.jsonl");
    const line = (n: number): string => JSON.stringify({ type: `K${n % 50}`, timestamp: 1e12 + ((n * 37) % 1000), n });
    fs.writeFileSync(file, Array.from({ length: 100_000 }, (_, n) => line(n)).join("\n"));
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const source = opened.value;
    const joiner = createJoiner(source, plan, emptyState, { kinds: [], roles: [], tools: [] });
    const rows: unknown[] = [];
    const { descriptor = -1 } = source;
    const signal = new AbortController().signal;
    await startThreads();
    const [thread] = readyThreads();
    if (thread === undefined) throw new Error("no thread has started");
    const run = vi.spyOn(thread, "run");
    const scan = { source, descriptor, plan, from: 0, sumsFrom: 0, signal, workshop, rangeBytes: 300_000, patienceMs };
    const sums = createSumStore({ file: createMemoryFile(), again: () => unused() });
    let ranges = 0;
    for await (const scanned of scanInThreads(scan)) {
      ranges++;
      const joined = joiner.join(scanned);
      expect(sums.append(joined.sums)).toBe(true);
      for (const segment of joined.segments) rows.push(...decode(segment, joiner.names()));
    }
    const handed = run.mock.calls.length;
    if (patienceMs > 0) expect(handed).toBe(ranges);
    else {
      expect(handed).toBeGreaterThan(0);
      expect(handed).toBeLessThan(ranges);
    }
    const whole = inOne(source);
    const apart = createIndexScan(source, plan);
    while (apart.step(source.size, () => {}));
    const inOneSums = createSumStore({ file: createMemoryFile(), again: () => unused() });
    inOneSums.append(apart.takeSums());
    expect(sums.bytes()).toBe(source.size);
    for (let block = 0; block * blockBytes < source.size; block++) expect(sums.of(block)).toEqual(inOneSums.of(block));
    expect(rows).toEqual(whole.rows);
    expect({ names: joiner.names(), state: comparable(joiner.state()) }).toEqual({
      names: whole.names,
      state: whole.state,
    });
    source.close();
  });
});

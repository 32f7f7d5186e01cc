import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { damagedTranscript } from "../../testing/damagedTranscript.ts";
import { cutSource, randomTranscript } from "../../testing/randomTranscript.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { blockBytes, createBlockReader } from "../scanner/blockSums.ts";
import { afterByteOrderMark } from "../scanner/chunks.ts";
import type { CapturePlan, Columns, Names, ScanState } from "../scanner/indexScan.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import { openFile } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { createJoiner } from "./joinRange.ts";
import { createMemoryFile } from "./memoryFile.ts";
import type { RangeSegment } from "./rangeIndex.ts";
import { createWorkshop, emptyState, indexRange } from "./rangeIndex.ts";
import { scanInThreads } from "./scanThreads.ts";
import { createSegmentCodec } from "./segmentCodec.ts";
import { createSumStore } from "./sumStore.ts";
import { readyThreads, startThreads } from "./threadPool.ts";

const temporaryFolder = temporaryFolders();

const plan: CapturePlan = {
  kind: [[["type"]], [["payload", "type"]]],
  time: [["timestamp"]],
  pair: [["id"]],
  role: [["role"]],
  tool: [["tool"]],
  sidechain: ["isSidechain"],
};

function facts(columns: Columns, names: Names): readonly unknown[] {
  return Array.from({ length: columns.count }, (_, row) => [
    ...[
      columns.offsets[row],
      columns.lengths[row],
      columns.lines[row],
      columns.times[row],
      columns.pairs[row],
      columns.flags[row],
    ],
    ...[
      names.kinds[columns.kinds[row] ?? 0],
      names.roles[columns.roles[row] ?? 0],
      names.tools[columns.tools[row] ?? 0],
    ],
  ]);
}

const codec = createSegmentCodec();
const encoder = createSegmentCodec();

/** The facts of a joined segment, whose summary must say the same. */
function decode({ bytes, entry }: RangeSegment, names: Names): readonly unknown[] {
  if (!codec.open(bytes.length, (target) => target.set(bytes))) throw new Error("a joined segment is damaged");
  const columns = codec.decode();
  expect(entry).toEqual(encoder.encode(columns).summary);
  return facts(columns, names);
}

/** Everything that one scan of the whole source says. */
function inOne(source: Source) {
  const scan = createIndexScan(source, plan);
  const rows: unknown[] = [];
  const names = (): Names => ({ kinds: scan.kinds(), roles: scan.roles(), tools: scan.tools() });
  const take = (columns: Columns): void => void rows.push(...facts(columns, names()));
  while (scan.step(source.size, take));
  scan.finish(take);
  take(scan.open());
  return { rows, names: names(), state: comparable(scan.state()) };
}

/** `offset` is where the next line would begin, which has no meaning behind the end. */
function comparable({ offset: _, ...counts }: ScanState) {
  return counts;
}

const workshop = createWorkshop();

function unused(): never {
  throw new Error("no sum is damaged");
}

function inRanges(source: Source, step: number) {
  const joiner = createJoiner(
    source,
    plan,
    { ...emptyState, offset: afterByteOrderMark(source) },
    { kinds: [], roles: [], tools: [] },
  );
  const rows: unknown[] = [];
  let summed = joiner.state().offset;
  for (let from = summed; from < source.size; from += step) {
    const range = { from, to: Math.min(from + step, source.size) };
    const { segments, sums } = joiner.join({ range, result: indexRange(source, plan, range, { workshop }) });
    // Every byte is summed once.
    if (sums.to > sums.from) expect(sums.from).toBe(summed);
    summed = Math.max(summed, sums.to);
    for (const segment of segments) rows.push(...decode(segment, joiner.names()));
  }
  if (rows.length > 0) expect(summed).toBe(source.size);
  return { rows, names: joiner.names(), state: comparable(joiner.state()) };
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
    const sums = createSumStore({ file: createMemoryFile(), reader: createBlockReader(), again: () => unused() });
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
    const inOneSums = createSumStore({ file: createMemoryFile(), reader: createBlockReader(), again: () => unused() });
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

// Transcripts whose index is kept in a folder of the test's own.

import fs from "node:fs";
import path from "node:path";
import { beforeEach, vi } from "vitest";
import { agui } from "../engine/formats/agui/agui.ts";
import type { TranscriptIndex } from "../engine/index/transcriptIndex.ts";
import { createTranscriptIndex } from "../engine/index/transcriptIndex.ts";
import type { CapturePlan } from "../engine/scanner/indexScan.ts";
import { openFile } from "../engine/source/fileSource.ts";
import { temporaryFolders } from "./temporaryFolders.ts";

/** An AG-UI event, of one of three kinds. */
export const line = (n: number): string =>
  `${JSON.stringify({ type: ["RUN_STARTED", "CUSTOM", "RAW"][n % 3], timestamp: 1_700_000_000_000 + n, n, pad: "x".repeat(40) })}\n`;
/** More than the 4 MiB that are worth keeping. */
export const lines = (count = 60_000, from = 0): string =>
  Array.from({ length: count }, (_, n) => line(from + n)).join("");

export interface KeptIndexTest {
  /** The folder of kept indexes. */
  readonly cache: string;
  /** The transcript, which the test has to write. */
  file: string;
  readonly newFolder: () => string;
  open(): TranscriptIndex;
  /** Opens, indexes what is left and gives all that the index says. */
  contents(meanwhile?: () => void): ReturnType<typeof allOf>;
  /** The only file in the cache. */
  keptFile(): string;
  /** What an index says that knows of no cache. */
  fresh(): ReturnType<typeof allOf>["said"];
}

/** For each test of a file. */
export function keptIndexTest(plan: CapturePlan = agui.plan([])): KeptIndexTest {
  const newFolder = temporaryFolders();
  let cache = "";
  let file = "";
  beforeEach(() => {
    cache = newFolder();
    vi.stubEnv("SEEKLINE_CACHE_DIR", cache);
    file = path.join(newFolder(), "transcript.jsonl");
  });
  const open = (): TranscriptIndex => {
    const source = openFile(file);
    if (!source.ok) throw new Error(source.failure.code);
    return createTranscriptIndex(source.value, plan);
  };
  const contents = (meanwhile = () => {}) => {
    const index = open();
    while (index.advance());
    meanwhile();
    const all = allOf(index);
    index.close();
    return all;
  };
  return {
    get cache() {
      return cache;
    },
    get file() {
      return file;
    },
    set file(other) {
      file = other;
    },
    newFolder,
    open,
    contents,
    keptFile: () => {
      const [name = ""] = fs.readdirSync(cache);
      return path.join(cache, name);
    },
    fresh: () => {
      vi.stubEnv("SEEKLINE_CACHE_DIR", newFolder());
      const { said } = contents();
      vi.stubEnv("SEEKLINE_CACHE_DIR", cache);
      return said;
    },
  };
}

/** All that a complete index says. */
export function allOf(index: TranscriptIndex) {
  const records = Array.from({ length: index.segments().length }, (_, segment) => segment).flatMap((segment) => {
    const { count, offsets, lengths, lines: numbers, times, kinds, tools, flags, further } = index.columns(segment);
    const rows = Array.from({ length: count }, (__, row) => [
      ...[offsets[row], lengths[row], numbers[row], times[row]],
      ...[index.kinds()[kinds[row] ?? 0], index.tools()[tools[row] ?? 0], flags[row]],
    ]);
    const calls = Array.from({ length: further?.count ?? 0 }, (__, call) => [
      ...[segment, further?.rows[call], index.tools()[further?.tools[call] ?? 0], further?.pairs[call]],
    ]);
    return [...rows, ...calls];
  });
  const { origin } = index;
  const totals = index.totals();
  const counts = index.kinds().map((kind, number) => [kind, totals.counts[number], totals.bytes[number]]);
  return { origin, said: { state: index.state(), records, counts } };
}

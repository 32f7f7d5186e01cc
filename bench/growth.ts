// The same kind of log in several sizes: what grows with a file, and what does not.

import fs from "node:fs";
import type { ContenderName } from "./contenders.ts";
import type { BenchFolder } from "./files.ts";
import { generatedFile } from "./files.ts";
import type { Measured } from "./measure.ts";
import type { MeasuredFile } from "./measureFile.ts";
import { measureFile } from "./measureFile.ts";
import type { Success } from "./run.ts";

/** What was measured on a log of one size. Times are in ms. */
export interface GrowthRow {
  readonly bytes: number;
  readonly records: number;
  readonly indexBytes: number;
  readonly wc: number;
  readonly index: number;
  readonly indexInThreads: number;
  /** The most that one of our processes had resident. */
  readonly peakBytes: number;
  /** What an opened transcript holds while nobody looks at it. */
  readonly heldBytes: number;
  /** The second opening as a whole process, and inside one that runs already. */
  readonly secondOpening: number;
  readonly reopening: number;
  readonly firstRows: number;
  readonly count: number;
  readonly frequentWorst: number;
  readonly rareWorst: number;
}

const contenders: readonly ContenderName[] = [
  ...(["wc", "index", "indexInThreads", "firstRows", "firstOpening", "secondOpening"] as const),
  ...(["filterByKind", "held"] as const),
];

/** A log that is larger than this is removed when it has been measured. */
const largestKept = 1e9;

export async function measureGrowth(
  sizes: readonly number[],
  runs: number,
  place: BenchFolder,
): Promise<readonly GrowthRow[]> {
  const rows: GrowthRow[] = [];
  for (const bytes of sizes) {
    const file = await generatedFile("agui", bytes, place);
    try {
      rows.push(growthRow(await measureFile({ file, contenders, runs, place })));
    } finally {
      if (bytes > largestKept) fs.rmSync(file, { force: true });
    }
  }
  return rows;
}

export function growthRow({ facts, measured }: MeasuredFile): GrowthRow {
  const time = (name: ContenderName): number => numberOf(measured, name, ({ milliseconds }) => milliseconds);
  const pages = (number: string): number =>
    numberOf(measured, "filterByKind", ({ numbers }) => numbers?.[number] ?? Number.NaN);
  // `held` opens the file several times over.
  const ours = contenders.filter((name) => name !== "wc" && name !== "held");
  return {
    bytes: facts.bytes,
    records: facts.records,
    indexBytes: facts.indexBytes,
    wc: time("wc"),
    index: time("index"),
    indexInThreads: time("indexInThreads"),
    peakBytes: Math.max(...ours.map((name) => numberOf(measured, name, ({ peakBytes }) => peakBytes ?? Number.NaN))),
    heldBytes: numberOf(measured, "held", ({ numbers }) => numbers?.heldBytes ?? Number.NaN),
    secondOpening: time("secondOpening"),
    reopening: time("held"),
    firstRows: time("firstRows"),
    count: time("filterByKind"),
    frequentWorst: pages("frequentWorst"),
    rareWorst: pages("rareWorst"),
  };
}

function numberOf(measured: Measured, name: ContenderName, read: (run: Success) => number): number {
  const run = measured.get(name);
  if (run === undefined || "failure" in run) throw new Error(`${name}: ${run?.failure ?? "not measured"}`);
  return read(run);
}

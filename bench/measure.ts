// Runs what is compared, each as a process, one after the other and several times over, so that a machine that is busy
// for a moment slows all of them down. Every second turn goes backwards, and what one run has written is on the disk before
// the next begins: no run pays for the one before it.
//
// A run that writes a large file fills that much memory, and memory that has not been used for some seconds costs more:
// virtual machines give it back and get it anew. So before each such run a copy is written, flushed and removed.

import fs from "node:fs";
import type { ContenderName } from "./contenders.ts";
import { contenders, writers } from "./contenders.ts";
import { median } from "./median.ts";
import type { Run, Stage, Success } from "./run.ts";
import { runProgram } from "./runProgram.ts";

/** Medians of all runs of each contender; peaks are the greatest. */
export type Measured = ReadonlyMap<ContenderName, Run>;

export interface MeasureOptions {
  readonly stage: Stage;
  readonly contenders: readonly ContenderName[];
  readonly runs: number;
  readonly onRun: (contender: ContenderName, run: number) => void;
}

export async function measure({ stage, contenders: names, runs, onRun }: MeasureOptions): Promise<Measured> {
  // Brings the file into the page cache.
  await runProgram(["wc", "-l", stage.file]);
  const all = new Map<ContenderName, Run[]>(names.map((name) => [name, []]));
  for (let turn = 1; turn <= runs; turn += 1) {
    for (const name of turn % 2 === 1 ? names : names.toReversed()) {
      const before = all.get(name) ?? [];
      // What failed once fails again.
      if (before.some((run) => "failure" in run)) continue;
      onRun(name, turn);
      before.push(await runAlone(name, stage));
    }
  }
  return new Map([...all].map(([name, each]) => [name, summedUp(each)]));
}

async function runAlone(name: ContenderName, stage: Stage): Promise<Run> {
  await runProgram(["sync"]);
  if (writers.has(name)) {
    await runProgram(["cp", stage.file, stage.out]);
    await runProgram(["sync"]);
    fs.rmSync(stage.out, { force: true });
    // Giving its room on the disk back is work, too.
    await runProgram(["sync"]);
  }
  fs.mkdirSync(stage.fresh, { recursive: true });
  try {
    return await contenders[name](stage);
  } finally {
    fs.rmSync(stage.out, { force: true });
    fs.rmSync(stage.fresh, { recursive: true, force: true });
  }
}

/** One for all: medians of times and numbers, the greatest peak. A failure counts for all. */
export function summedUp(runs: readonly Run[]): Run {
  const good: Success[] = [];
  for (const run of runs) {
    if ("failure" in run) return run;
    good.push(run);
  }
  const peaks = good.flatMap(({ peakBytes }) => peakBytes ?? []);
  const names = Object.keys(good[0]?.numbers ?? {});
  const processors = good.flatMap(({ processor }) => processor ?? []);
  return {
    milliseconds: median(good.map(({ milliseconds }) => milliseconds)),
    processor: processors.length < good.length ? undefined : median(processors),
    peakBytes: peaks.length === 0 ? undefined : Math.max(...peaks),
    numbers: Object.fromEntries(
      names.map((name) => [name, median(good.flatMap(({ numbers }) => numbers?.[name] ?? []))]),
    ),
    counts: good.at(-1)?.counts,
  };
}

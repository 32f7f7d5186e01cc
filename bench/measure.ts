// Runs what is compared, each as a process, one after the other and several times over, so that a machine that is busy
// for a moment slows all of them down.

import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { TaskName, TaskResult } from "./tasks.ts";

const execute = promisify(execFile);

/** What is measured: our tasks, `index` with all threads as well, and the programs they are compared with. */
export type Contender = TaskName | "indexInThreads" | "wc" | "cp" | "cpFlushed";

export type Measured = ReadonlyMap<
  Contender,
  { readonly milliseconds: number; readonly peakBytes: number | undefined }
>;

export interface MeasureOptions {
  /** The program that runs a task: this one. */
  readonly program: string;
  readonly file: string;
  /** Where copies and exports go; removed behind each run. */
  readonly out: string;
  readonly contenders: readonly Contender[];
  readonly runs: number;
  readonly onRun: (contender: Contender, run: number) => void;
}

/** Medians of all contenders. */
export async function measure(options: MeasureOptions): Promise<Measured> {
  const { file, contenders, runs, onRun } = options;
  // Brings the file into the page cache.
  await execute("wc", ["-l", file]);
  const results = new Map<Contender, { milliseconds: number; peakBytes?: number }[]>(
    contenders.map((contender) => [contender, []]),
  );
  for (let run = 1; run <= runs; run += 1) {
    for (const contender of contenders) {
      onRun(contender, run);
      results.get(contender)?.push(await runOnce(contender, options));
      fs.rmSync(options.out, { force: true });
    }
  }
  return new Map(
    [...results].map(([contender, all]) => {
      const peaks = all.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes]));
      return [
        contender,
        {
          milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
          peakBytes: peaks.length === 0 ? undefined : Math.max(...peaks),
        },
      ];
    }),
  );
}

async function runOnce(
  contender: Contender,
  options: MeasureOptions,
): Promise<{ milliseconds: number; peakBytes?: number }> {
  const { file, out } = options;
  switch (contender) {
    case "wc":
      return timed(() => execute("wc", ["-l", file]));
    case "cp":
      return timed(() => execute("cp", [file, out]));
    case "cpFlushed":
      return timed(() => execute("sh", ["-c", 'cp "$1" "$2" && sync "$2"', "sh", file, out]));
    case "indexInThreads":
      return runTask("index", undefined, options);
    default:
      return runTask(contender, 1, options);
  }
}

/** With as many threads as the machine has cores when `threads` is undefined; never with an index from the cache. */
async function runTask(
  task: TaskName,
  threads: number | undefined,
  { program, file, out }: MeasureOptions,
): Promise<TaskResult> {
  const cache = fs.mkdtempSync(path.join(path.dirname(out), "index-"));
  const env = { ...process.env, SEEKLINE_CACHE_DIR: cache, SEEKLINE_SPOOL_DIR: cache };
  try {
    const { stdout } = await execute(process.execPath, [program, "--task", task, file, out], {
      env: threads === undefined ? env : { ...env, SEEKLINE_THREADS: String(threads) },
    });
    const { milliseconds, peakBytes }: TaskResult = JSON.parse(stdout);
    return { milliseconds, peakBytes };
  } finally {
    fs.rmSync(cache, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<{ milliseconds: number }> {
  const started = performance.now();
  await work();
  return { milliseconds: performance.now() - started };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

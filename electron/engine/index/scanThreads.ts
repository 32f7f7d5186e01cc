// Scans a transcript with several threads: ranges of bytes are handed out in order, at most two per thread ahead, and
// their indexes are given back in order. What is in flight is bounded by ranges, whatever the transcript's size.

import os from "node:os";
import { Worker } from "node:worker_threads";
import type { CapturePlan } from "../scanner/indexScan.ts";
import { SourceError } from "../source/fileSource.ts";
import type { ByteRange, RangeResult } from "./rangeIndex.ts";
import type { RangeAnswer, RangeTask } from "./scanThread.ts";
import code from "./scanThread.ts?thread";

/** Long enough that a thread's start and a range's last, half-full segment do not matter. */
export const rangeBytes = 32 * 1024 * 1024;
const mostThreads = 8;

/** A range and what was found in it. */
export interface ScannedRange {
  readonly range: ByteRange;
  readonly result: RangeResult;
}

/** How many threads scanning may use; `SEEKLINE_THREADS` changes it. */
export function threadCount(): number {
  const wanted = Number(process.env.SEEKLINE_THREADS);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : Math.min(os.availableParallelism(), mostThreads);
}

export interface ThreadedScan {
  readonly descriptor: number;
  readonly plan: CapturePlan;
  /** What is scanned: from a line's start to the transcript's end. */
  readonly from: number;
  readonly size: number;
  readonly signal: AbortSignal;
  /** For tests. */
  readonly rangeBytes?: number;
}

/** Threads that wait for work or are at it; scans that run at the same time share them. */
const pool: Thread[] = [];

/** Starts the threads, before they are needed if one likes: a start takes some ms. */
export function warmThreads(): readonly Thread[] {
  const count = threadCount();
  while (count > 1 && pool.length < count) pool.push(createThread());
  return pool.slice(0, count);
}

/** Gives the ranges' results in file order. Throws SourceError, or when a thread fails; stops when the signal is aborted. */
export async function* scanInThreads(scan: ThreadedScan): AsyncGenerator<ScannedRange> {
  const step = scan.rangeBytes ?? rangeBytes;
  const ranges = Math.ceil((scan.size - scan.from) / step);
  const threads = warmThreads();
  const inFlight: Promise<ScannedRange>[] = [];
  let next = 0;
  const hand = (): void => {
    const thread = threads[next % threads.length];
    if (thread === undefined || next >= ranges) return;
    const from = scan.from + next++ * step;
    const range = { from, to: Math.min(from + step, scan.size) };
    const { descriptor, size, plan } = scan;
    const answer = thread.run({ descriptor, size, plan, range }).then((result) => ({ range, result }));
    answer.catch(() => {}); // whoever waits for it is told
    inFlight.push(answer);
  };
  for (const thread of threads) thread.hold();
  try {
    for (let ahead = 0; ahead < threads.length * 2; ahead++) hand();
    for (let first = inFlight.shift(); first !== undefined && !scan.signal.aborted; first = inFlight.shift()) {
      yield await first;
      hand();
    }
  } finally {
    // The descriptor may be closed, and its number used again, only when no thread reads from it any more.
    await Promise.allSettled(inFlight);
    for (const thread of threads) thread.release();
  }
}

interface Thread {
  /** A thread answers its tasks in order, whichever scan they come from. */
  run(task: RangeTask): Promise<RangeResult>;
  /** While it is held, a thread keeps the process from ending. When nobody holds it any more it ends, and frees its memory. */
  hold(): void;
  release(): void;
}

function createThread(): Thread {
  const worker = new Worker(code, { eval: true, resourceLimits: { maxYoungGenerationSizeMb: 2 } });
  worker.unref();
  let holders = 0;
  const waiting: { resolve(result: RangeResult): void; reject(error: unknown): void }[] = [];
  worker.on("message", (answer: RangeAnswer) => {
    const one = waiting.shift();
    if ("failure" in answer) one?.reject(new SourceError(answer.failure));
    else one?.resolve(answer.result);
  });
  const leavePool = (): void => {
    const place = pool.indexOf(thread);
    if (place >= 0) pool.splice(place, 1);
  };
  const failAll = (error: unknown): void => {
    leavePool();
    for (const one of waiting.splice(0)) one.reject(error);
  };
  worker.on("error", failAll);
  worker.on("exit", () => failAll(new Error("a scan thread stopped")));
  const thread: Thread = {
    run: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(task);
      }),
    hold: () => {
      if (holders++ === 0) worker.ref();
    },
    release: () => {
      if (--holders > 0) return;
      leavePool();
      void worker.terminate();
    },
  };
  return thread;
}

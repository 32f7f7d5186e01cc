// The threads that index ranges beside the engine's own thread. They are started ahead of need, shared by all scans, and end
// when the last scan that used them is over, which frees their memory.

import os from "node:os";
import { wholeNumberSetting } from "../environment/wholeNumberSetting.ts";
import { SourceError } from "../source/fileSource.ts";
import type { RangeResult } from "./rangeIndex.ts";
import type { RangeAnswer, RangeTask } from "./scanThread.ts";
import code from "./scanThread.ts?thread";

const mostThreads = 8;

export interface ScanThread {
  /** Tasks that it has not answered yet, whichever scan they come from. */
  readonly waiting: () => number;
  /** A thread answers its tasks in order. Rejects with a SourceError, or with another error when the thread fails. */
  run(task: RangeTask): Promise<RangeResult>;
  /** While it is held, a thread keeps the process from ending. When nobody holds it any more it ends. */
  hold(): void;
  release(): void;
}

interface PoolThread extends ScanThread {
  readonly ready: () => boolean;
  /** Resolves when it is ready, or has failed. */
  readonly started: Promise<void>;
}

const pool: PoolThread[] = [];

/** How many threads scanning may use, the engine's own among them; `SEEKLINE_THREADS` changes it. */
export function threadCount(): number {
  return wholeNumberSetting("SEEKLINE_THREADS", 1, 256) ?? Math.min(os.availableParallelism(), mostThreads);
}

/** Starts the threads that are missing, before they are needed if one likes: a start takes tens of ms. */
export function warmThreads(): void {
  while (pool.length < threadCount() - 1) pool.push(createThread());
}

/** Starts the threads that are missing, and waits until each has started, or has failed to. */
export async function startThreads(): Promise<void> {
  warmThreads();
  // Nobody holds them yet, so they alone would not keep the process from ending.
  const waiting = setInterval(() => {}, 1_000);
  await Promise.all(pool.map((thread) => thread.started));
  clearInterval(waiting);
}

/** The threads that have started. */
export function readyThreads(): readonly ScanThread[] {
  return pool.filter((thread) => thread.ready());
}

function createThread(): PoolThread {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const worker = new Worker(code, { eval: true, resourceLimits: { maxYoungGenerationSizeMb: 2 } });
  let ready = false;
  let holders = 0;
  const started = new Promise<void>((resolve) => {
    worker.once("online", () => {
      ready = true;
      resolve();
    });
    worker.once("exit", () => resolve());
  });
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
  // Behind the handlers: one for messages makes a thread keep the process from ending again.
  worker.unref();
  const thread: PoolThread = {
    ready: () => ready,
    started,
    waiting: () => waiting.length,
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

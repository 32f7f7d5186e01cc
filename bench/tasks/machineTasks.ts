// What more cores give on this machine: the same work as a search in memory, with nothing to read and nothing to fit
// together. Two cores that share parts of one give less than twice as much, and no program can do better than that.

import { Worker } from "node:worker_threads";
import { threadCount } from "../../electron/engine/index/threadPool.ts";
import type { Task } from "./task.ts";
import { timed } from "./task.ts";

/** Some tenths of a second for one thread. */
const passes = 160_000;

/** A block that a core's own cache holds is searched for what is not in it. */
const threadCode = `
  const { parentPort } = require("node:worker_threads");
  const block = Buffer.alloc(256 * 1024, "a");
  parentPort.on("message", (passes) => {
    for (let pass = 0; pass < passes; pass++) block.indexOf("zq");
    parentPort.postMessage("done");
  });
`;

export const machine: Task = () => searchIn(1);

export const machineInThreads: Task = () => searchIn(threadCount());

async function searchIn(count: number): Promise<{ readonly milliseconds: number }> {
  const threads = Array.from({ length: count }, () => new Worker(threadCode, { eval: true }));
  const next = (event: "online" | "message"): Promise<unknown> =>
    Promise.all(threads.map((thread) => new Promise((resolve) => thread.once(event, resolve))));
  await next("online");
  const milliseconds = await timed(async () => {
    const done = next("message");
    for (const thread of threads) thread.postMessage(Math.ceil(passes / count));
    await done;
  });
  await Promise.all(threads.map((thread) => thread.terminate()));
  return { milliseconds };
}

// Somebody who writes a log for as long as nobody stops them: so many lines a second, torn anywhere, as programs do.

import { appendFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { lineOf } from "../../bench/soak/growingLog.ts";

/** Between two writes, in ms. */
const pauseMs = 50;
/** After a pause of this process, what is missing is written in pieces of at most so many lines. */
const mostAtOnce = 10_000;

/** `stop` resolves when what is being written is there. */
export interface LogWriter {
  /** Lines so far. */
  written(): number;
  stop(): Promise<void>;
}

/** Begins at once. It keeps the rate in the long run: what a busy machine delays comes later, all at once. */
export function writeLog(file: string, linesPerSecond: number): LogWriter {
  const started = performance.now();
  let written = 0;
  let isStopped = false;
  const write = async (): Promise<void> => {
    while (!isStopped) {
      const due = Math.floor(((performance.now() - started) / 1_000) * linesPerSecond);
      let text = "";
      for (const end = Math.min(due, written + mostAtOnce); written < end; written += 1) text += lineOf(written);
      const cut = Math.floor(text.length * 0.7);
      await appendFile(file, text.slice(0, cut));
      await appendFile(file, text.slice(cut));
      await setTimeout(pauseMs);
    }
  };
  const done = write();
  return {
    written: () => written,
    stop: () => {
      isStopped = true;
      return done;
    },
  };
}

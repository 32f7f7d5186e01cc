// What a command may print: results on standard output, progress and failures on standard error.

import type { StandardOutput } from "./standardOutput.ts";

export interface Terminal {
  readonly output: StandardOutput;
  /** One line that replaces itself, at most ten times a second; nothing where standard error is no terminal. */
  progress(line: string): void;
  /** A line that stays, on standard error. */
  say(line: string): void;
  /** True when a person watches standard error. */
  readonly isWatched: boolean;
  /** True when a person reads standard output. */
  readonly isOutputRead: boolean;
  /** Characters per line of standard output. */
  readonly columns: number;
}

/** Least time between two progress lines, in ms. */
const interval = 100;

export function openTerminal(output: StandardOutput): Terminal {
  const isWatched = process.stderr.isTTY === true;
  let shown = false;
  let lastTime = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (shown) process.stderr.write("\r\x1b[K");
    shown = false;
  };
  // A closed standard error is no reason to fail.
  process.stderr.on("error", () => undefined);
  return {
    output,
    isWatched,
    isOutputRead: process.stdout.isTTY === true,
    columns: columnsOf(process.stdout, 100),
    progress: (line) => {
      const now = performance.now();
      if (!isWatched || (line !== "" && now - lastTime < interval)) return;
      clear();
      if (line === "") return;
      lastTime = now;
      process.stderr.write(line.slice(0, columnsOf(process.stderr, 80) - 1));
      shown = true;
    },
    say: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
  };
}

/** Some terminals say that they have no columns. */
function columnsOf(stream: { readonly columns?: number }, otherwise: number): number {
  return stream.columns === undefined || stream.columns === 0 ? otherwise : stream.columns;
}

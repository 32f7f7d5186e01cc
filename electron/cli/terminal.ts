// What a command may print: results on standard output, progress and failures on standard error.

import { beginningOf } from "../../shared/beginningOf.ts";
import { printText } from "../../shared/printText.ts";
import { isTerminal } from "./isTerminal.ts";
import { shownOutput } from "./shownOutput.ts";
import type { StandardOutput } from "./standardOutput.ts";

export interface Terminal {
  /** Exact bytes for pipes and files; where a person reads, without what a terminal obeys. */
  readonly output: StandardOutput;
  /** One line that replaces itself, at most ten times a second; nothing where standard error is no terminal. */
  progress(line: string): void;
  /** A line that stays, on standard error. Whatever others wrote into it (names, arguments) is made harmless here. */
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
  const isWatched = isTerminal(2);
  const isOutputRead = isTerminal(1);
  let shown = false;
  let lastTime = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (shown) writeError("\r\x1b[K");
    shown = false;
  };
  return {
    output: isOutputRead ? shownOutput(output) : output,
    isWatched,
    isOutputRead,
    columns: isOutputRead ? columnsOf(process.stdout, 100) : 100,
    progress: (line) => {
      const now = performance.now();
      if (!isWatched || (line !== "" && now - lastTime < interval)) return;
      clear();
      if (line === "") return;
      lastTime = now;
      writeError(beginningOf(printText(line), columnsOf(process.stderr, 80) - 1));
      shown = true;
    },
    say: (line) => {
      clear();
      writeError(`${printText(line)}\n`);
    },
  };
}

/** Opened when it is first written to, which takes the runtime some ms. */
let standardError: NodeJS.WriteStream | undefined;

function writeError(text: string): void {
  try {
    // A closed one is no reason to fail.
    standardError ??= process.stderr.on("error", () => undefined);
    standardError.write(text);
  } catch {
    // A file that takes no more, on a full disk: nobody can be told.
  }
}

/** Some terminals say that they have no columns. */
function columnsOf(stream: { readonly columns?: number }, otherwise: number): number {
  return stream.columns === undefined || stream.columns === 0 ? otherwise : stream.columns;
}

// Runs a program to its end: how long it took from outside, how long processors worked for it, what it printed, and how much
// memory it had.

import { spawn } from "node:child_process";
import { watchMemory } from "./processMemory.ts";
import { childrenTime } from "./processorTime.ts";

/** Characters of each stream that are kept. */
const mostKept = 4_000_000;

export interface ProgramEnd {
  /** From just before its start to its end. */
  readonly milliseconds: number;
  /** User and system, with the programs that it started, in ms. Undefined where the system does not tell. */
  readonly processor: number | undefined;
  /** 0 when all went well; undefined when a signal ended it. */
  readonly status: number | undefined;
  readonly output: string;
  readonly errors: string;
  readonly id: number;
  /** Bytes by process id, those that it started included. */
  readonly peaks: ReadonlyMap<number, number>;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
}

/** Undefined when there is no such program. */
export async function runProgram(
  [command = "", ...args]: readonly string[],
  { env = {} }: ProgramOptions = {},
): Promise<ProgramEnd | undefined> {
  const before = childrenTime();
  const started = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = child;
  // No id means that it did not start; the event with the reason follows.
  if (pid === undefined) {
    return new Promise((resolve) => child.once("error", () => resolve(undefined)));
  }
  const watch = watchMemory(pid);
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output.length < mostKept) output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (errors.length < mostKept) errors += text;
  });
  return new Promise((resolve) => {
    child.once("close", (status) => {
      const milliseconds = performance.now() - started;
      const after = childrenTime();
      const processor = before === undefined || after === undefined ? undefined : after - before;
      resolve({ milliseconds, processor, status: status ?? undefined, output, errors, id: pid, peaks: watch.stop() });
    });
  });
}

/** True when the program can be started at all. */
export async function isInstalled(program: string): Promise<boolean> {
  return (await runProgram([program, "--version"])) !== undefined;
}

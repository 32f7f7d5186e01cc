// How a contender's run goes: one of our tasks in a process of its own, or a program from outside.

import fs from "node:fs";
import path from "node:path";
import type { KindCounts } from "./kindCounts.ts";
import { readUniqueCounts } from "./kindCounts.ts";
import type { ProgramEnd } from "./runProgram.ts";
import { runProgram } from "./runProgram.ts";
import type { FileFacts, TaskInput } from "./tasks/task.ts";
import type { TaskName, TaskResult } from "./tasks/tasks.ts";

/** Where a run takes place. */
export interface Stage {
  /** The program that runs a task: this one; and our command line. */
  readonly program: string;
  readonly commandLine: string;
  readonly file: string;
  /** Where copies and exports go. */
  readonly out: string;
  /** A folder with the file's index, and one that has none. */
  readonly kept: string;
  readonly fresh: string;
  readonly facts: FileFacts;
  /** Some lines of the file by themselves. */
  readonly small: string;
  /** The command line of another build. */
  readonly against: string | undefined;
}

/** What a run gave. */
export interface Success {
  readonly milliseconds: number;
  /** User and system, of the whole process and what it started, in ms. Undefined where it is not known or means nothing. */
  readonly processor?: number | undefined;
  /** Bytes, all its processes together. Undefined where the system does not tell. */
  readonly peakBytes?: number | undefined;
  /** Other things that were measured, by name. */
  readonly numbers?: Readonly<Record<string, number>> | undefined;
  readonly counts?: KindCounts | undefined;
}

/** `failure`: why it gave nothing. */
export type Run = Success | { readonly failure: string };

export interface TaskSettings {
  /** As many as the machine has cores, when not given. */
  readonly threads?: string;
  /** Begins with the index that is kept, instead of none. */
  readonly kept?: boolean;
  readonly filter?: string;
  /** Measures the process as a whole, its start included. */
  readonly wholeProcess?: boolean;
}

export async function taskRun(stage: Stage, name: TaskName, settings: TaskSettings = {}): Promise<Run> {
  const { file, out, facts } = stage;
  const input = { file, out, filter: settings.filter ?? "", longestRecord: facts.longestRecord };
  const cache = settings.kept === true ? stage.kept : stage.fresh;
  const { end, result } = await runTaskProgram(stage.program, name, input, cache, settings.threads);
  if ("failure" in result) return { failure: shortened(result.failure, file) };
  const { milliseconds, numbers, counts } = result;
  const others = [...end.peaks].filter(([id]) => id !== end.id).reduce((sum, [, bytes]) => sum + bytes, 0);
  return {
    milliseconds: settings.wholeProcess === true ? end.milliseconds : milliseconds,
    processor: settings.wholeProcess === true ? end.processor : undefined,
    peakBytes: result.peakBytes + others,
    numbers,
    counts,
  };
}

interface TaskEnd {
  readonly end: ProgramEnd;
  readonly result: TaskResult;
}

/** `cache` is the folder of kept indexes. A task that dies is one without an answer: it does not end what else is measured. */
export async function runTaskProgram(
  program: string,
  name: TaskName,
  input: TaskInput,
  cache: string,
  threads?: string,
): Promise<TaskEnd> {
  const end = await runProgram([process.execPath, program, "--task", name, JSON.stringify(input)], {
    env: { ...cacheIn(cache), ...(threads === undefined ? {} : { SEEKLINE_THREADS: threads }) },
  });
  if (end === undefined) throw new Error("Node cannot be started");
  if (end.status !== 0) return { end, result: { failure: shortened(`stopped: ${lastWords(end)}`, input.file) } };
  const result: TaskResult = JSON.parse(end.output);
  return { end, result };
}

/** What an error that nobody caught says, without its stack; else how the process ended. */
function lastWords({ errors, status }: ProgramEnd): string {
  const [said] = /^\w*Error\b.*$/m.exec(errors) ?? [];
  return said ?? `status ${status ?? "unknown"}`;
}

/** Room for the index of any file. */
export function cacheIn(folder: string): Readonly<Record<string, string>> {
  return { SEEKLINE_CACHE_DIR: folder, SEEKLINE_SPOOL_DIR: path.dirname(folder), SEEKLINE_CACHE_LIMIT: String(1e13) };
}

export interface ProgramSettings {
  readonly env?: Readonly<Record<string, string>>;
  /** What the program may end with. */
  readonly fine?: readonly number[];
  /** What it says on standard error is no complaint: its status tells. */
  readonly talks?: boolean;
  /** What its output says. */
  readonly read?: (output: string) => Pick<Success, "numbers" | "counts">;
}

/** A program that complains has failed, too: in a pipe its status is lost. */
export async function programRun(
  command: readonly string[],
  { env = {}, fine = [0], talks = false, read }: ProgramSettings = {},
): Promise<Run> {
  const end = await runProgram(command, { env });
  if (end === undefined) return { failure: "not installed" };
  if (end.status === undefined || !fine.includes(end.status) || (end.errors !== "" && !talks)) {
    const reason = end.errors.trim() || `status ${end.status ?? "unknown"}`;
    return { failure: shortened(`stopped: ${reason}`, ...command.filter((part) => fs.existsSync(part))) };
  }
  const peaks = [...end.peaks.values()];
  const peakBytes = peaks.length === 0 ? undefined : peaks.reduce((sum, bytes) => sum + bytes, 0);
  return { milliseconds: end.milliseconds, processor: end.processor, peakBytes, ...read?.(end.output) };
}

/** The mean of so many runs in a row, for what takes less time than the system counts in. */
export async function repeatedRun(times: number, run: () => Promise<Run>): Promise<Run> {
  let milliseconds = 0;
  let processor: number | undefined = 0;
  let last: Run = { failure: "never run" };
  for (let left = times; left > 0; left--) {
    last = await run();
    if ("failure" in last) return last;
    milliseconds += last.milliseconds / times;
    if (processor !== undefined && last.processor !== undefined) processor += last.processor / times;
    else processor = undefined;
  }
  return "failure" in last ? last : { ...last, milliseconds, processor };
}

/** The lines that a program prints, counted by the usual two others; `kindIn` makes a kind of a line. */
export async function countedRun(command: readonly string[], kindIn?: (line: string) => string): Promise<Run> {
  const [tool = ""] = command;
  if ((await runProgram([tool, "--version"])) === undefined) return { failure: "not installed" };
  return programRun(["sh", "-c", '"$@" | sort | uniq -c', "sh", ...command], {
    // Bytes are compared faster than letters.
    env: { LC_ALL: "C" },
    read: (text) => ({ counts: readUniqueCounts(text, kindIn) }),
  });
}

/** A message in one line, without the paths of this machine. */
export function shortened(message: string, ...paths: readonly string[]): string {
  let text = message.replace(/\s+/g, " ").trim();
  for (const each of paths) text = text.replaceAll(each, path.basename(each));
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

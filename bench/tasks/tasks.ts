// The work that is measured. Each task runs in a process of its own, which tells how long the work took (without starting
// the process) and how much memory the process took at most.

import { startThreads } from "../../electron/engine/index/threadPool.ts";
import { ownPeak } from "../processMemory.ts";
import { countWithDuckdb } from "./duckdbTask.ts";
import { records, recordsUnflushed, snapshot } from "./exportTasks.ts";
import { facts } from "./factsTask.ts";
import { firstRows, held, index } from "./indexTasks.ts";
import { machine, machineInThreads } from "./machineTasks.ts";
import { countByParsing, parse } from "./parseTasks.ts";
import type { Task, TaskInput, TaskOutput } from "./task.ts";
import { NotPossible } from "./task.ts";
import { filterByKind, search } from "./viewTasks.ts";

const tasks = {
  facts,
  parse,
  machine,
  machineInThreads,
  index,
  firstRows,
  held,
  filterByKind,
  search,
  records,
  recordsUnflushed,
  snapshot,
  countByParsing,
  countWithDuckdb,
} satisfies Readonly<Record<string, Task>>;

/** Also what the process of a task is started with. */
export type TaskName = keyof typeof tasks;

/** `peakBytes`: the most memory that was resident. `failure`: why there is nothing to measure. */
export type TaskResult = (TaskOutput & { readonly peakBytes: number }) | { readonly failure: string };

/** For a name that came from the command line of a task's process. */
export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(tasks, name);
}

/** Whose work does not pass through our engine. */
const foreign: ReadonlySet<TaskName> = new Set([
  ...(["parse", "machine", "machineInThreads", "countByParsing", "countWithDuckdb"] as const),
]);

/** What goes from one process to another. */
const mostKinds = 10_000;

/**
 * Runs the work in this process, which has to be a new one: its peak of memory counts as the task's. Throws what the
 * work throws, unless that says that there is nothing to measure.
 */
export async function runTask(name: TaskName, input: TaskInput): Promise<TaskResult> {
  // The app's engine has started them long before a file is opened. They also have a size of their own, which is not the
  // transcript's.
  if (!foreign.has(name)) await startThreads();
  try {
    const output = await tasks[name](input);
    if ((output.counts?.length ?? 0) > mostKinds) return { failure: "it found too many kinds to compare" };
    return { ...output, peakBytes: ownPeak() };
  } catch (error) {
    if (error instanceof NotPossible) return { failure: error.message };
    throw error;
  }
}

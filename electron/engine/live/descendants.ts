// The processes below one, as Linux tells of them. A process group loses those that made a session of their own, as
// agents let their tools do; by their parents they are still found. Elsewhere none are found.

import fs from "node:fs";

/** A process, told from a later one of the same number by when it started. */
export interface ProcessMark {
  readonly pid: number;
  /** In ticks since the system's start, as it is written there. */
  readonly start: string;
}

/** All that is below a process now. One whose parent has ended is below it no more. */
export function descendantsOf(root: number): readonly ProcessMark[] {
  const processes = allProcesses();
  const found: ProcessMark[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const children = processes.filter(({ parent }) => parent === pid);
    found.push(...children);
    open.push(...children.map((child) => child.pid));
  }
  return found;
}

/** Sends a signal to a process that is still the same. */
export function signalProcess({ pid, start }: ProcessMark, name: NodeJS.Signals): void {
  if (statusOf(pid)?.start !== start) return;
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended, or belongs to somebody else.
  }
}

interface ProcessStatus extends ProcessMark {
  readonly parent: number;
}

function allProcesses(): readonly ProcessStatus[] {
  try {
    return fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statusOf(Number(name)) ?? []);
  } catch {
    return [];
  }
}

function statusOf(pid: number): ProcessStatus | undefined {
  try {
    // Behind the name, which may hold anything, stand the state, the parent and, 18 words on, the start (proc_pid_stat(5)).
    const text = fs.readFileSync(`/proc/${pid}/stat`, "latin1");
    const words = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(words[1]), start: words[19] ?? "" };
  } catch {
    return undefined;
  }
}

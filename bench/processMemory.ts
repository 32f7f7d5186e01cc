// The most memory that a process and those that it started had resident. Only the kernel knows that of a foreign program,
// and only while the program runs: Linux tells it under /proc, elsewhere it stays unknown. What happens in the last moment
// before an end is missed.

import fs from "node:fs";

/** Between two looks, in ms. A look takes time from what is measured when that uses all cores. */
const interval = 50;

export interface MemoryWatch {
  /** Ends the watch; gives the peak of each process in bytes, by its id. Empty where it cannot be told. */
  stop(): ReadonlyMap<number, number>;
}

export function watchMemory(root: number): MemoryWatch {
  const peaks = new Map<number, number>();
  const look = (): void => {
    for (const id of withDescendants(root)) {
      // The last value, not the greatest: between fork and exec a process looks as large as the one that starts it.
      const peak = peakIn(readOrNothing(`/proc/${id}/status`));
      if (peak !== undefined) peaks.set(id, peak);
    }
  };
  look();
  const timer = setInterval(look, interval);
  return {
    stop: () => {
      clearInterval(timer);
      return peaks;
    },
  };
}

/** The peak, in bytes, that a process's `/proc/…/status` tells. Unlike `maxRSS` it begins anew with each program image. */
export function peakIn(status: string): number | undefined {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** The peak of this process so far, in bytes. */
export function ownPeak(): number {
  return peakIn(readOrNothing("/proc/self/status")) ?? process.resourceUsage().maxRSS * 1024;
}

function withDescendants(root: number): readonly number[] {
  const all = [root];
  // It grows while it is gone through.
  for (const id of all) all.push(...childrenOf(id));
  return all;
}

function childrenOf(id: number): readonly number[] {
  let threads: readonly string[];
  try {
    threads = fs.readdirSync(`/proc/${id}/task`);
  } catch {
    return []; // it has ended
  }
  return threads.flatMap((thread) =>
    readOrNothing(`/proc/${id}/task/${thread}/children`)
      .split(" ")
      .filter((child) => child !== "")
      .map(Number),
  );
}

function readOrNothing(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

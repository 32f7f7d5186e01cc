// The processor time of programs that have ended. Linux adds it up for whoever started them, in `/proc/self/stat`; elsewhere it
// stays unknown. One program runs at a time here, so what was added between its start and its end is its own.

import fs from "node:fs";

/** Linux counts in hundredths of a second there, whatever the kernel's own clock does (`USER_HZ`). */
const millisecondsPerTick = 10;

/** What `cutime` and `cstime` of `stat` come to, in ms: all programs of this process that have ended, and what those started. */
export function childrenTimeIn(stat: string): number | undefined {
  // The name of the program, in parentheses, may hold spaces; `cutime` and `cstime` are the 14th and 15th field behind it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[13] ?? Number.NaN) + Number(fields[14] ?? Number.NaN);
  return Number.isNaN(ticks) ? undefined : ticks * millisecondsPerTick;
}

/** Undefined where the system does not tell. */
export function childrenTime(): number | undefined {
  try {
    return childrenTimeIn(fs.readFileSync("/proc/self/stat", "utf8"));
  } catch {
    return undefined;
  }
}

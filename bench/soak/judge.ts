// Does anything grow? The time is cut into rounds, in each of which the same is done. Of each series (memory and handles of each
// process, bytes of each folder) the middle value of a round counts, since single samples jump with garbage collection. The first
// round warms up; from the second to any of the last two nothing may have grown beyond what is allowed: a fixed amount, and for
// folders a share of what the log has grown by, since an index is as long as its log.

import { processNames, type Sample } from "./sample.ts";

export type Measure = "memory" | "handles" | "folder";

export interface Verdict {
  readonly measure: Measure;
  /** Of the process or the folder. */
  readonly name: string;
  /** In bytes, or a count of handles. */
  readonly early: number;
  readonly late: number;
  readonly allowed: number;
  readonly isFine: boolean;
}

const allowed: Readonly<Record<Measure, { readonly fixed: number; readonly ofLog: number }>> = {
  memory: { fixed: 20 * 2 ** 20, ofLog: 0 },
  handles: { fixed: 5, ofLog: 0 },
  folder: { fixed: 20 * 2 ** 20, ofLog: 0.1 },
};

/** Throws when there are fewer than three rounds: nothing could be told from them. */
export function judge(samples: readonly Sample[]): readonly Verdict[] {
  const last = samples.at(-1)?.round ?? 0;
  if (last < 2) throw new Error("three rounds or more are needed to tell whether anything grows");
  const middle = (round: number, of: (sample: Sample) => number | undefined): number =>
    median(samples.filter((sample) => sample.round === round).flatMap((sample) => of(sample) ?? []));
  const logGrowth = middle(last, ({ log }) => log) - middle(1, ({ log }) => log);
  const verdict = (measure: Measure, name: string, of: (sample: Sample) => number | undefined): Verdict => {
    const early = middle(1, of);
    const late = Math.max(middle(last, of), middle(Math.max(last - 1, 2), of));
    const most = allowed[measure].fixed + allowed[measure].ofLog * logGrowth;
    return { measure, name, early, late, allowed: most, isFine: late - early <= most };
  };
  const folders = Object.keys(samples[0]?.folders ?? {});
  return [
    ...processNames.map((name) => verdict("memory", name, ({ processes }) => processes[name]?.memory)),
    ...processNames.map((name) => verdict("handles", name, ({ processes }) => processes[name]?.handles)),
    ...folders.map((name) => verdict("folder", name, ({ folders: all }) => all[name])),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

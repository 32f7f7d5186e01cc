// Does anything grow? The time is cut into rounds, in each of which the same is done. Of each series (memory and handles of each
// process, bytes of each folder) the middle value of a round counts, since single samples jump with garbage collection. The first
// round warms up; from the second to any of the last two nothing may have grown beyond what is allowed: a fixed amount, and for
// folders a share of what the log has grown by, since an index and what is kept of a conversation are as long as their log.

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

const fixed: Readonly<Record<Measure, number>> = { memory: 20 * 2 ** 20, handles: 5, folder: 20 * 2 ** 20 };
/**
 * By folder, of what the log has grown by. An index of this log takes 3 %, and is kept while the next one is written. Of its
 * conversation, whose pieces are short, 45 % are kept, and at most as much again that nobody holds any more (`paging/pageCache.ts`).
 */
const shareOfLog: ReadonlyMap<string, number> = new Map([
  ["cache", 0.06],
  ["spool", 0.9],
]);

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
    const share = measure === "folder" ? (shareOfLog.get(name) ?? 0) : 0;
    const most = fixed[measure] + share * logGrowth;
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

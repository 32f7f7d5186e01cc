// At which of its calls a program is killed: at every so many in `npm test`; `npm run kills` says how many, and they are random.

import { Random } from "../cli/generator/random.ts";

export interface CallsToKill {
  readonly calls: readonly number[];
  /** The first call that the program does not come to is the end: all others lie before it. */
  readonly areInOrder: boolean;
}

/** `most`: more than the program makes. `count` gives how many it makes. */
export async function callsToKill(step: number, most: number, count: () => Promise<number>): Promise<CallsToKill> {
  const { SEEKLINE_KILLS: times, SEEKLINE_SEED: seed = "1" } = process.env;
  if (times === undefined) {
    return { calls: Array.from({ length: Math.ceil(most / step) }, (_, at) => 1 + at * step), areInOrder: true };
  }
  const random = new Random(Number(seed));
  const last = await count();
  return { calls: Array.from({ length: Number(times) }, () => random.between(1, last)), areInOrder: false };
}

// When a row is slower than it was. A machine is never quiet, so no single time says anything: both builds run in turns, and
// what counts is in how many turns ours took longer. That is the sign test: it assumes nothing of how times are spread.

import { median } from "../median.ts";

/** Below it nobody minds. */
export const tolerance = 0.03;
/** How often a build that is as fast may be called slower, per row. */
const mostMistakes = 0.05;

/** One turn, in ms. */
export interface Turn {
  readonly ours: number;
  readonly theirs: number;
}

export interface Judgement {
  /** Ours by theirs, in the middle. */
  readonly ratio: number;
  /** What the ratio is at the least, but for one case in twenty; 0 when there were too few turns to say. */
  readonly atLeast: number;
  readonly isLoss: boolean;
}

export function judge(turns: readonly Turn[]): Judgement {
  const ratios = turns.map(({ ours, theirs }) => ours / theirs).toSorted((a, b) => a - b);
  const atLeast = ratios[lowerRank(ratios.length) - 1] ?? 0;
  return { ratio: median(ratios), atLeast, isLoss: atLeast > 1 + tolerance };
}

/**
 * The greatest rank, from 1, whose value is above the true middle so rarely; 0 when not even the least is. (The values below the
 * middle are as many as heads of so many coins.)
 */
export function lowerRank(count: number): number {
  let rank = 0;
  let chance = 0.5 ** count;
  for (let sum = chance; rank < count && sum <= mostMistakes; sum += chance) {
    rank += 1;
    chance = (chance * (count - rank + 1)) / rank;
  }
  return rank;
}

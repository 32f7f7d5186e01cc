// How long to wait before an engine that died is started again. Once is an accident and costs the user nothing; an engine
// that dies over and over (a broken installation, no memory left) must not keep the machine busy.

/** An engine that lived this long has worked: its death counts as the first. */
const healthyMs = 60_000;
const firstPauseMs = 250;
const longestPauseMs = 30_000;

export interface Deaths {
  /** Deaths one after the other without a healthy life between. */
  readonly inARow: number;
  readonly pauseMs: number;
}

export const noDeaths: Deaths = { inARow: 0, pauseMs: 0 };

/** What to do after a death: at once the first time, then 250 ms, doubling up to 30 s. */
export function countDeath(before: Deaths, livedMs: number): Deaths {
  const inARow = livedMs >= healthyMs ? 1 : before.inARow + 1;
  const pauseMs = inARow === 1 ? 0 : Math.min(firstPauseMs * 2 ** (inARow - 2), longestPauseMs);
  return { inARow, pauseMs };
}

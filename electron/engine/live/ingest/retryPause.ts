// How long to wait behind a failure. Pauses grow, and a part of each is random, so that many senders do not come at once.

/** The first pause, in ms; each doubles the one before, up to the longest. */
export interface RetryPauses {
  readonly firstMs: number;
  readonly longestMs: number;
  /** Failures in a row, without a new event that was taken, after which nobody waits any longer. */
  readonly mostFailures: number;
}

/** Together some two minutes: as long as an endpoint takes to be started anew. */
export const usualPauses: RetryPauses = { firstMs: 250, longestMs: 30_000, mostFailures: 10 };

/** The pause behind the n-th failure in a row, from 1: at least half of it is waited, the rest is random. */
export function retryPause(failures: number, pauses: RetryPauses, random = Math.random()): number {
  const whole = Math.min(pauses.firstMs * 2 ** (failures - 1), pauses.longestMs);
  return whole * (0.5 + random / 2);
}

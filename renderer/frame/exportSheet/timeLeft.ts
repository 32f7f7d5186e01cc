/** Least time, in ms, from which a rate says something. */
const leastElapsed = 1000;

/** What a stage will still take, in ms, when it goes on as it did; undefined while nobody can tell. */
export function timeLeft(done: number, total: number, elapsed: number): number | undefined {
  if (elapsed < leastElapsed || done === 0 || done >= total) return undefined;
  const left = ((total - done) * elapsed) / done;
  // Seconds that change from second to second are of no use for long ones.
  return left > 60_000 ? Math.ceil(left / 10_000) * 10_000 : Math.ceil(left / 1000) * 1000;
}

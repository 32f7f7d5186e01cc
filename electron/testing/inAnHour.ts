const hourMs = 3_600_000;

/** Does work as if it were an hour later: of files that were written a moment ago nothing is kept. */
export async function inAnHour<Value>(work: () => Promise<Value>): Promise<Value> {
  const { now } = Date;
  Date.now = () => now() + hourMs;
  try {
    return await work();
  } finally {
    Date.now = now;
  }
}

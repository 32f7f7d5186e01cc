import type { Row } from "../../shared/rows.ts";

/**
 * Ms between a row and the end of the one above it; undefined where one of them tells no time, and where records of the transcript stand
 * between them that a filter leaves out: then it was not silent.
 */
export function silenceBefore(
  { time, record }: Pick<Row, "time" | "record">,
  above: Pick<Row, "time" | "record" | "run"> | undefined,
): number | undefined {
  if (above === undefined) return undefined;
  // The records of an open run stand in rows of their own.
  const run = above.run?.open === false ? above.run : undefined;
  const until = run === undefined ? above.time : run.until;
  if (time === undefined || until === undefined || record > (run?.last ?? above.record) + 1) return undefined;
  return time - until;
}

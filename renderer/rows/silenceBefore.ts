import type { Row } from "../../shared/rows.ts";

/** Ms between a row and the end of the one above it; undefined where one of them tells no time. */
export function silenceBefore(
  { time }: Pick<Row, "time">,
  above: Pick<Row, "time" | "run"> | undefined,
): number | undefined {
  // The records of an open run stand in rows of their own.
  const until = above?.run?.open === false ? above.run.until : above?.time;
  return time === undefined || until === undefined ? undefined : time - until;
}

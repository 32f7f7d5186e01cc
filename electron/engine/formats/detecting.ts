// Recognising a family by how many of the sampled records look like its own.

import type { Detection, Head } from "./format.ts";

/** The share of a sample's records that `isOurs` accepts, as a score. `what` completes "12 of the 40 records looked at …". */
export function detectBy(sample: readonly Head[], what: string, isOurs: (head: Head) => boolean): Detection {
  const ours = sample.filter(isOurs).length;
  return {
    score: sample.length === 0 ? 0 : ours / sample.length,
    reason: `${ours} of the ${sample.length} records looked at ${what}.`,
  };
}

/** The share of records that have to look like a family's own where none is telling. */
const mostly = 0.75;
/** Less than that of plain JSON Lines, and still more than nothing: a single record belongs to its family. */
const beneathAll = 0.05;

/**
 * What is found of a family without any record that it alone has. Ordinary logs have its types, too (`error`, `usage`, `task.created`),
 * so it is guessed only where there is little else, as surely as `weight` says.
 */
export function guessed(found: Detection, weight: number): Detection {
  return { ...found, score: found.score * (found.score < mostly ? beneathAll : weight) };
}

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

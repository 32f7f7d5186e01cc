import type { SessionEnd } from "../../../shared/summary.ts";
import type { Source } from "../source/source.ts";
import { isWrittenWithin, quietMs } from "../source/source.ts";

/** Whether a session is under way, as far as can be told: nothing says how it ended, and it was written to not long ago. */
export function mayGoOn(source: Source, end: SessionEnd): boolean {
  return end === "open" && isWrittenWithin(quietMs, source.currentIdentity());
}

// Members by which a row of Codex is an error: an exit code, a status. Refusals stand only in prose, and are found when the
// conversation is read.

import type { LevelMember } from "../../scanner/errorLevels.ts";
import type { FieldPath } from "../../scanner/fields.ts";

/** Exit codes that are no success; -1, of what could not start or was stopped, has a status that says so. */
const failedCodes = [[1, 2 ** 31]] as const;

/** In the items or events at these places. */
export function failuresAt(...places: readonly FieldPath[]): readonly LevelMember[] {
  return places.flatMap((place) => [
    { path: [...place, "exit_code"], numbers: failedCodes },
    { path: [...place, "exitCode"], numbers: failedCodes },
    { path: [...place, "status"], numbers: [] },
  ]);
}

// Members by which a row of Codex is an error: an exit code, a status. Refusals stand only in prose, and are found when the
// conversation is read.

import type { LevelMember } from "../../scanner/errorLevels.ts";
import { failedExits } from "../../scanner/errorLevels.ts";
import type { FieldPath } from "../../scanner/fields.ts";

/** In the items or events at these places. */
export function failuresAt(...places: readonly FieldPath[]): readonly LevelMember[] {
  return places.flatMap((place) => [
    { path: [...place, "exit_code"], numbers: failedExits },
    { path: [...place, "exitCode"], numbers: failedExits },
    { path: [...place, "status"], numbers: [] },
  ]);
}

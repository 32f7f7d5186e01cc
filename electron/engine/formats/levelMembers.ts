// Which members of a log's records hold the level that a logger gave them.

import type { LevelMember } from "../scanner/errorLevels.ts";
import { levelNames } from "../scanner/errorLevels.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { Head } from "./format.ts";
import { isKind, pathsOf, valueAt } from "./members.ts";

/** The most members for it: every one costs the scan a look. */
const mostLevels = 4;
/** Errors are rare, and so may be the records that have a level at all: these are looked for whether the sample has them or not. */
const usualNames: readonly string[] = ["level", "severity"];

/** In the order of the table. */
export function guessLevelMembers(heads: readonly Head[]): readonly LevelMember[] {
  const isThere = (path: FieldPath): boolean =>
    usualNames.includes(path.join(".")) || heads.some((head) => isKind(valueAt(head, path)));
  return [...levelNames]
    .flatMap(([name, numbers]) => pathsOf(name).map((path) => ({ path, numbers })))
    .filter(({ path }) => isThere(path))
    .slice(0, mostLevels);
}

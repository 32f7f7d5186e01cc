// The session files of some places, those written last first. Names and times are all that is looked at, and only those of
// one page are kept: however many there are, memory is that of a page.

import fs from "node:fs";
import path from "node:path";
import type { OwnFolder, Place } from "./places.ts";

export interface SessionFile {
  readonly path: string;
  readonly place: Place | OwnFolder;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Where a page ended. */
export interface PageEnd {
  readonly modifiedMs: number;
  readonly path: string;
}

/** The `count` files behind another one, written last first; of the same time by their paths. */
export function sessionFiles(
  places: readonly (Place | OwnFolder)[],
  after: PageEnd | undefined,
  count: number,
): readonly SessionFile[] {
  let kept: SessionFile[] = [];
  const seen = new Set<string>();
  for (const place of places) {
    // One that two variables name is looked through once.
    if (seen.has(place.folder)) continue;
    seen.add(place.folder);
    for (const file of filesIn(place, "", place.depth)) {
      if (after !== undefined && compare(after, file) >= 0) continue;
      kept.push(file);
      if (kept.length >= 4 * count + 1_000) kept = kept.sort(compare).slice(0, count);
    }
  }
  return kept.sort(compare).slice(0, count);
}

function compare(one: PageEnd, other: PageEnd): number {
  if (one.modifiedMs !== other.modifiedMs) return other.modifiedMs - one.modifiedMs;
  return one.path === other.path ? 0 : one.path < other.path ? -1 : 1;
}

function* filesIn(place: Place | OwnFolder, prefix: string, depth: number): Generator<SessionFile> {
  for (const entry of entriesOf(`${place.folder}${path.sep}${prefix}`)) {
    // A hidden one was hidden for a reason, and a link may lead anywhere.
    if (entry.name.startsWith(".")) continue;
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory() && depth > 0) yield* filesIn(place, `${name}/`, depth - 1);
    else if (entry.isFile() && place.isSession(name)) {
      const file = `${place.folder}${path.sep}${name}`;
      const status = fs.statSync(file, { throwIfNoEntry: false });
      if (status !== undefined) yield { path: file, place, bytes: status.size, modifiedMs: status.mtimeMs };
    }
  }
}

/** None when the folder is not there, or may not be read. */
function entriesOf(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

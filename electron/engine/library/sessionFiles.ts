// The session files of some places, those written last first. Names and times are all that is looked at, and only those of
// one page are kept: however many there are, memory is that of a page. Others get their turn meanwhile: a folder that the user adds
// may be a whole home.

import fs from "node:fs";
import path from "node:path";
import { Pacer } from "../conversation/pacer.ts";
import { LibraryProblems } from "./libraryProblems.ts";
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

/** The `count` files behind another one, written last first; of the same time by their paths. Throws the signal's reason. */
export async function sessionFiles(
  places: readonly (Place | OwnFolder)[],
  after: PageEnd | undefined,
  count: number,
  signal: AbortSignal = new AbortController().signal,
  problems = new LibraryProblems(),
): Promise<readonly SessionFile[]> {
  let kept: readonly SessionFile[] = [];
  let found: SessionFile[] = [];
  const keep = (): void => {
    kept = firsts([...kept, ...found], count);
    found = [];
  };
  const pacer = new Pacer(signal);
  const seen = new Set<string>();
  for (const place of places) {
    // One that two variables name is looked through once.
    if (seen.has(place.folder)) continue;
    seen.add(place.folder);
    for (const file of filesIn(place, "", place.depth, problems)) {
      if (pacer.isDue) await pacer.pause();
      if (file === undefined || (after !== undefined && compare(after, file) >= 0)) continue;
      found.push(file);
      if (found.length >= 3 * count + 1_000) keep();
    }
  }
  keep();
  return kept;
}

/** Of one file in several places, such as a folder and one inside of it, the first place counts. */
function firsts(files: readonly SessionFile[], count: number): readonly SessionFile[] {
  const paths = new Set<string>();
  const isNew = (file: SessionFile): boolean => paths.size < paths.add(file.path).size;
  return files.filter(isNew).sort(compare).slice(0, count);
}

function compare(one: PageEnd, other: PageEnd): number {
  if (one.modifiedMs !== other.modifiedMs) return other.modifiedMs - one.modifiedMs;
  return one.path === other.path ? 0 : one.path < other.path ? -1 : 1;
}

/** Undefined behind each folder: so long nothing was found, perhaps. */
function* filesIn(
  place: Place | OwnFolder,
  prefix: string,
  depth: number,
  problems: LibraryProblems,
): Generator<SessionFile | undefined> {
  const folder = path.join(place.folder, prefix, path.sep);
  for (const entry of entriesOf(path.resolve(folder), problems)) {
    // A hidden one was hidden for a reason, and a link may lead anywhere.
    if (entry.name.startsWith(".")) continue;
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory() && depth > 0) yield* filesIn(place, `${name}/`, depth - 1, problems);
    else if (entry.isFile() && place.isSession(name)) {
      // One by one, putting paths together takes a quarter of what asking the system does.
      const file = `${folder}${entry.name}`;
      const status = statusOf(file, problems);
      if (status !== undefined) yield { path: file, place, bytes: status.size, modifiedMs: status.mtimeMs };
    }
  }
  yield undefined;
}

function entriesOf(folder: string, problems: LibraryProblems): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.tell(folder, error);
    return [];
  }
}

function statusOf(file: string, problems: LibraryProblems): fs.Stats | undefined {
  try {
    return fs.statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    problems.tell(file, error);
    return undefined;
  }
}

// The sessions that are served: the JSON Lines files of a folder, packed ones too, or one file. An id is the path below the
// folder; nothing above it, behind a link, or hidden can be named.

import fs from "node:fs";
import path from "node:path";
import type { Failure } from "../../../../shared/failure.ts";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { LibraryProblems } from "../../library/libraryProblems.ts";
import { unpackedName } from "../../source/packed/packing.ts";
import { failureOf } from "../../source/readingFailure.ts";

export interface SessionFile {
  /** Its path below the folder, with slashes; the name of a single file. */
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

export interface SessionPage {
  readonly sessions: readonly SessionFile[];
  /** The id to go on behind; undefined on the last page. */
  readonly last: string | undefined;
  /** What could not be looked through, by its id. */
  readonly problems: LibraryProblems;
}

const endings: ReadonlySet<string> = new Set([".jsonl", ".ndjson"]);

/** Looks at the folder anew for each request, so new sessions appear by themselves. Opens no session. */
export class ServedFolder {
  readonly #root: string;
  readonly #single: string | undefined;

  private constructor(root: string, single: string | undefined) {
    this.#root = root;
    this.#single = single;
  }

  /** Of a file or a folder. */
  static open(place: string): Result<ServedFolder> {
    try {
      const real = fs.realpathSync(place);
      const isFolder = fs.statSync(real).isDirectory();
      return succeed(
        isFolder ? new ServedFolder(real, undefined) : new ServedFolder(path.dirname(real), path.basename(real)),
      );
    } catch (error) {
      return fail(failureOf(error, place));
    }
  }

  /** The file of an id; undefined for whatever is none of ours. Fails where nobody can look. */
  find(id: string): Result<SessionFile | undefined> {
    const parts = id.split("/");
    const isOurs = this.#single === undefined ? parts.every(isVisible) && isSession(id) : id === this.#single;
    if (!isOurs) return succeed(undefined);
    const file = path.join(this.#root, ...parts);
    try {
      // A link anywhere on the way would lead to another path.
      return succeed(fs.realpathSync(file) === file ? sessionOf(id, file) : undefined);
    } catch (error) {
      const failure = failureOf(error, path.basename(id));
      return isMissing(failure) ? succeed(undefined) : fail(failure);
    }
  }

  /** The first sessions behind `after`, by their ids. Folders are read as they are reached. */
  page(after: string, count: number): SessionPage {
    const sessions: SessionFile[] = [];
    const problems = new LibraryProblems();
    for (const session of this.#single === undefined ? this.#walk("", after, problems) : this.#only(after, problems)) {
      if (sessions.length === count) return { sessions, last: sessions.at(-1)?.id, problems };
      sessions.push(session);
    }
    return { sessions, last: undefined, problems };
  }

  *#only(after: string, problems: LibraryProblems): Generator<SessionFile> {
    if (this.#single === undefined || this.#single <= after) return;
    const session = sessionIn(this.#root, this.#single, problems);
    if (session !== undefined) yield session;
  }

  *#walk(prefix: string, after: string, problems: LibraryProblems): Generator<SessionFile> {
    for (const { name, isFolder } of entriesOf(this.#root, prefix, problems)) {
      const id = `${prefix}${name}`;
      if (isFolder) {
        if (`${id}/` > after || after.startsWith(`${id}/`)) yield* this.#walk(`${id}/`, after, problems);
      } else if (id > after) {
        const session = sessionIn(this.#root, id, problems);
        if (session !== undefined) yield session;
      }
    }
  }
}

interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Sessions and folders in the order of their ids: a folder stands where its name and a slash do. */
function entriesOf(root: string, prefix: string, problems: LibraryProblems): readonly FolderEntry[] {
  const order = ({ name, isFolder }: FolderEntry) => (isFolder ? `${name}/` : name);
  return readFolder(root, prefix, problems)
    .filter((entry) => isVisible(entry.name) && (entry.isDirectory() || (entry.isFile() && isSession(entry.name))))
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

function readFolder(root: string, prefix: string, problems: LibraryProblems): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(path.join(root, prefix), { withFileTypes: true });
  } catch (error) {
    problems.tell(prefix === "" ? "/" : prefix, error);
    return [];
  }
}

function isVisible(part: string): boolean {
  return part !== "" && !part.startsWith(".") && !/[\\\0]/.test(part);
}

function isSession(id: string): boolean {
  return endings.has(path.posix.extname(unpackedName(id)).toLowerCase());
}

function isMissing(failure: Failure): boolean {
  return (
    failure.code === "not-found" || (failure.code === "not-readable" && /^(?:ENOENT|ENOTDIR)$/.test(failure.detail))
  );
}

function sessionIn(root: string, id: string, problems: LibraryProblems): SessionFile | undefined {
  try {
    return sessionOf(id, path.join(root, id));
  } catch (error) {
    problems.tell(id, error);
    return undefined;
  }
}

/** Throws what the system says. */
function sessionOf(id: string, file: string): SessionFile | undefined {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status?.isFile() === true ? { id, file, bytes: status.size, modifiedMs: status.mtimeMs } : undefined;
}

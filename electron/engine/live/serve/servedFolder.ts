// The sessions that are served: the JSON Lines files of a folder, packed ones too, or one file. An id is the path below the
// folder; nothing above it, behind a link, or hidden can be named.

import fs from "node:fs";
import path from "node:path";
import { unpackedName } from "../../source/packed/packing.ts";

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
}

const endings: ReadonlySet<string> = new Set([".jsonl", ".ndjson"]);

export class ServedFolder {
  readonly #root: string;
  readonly #single: string | undefined;

  /** A file or a folder that is there. */
  constructor(place: string) {
    const real = fs.realpathSync(place);
    const isFolder = fs.statSync(real).isDirectory();
    this.#root = isFolder ? real : path.dirname(real);
    this.#single = isFolder ? undefined : path.basename(real);
  }

  /** The file of an id; undefined for whatever is none of ours. */
  find(id: string): SessionFile | undefined {
    const parts = id.split("/");
    if (this.#single === undefined ? !parts.every(isVisible) || !isSession(id) : id !== this.#single) return undefined;
    const file = path.join(this.#root, ...parts);
    try {
      // A link anywhere on the way would lead to another path.
      if (fs.realpathSync(file) !== file) return undefined;
      return sessionOf(id, file);
    } catch {
      return undefined;
    }
  }

  /** The first sessions behind `after`, by their ids. Folders are read as they are reached. */
  page(after: string, count: number): SessionPage {
    const sessions: SessionFile[] = [];
    for (const session of this.#single === undefined ? this.#walk("", after) : this.#only(after)) {
      if (sessions.length === count) return { sessions, last: sessions.at(-1)?.id };
      sessions.push(session);
    }
    return { sessions, last: undefined };
  }

  *#only(after: string): Generator<SessionFile> {
    const session = this.#single === undefined || this.#single <= after ? undefined : this.find(this.#single);
    if (session !== undefined) yield session;
  }

  *#walk(prefix: string, after: string): Generator<SessionFile> {
    for (const { name, isFolder } of entriesOf(path.join(this.#root, prefix))) {
      const id = `${prefix}${name}`;
      if (isFolder) {
        if (`${id}/` > after || after.startsWith(`${id}/`)) yield* this.#walk(`${id}/`, after);
      } else if (id > after) {
        const session = sessionOf(id, path.join(this.#root, id));
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
function entriesOf(folder: string): readonly FolderEntry[] {
  const order = ({ name, isFolder }: FolderEntry) => (isFolder ? `${name}/` : name);
  return readFolder(folder)
    .filter((entry) => isVisible(entry.name) && (entry.isDirectory() || (entry.isFile() && isSession(entry.name))))
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

function readFolder(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    // One that may not be read holds nothing for us.
    return [];
  }
}

function isVisible(part: string): boolean {
  return part !== "" && !part.startsWith(".") && !/[\\\0]/.test(part);
}

function isSession(id: string): boolean {
  return endings.has(path.posix.extname(unpackedName(id)).toLowerCase());
}

function sessionOf(id: string, file: string): SessionFile | undefined {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status?.isFile() === true ? { id, file, bytes: status.size, modifiedMs: status.mtimeMs } : undefined;
}

// The files around a transcript, by name, and where names fail by what the first record says. Each folder is read once, when it is first asked for, and only so many names of it.

import fs from "node:fs";
import path from "node:path";
import { mostNeighbourHeads, mostNeighbourNames } from "../../../shared/limits.ts";
import { openFile } from "../source/fileSource.ts";

/** Folders inside each other in which a folder's transcripts are looked for. */
const mostDepth = 4;
const headBytes = 4096;
const transcriptName = /\.jsonl(?:\.zst)?$/;
/** Codex keeps a folder a day: `sessions/2026/11/29`. */
const dayFolder = /[\\/]\d{4}[\\/]\d{2}[\\/]\d{2}$/;
const archive = "archived_sessions";

interface Neighbour {
  readonly path: string;
  readonly name: string;
  /** The name without what says that it is a transcript. */
  readonly stem: string;
}

export class Neighbours {
  readonly #file: string;
  readonly #folder: string;
  /** Transcripts in the own folder, and behind them those of other days. */
  #transcripts: readonly Neighbour[] | undefined;
  #others: readonly Neighbour[] | undefined;
  /** Of those in the own folder, by the ids that their beginnings give, as they are written there. */
  #byOwnId: ReadonlyMap<string, string> | undefined;
  #left = mostNeighbourNames;

  constructor(file: string) {
    this.#file = file;
    this.#folder = path.dirname(file);
  }

  /** A file by its path. Where the session was moved or renamed, it may lie beside the transcript, under a longer name. */
  at(name: string, isAbove: boolean): string | undefined {
    const root = this.#root(isAbove);
    if (!isBelow(name)) return undefined;
    const place = path.join(root, name);
    if (isFileIn(root, place)) return place;
    if (isFileIn(root, `${place}.zst`)) return `${place}.zst`;
    const own = path.posix.basename(name);
    const beside = this.#ownTranscripts().find(
      ({ name: other }) => other === own || (other.endsWith(own) && /[-_.]$/.test(other.slice(0, -own.length))),
    );
    return beside !== undefined && isFileIn(this.#folder, beside.path) ? beside.path : undefined;
  }

  /** A transcript whose name ends with an id, or else holds it. */
  withId(id: string): string | undefined {
    if (id === "") return undefined;
    const choose = (all: readonly Neighbour[]): Neighbour | undefined =>
      all.find(({ stem }) => stem.endsWith(id)) ?? all.find(({ stem }) => stem.includes(id));
    const named = choose(this.#ownTranscripts()) ?? choose(this.#transcriptsOfOtherDays());
    // Files that were renamed still say in their first record whose they are.
    return named?.path ?? this.#ownIds().get(JSON.stringify(id));
  }

  /** Transcripts in a folder and the folders in it. A journal tells of agents and is none of their transcripts. */
  below(name: string, isAbove: boolean): readonly string[] {
    if (!isBelow(name)) return [];
    const found: string[] = [];
    const look = (folder: string, depth: number): void => {
      for (const one of this.#read(folder)) {
        if (one.isDirectory() && depth < mostDepth) look(path.join(folder, one.name), depth + 1);
        else if (one.isFile() && transcriptName.test(one.name) && one.name !== "journal.jsonl") {
          found.push(path.join(folder, one.name));
        }
      }
    };
    const root = this.#root(isAbove);
    const folder = path.join(root, name);
    if (isReallyIn(root, folder)) look(folder, 1);
    return found;
  }

  #root(isAbove: boolean): string {
    return isAbove ? path.dirname(this.#folder) : this.#folder;
  }

  #ownTranscripts(): readonly Neighbour[] {
    this.#transcripts ??= this.#transcriptsIn(this.#folder);
    return this.#transcripts;
  }

  #transcriptsOfOtherDays(): readonly Neighbour[] {
    this.#others ??= this.#otherDays().flatMap((folder) => this.#transcriptsIn(folder));
    return this.#others;
  }

  #ownIds(): ReadonlyMap<string, string> {
    this.#byOwnId ??= new Map(
      this.#ownTranscripts()
        .slice(0, mostNeighbourHeads)
        .flatMap((one) => idsAtBeginning(one.path).map((id): [string, string] => [id, one.path]))
        // Of several files with one id the first is taken.
        .toReversed(),
    );
    return this.#byOwnId;
  }

  #otherDays(): readonly string[] {
    const isArchived = path.basename(this.#folder) === archive;
    if (!isArchived && !dayFolder.test(this.#folder)) return [];
    const sessions = isArchived ? path.join(this.#folder, "../sessions") : path.join(this.#folder, "../../..");
    const foldersIn = (folder: string): readonly string[] =>
      this.#read(folder)
        .filter((one) => one.isDirectory() && /^\d+$/.test(one.name))
        .map(({ name }) => path.join(folder, name));
    // The youngest first: what belongs together was mostly written one after the other.
    const days = foldersIn(sessions).flatMap(foldersIn).flatMap(foldersIn).toReversed();
    return [...days, path.join(sessions, "..", archive)].filter((folder) => folder !== this.#folder);
  }

  #transcriptsIn(folder: string): readonly Neighbour[] {
    return this.#read(folder)
      .filter((one) => one.isFile() && transcriptName.test(one.name))
      .map(({ name }) => ({ path: path.join(folder, name), name, stem: name.replace(transcriptName, "") }))
      .filter((one) => one.path !== this.#file);
  }

  /** In the order of names; as many as may still be looked at. */
  #read(folder: string): readonly fs.Dirent[] {
    try {
      const names = fs.readdirSync(folder, { withFileTypes: true }).slice(0, this.#left);
      this.#left -= names.length;
      return names.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    } catch {
      return [];
    }
  }
}

/** The values of `id` in the beginning of a file, as they are written there. */
function idsAtBeginning(file: string): readonly string[] {
  const opened = openFile(file);
  if (!opened.ok) return [];
  try {
    const head = Buffer.alloc(headBytes);
    const text = head.toString("utf8", 0, opened.value.readInto(head, 0, head.length, 0));
    return [...text.matchAll(/"id":("(?:[^"\\]|\\.)*")/g)].map(([, id = ""]) => id);
  } catch {
    return [];
  } finally {
    opened.value.close();
  }
}

/** A transcript is hostile: a path out of its folder is none. */
function isBelow(name: string): boolean {
  return name !== "" && !path.isAbsolute(name) && !name.split(/[\\/]/).includes("..") && !name.includes("\0");
}

/** A file, and no link that leads elsewhere. */
function isFileIn(folder: string, file: string): boolean {
  try {
    return fs.statSync(file).isFile() && isReallyIn(folder, file);
  } catch {
    return false;
  }
}

function isReallyIn(folder: string, file: string): boolean {
  try {
    return fs.realpathSync(file).startsWith(fs.realpathSync(folder) + path.sep);
  } catch {
    return false;
  }
}

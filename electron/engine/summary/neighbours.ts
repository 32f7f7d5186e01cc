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

export class Neighbours {
  readonly #file: string;
  readonly #folder: string;
  /** Transcripts in the own folder, and behind them those of other days. */
  #transcripts: readonly string[] | undefined;
  #others: readonly string[] | undefined;
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
    const beside = this.#ownTranscripts().find((one) => {
      const other = path.basename(one);
      return other === own || (other.endsWith(own) && /[-_.]$/.test(other.slice(0, -own.length)));
    });
    return beside !== undefined && isFileIn(this.#folder, beside) ? beside : undefined;
  }

  /** A transcript whose name ends with an id, or else holds it. */
  withId(id: string): string | undefined {
    if (id === "") return undefined;
    const choose = (files: readonly string[]): string | undefined =>
      files.find((one) => stemOf(one).endsWith(id)) ?? files.find((one) => stemOf(one).includes(id));
    const named = choose(this.#ownTranscripts()) ?? choose(this.#transcriptsOfOtherDays());
    // Files that were renamed still say in their first record whose they are.
    return (
      named ??
      this.#ownTranscripts()
        .slice(0, mostNeighbourHeads)
        .find((one) => saysOfItself(one, id))
    );
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

  #ownTranscripts(): readonly string[] {
    this.#transcripts ??= this.#transcriptsIn(this.#folder);
    return this.#transcripts;
  }

  #transcriptsOfOtherDays(): readonly string[] {
    this.#others ??= this.#otherDays().flatMap((folder) => this.#transcriptsIn(folder));
    return this.#others;
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

  #transcriptsIn(folder: string): readonly string[] {
    return this.#read(folder)
      .filter((one) => one.isFile() && transcriptName.test(one.name))
      .map(({ name }) => path.join(folder, name))
      .filter((one) => one !== this.#file);
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

/** Whether the beginning of a file has an `id` of this value. */
function saysOfItself(file: string, id: string): boolean {
  const opened = openFile(file);
  if (!opened.ok) return false;
  try {
    const head = Buffer.alloc(headBytes);
    const text = head.toString("utf8", 0, opened.value.readInto(head, 0, head.length, 0));
    return text.includes(`"id":${JSON.stringify(id)}`);
  } catch {
    return false;
  } finally {
    opened.value.close();
  }
}

function stemOf(file: string): string {
  return path.basename(file).replace(transcriptName, "");
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

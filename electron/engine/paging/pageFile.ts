// The temporary file behind a page cache: every page has its place in it, by its number. It is made when the first page is
// written, has no name where the system allows that, and is gone when no page is left. When its folder takes no more, further
// pages go to a file in the next one.

import fs from "node:fs";
import { spoolFolders } from "../environment/spoolFolder.ts";
import type { UnnamedFile } from "../environment/unnamedFile.ts";
import { openUnnamed } from "../environment/unnamedFile.ts";
import { SourceError, systemWord } from "../source/fileSource.ts";
import { readAt as readSome } from "../source/readAt.ts";

interface OpenFile extends UnnamedFile {
  readonly folder: string;
}

export class PageFile {
  readonly #foldersNow: () => Iterator<string>;
  #folders: Iterator<string> | undefined;
  #files: OpenFile[] = [];
  /** By page: the file that it was written to. */
  #fileOf: (OpenFile | undefined)[] = [];

  constructor(foldersNow: () => Iterator<string> = spoolFolders) {
    this.#foldersNow = foldersNow;
  }

  /**
   * Writes `count` pages of consecutive numbers, which `areTogether`. A SourceError names the folder when there is no room. What was
   * written before of other pages stays as it was.
   */
  write(page: number, bytes: Uint8Array, count = 1): void {
    const place = (page * bytes.length) / count;
    const known = this.#fileOf[page];
    if (known !== undefined && wasWritten(known, place, bytes)) return;
    let file = this.#files.at(-1);
    while (file === undefined || file === known || !wasWritten(file, place, bytes)) {
      const next = this.#openNext();
      if (next === undefined) throw new SourceError({ code: "no-room", folder: this.#files[0]?.folder });
      file = next;
    }
    for (let one = page; one < page + count; one++) this.#fileOf[one] = file;
  }

  /** Whether two pages were written to the same file, or neither to any. */
  areTogether(one: number, other: number): boolean {
    return this.#fileOf[one] === this.#fileOf[other];
  }

  /** Fills `bytes` with a page that was written. */
  read(page: number, bytes: Uint8Array): void {
    const file = this.#fileOf[page];
    if (file === undefined) throw new Error("a page was never written");
    for (let done = 0; done < bytes.length; ) {
      done += readAt(file, bytes, done, page * bytes.length + done);
    }
  }

  /** Nothing of it is needed any more. */
  clear(): void {
    for (const file of this.#files) file.close();
    this.#files = [];
    this.#fileOf = [];
    this.#folders = undefined;
  }

  #openNext(): OpenFile | undefined {
    this.#folders ??= this.#foldersNow();
    for (let next = this.#folders.next(); next.done !== true; next = this.#folders.next()) {
      const file = openIn(next.value);
      if (file === undefined) continue;
      this.#files.push(file);
      return file;
    }
    // Room may be made until the next page comes.
    return undefined;
  }
}

function readAt({ handle, folder }: OpenFile, bytes: Uint8Array, at: number, place: number): number {
  let detail = "it was cut";
  try {
    const read = readSome(handle, bytes, at, bytes.length - at, place);
    if (read > 0) return read;
  } catch (error) {
    detail = systemWord(error);
  }
  throw new SourceError({ code: "not-readable", name: `temporary file in ${folder}`, detail });
}

/** False when the system refuses: the disk is full, or bad, or away. */
function wasWritten(file: OpenFile, place: number, bytes: Uint8Array): boolean {
  try {
    for (let done = 0; done < bytes.length; ) {
      done += fs.writeSync(file.handle, bytes, done, bytes.length - done, place + done);
    }
    return true;
  } catch {
    return false;
  }
}

/** Undefined when the folder takes none. */
function openIn(folder: string): OpenFile | undefined {
  const file = openUnnamed(folder, "seekline-pages");
  return file === undefined ? undefined : { ...file, folder };
}

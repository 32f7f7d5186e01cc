// A transcript's file as one that can be read by position and has lines: itself, or a spool of what a packed one holds, of the
// text of one that is not in UTF-8, or of one whose lines are told apart in another way. What a spool holds is looked at again, for
// it may be of another sort, too: a packed file of UTF-16, JSON over many lines in UTF-16.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { Packing } from "../source/packed/packing.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { summedSource } from "../source/summedSource.ts";
import { fileSort } from "./fileSort.ts";
import { plainFile, type ReadableFile } from "./plainFile.ts";
import { converted, decoded, endedByNewlines, joined, takenApart } from "./reshapedFile.ts";
import type { SpoolOptions } from "./spool.ts";
import type { SpoolFile } from "./spoolFile.ts";
import { isUnsized, readToEnd } from "./unsizedFile.ts";

/** How often what was made of a file is looked at again: a packed file may be packed once more, but not without end. */
const mostLooks = 4;

export interface ReadOptions extends SpoolOptions {
  /** A packed file is unpacked on while it grows. */
  readonly follow?: boolean;
}

/** Throws the signal's reason. */
export async function readableFile(place: FilePlace, options: ReadOptions = {}): Promise<Result<ReadableFile>> {
  return await read(place, options, 0);
}

/** The same of a spool, which is removed when something was unpacked from it, and else with what is given. */
export async function spooledFile(
  { path, remove }: SpoolFile,
  original: string,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  return await lookedAtAgain({ path, original, notice: undefined, failure: undefined, remove }, options, 0);
}

/** @param looks That led here, each at what the one before has made. */
async function read(place: FilePlace, options: ReadOptions, looks: number): Promise<Result<ReadableFile>> {
  const opened = openFile(place);
  if (!opened.ok) return opened;
  const source = summedSource(opened.value);
  try {
    // It may say something else at each look, and what it said at one is shown.
    if (isUnsized(opened.value)) return await readUnsized(opened.value, place, options, looks);
    const file = await readAs(source, place, options, looks);
    if (!file.ok || file.value.path === place.path || file.value.growing !== undefined) return file;
    const { value } = file;
    return await keptIf(value, () => {
      const change = source.finalChange();
      if (change !== "shrunk" && change !== "rewritten") return file;
      // What was made is of no file that ever was.
      return fail({ code: "source-changed", name: source.name, change });
    });
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, failure: error.failure };
    throw error;
  } finally {
    source.close();
  }
}

async function readUnsized(
  source: Source,
  place: FilePlace,
  options: ReadOptions,
  looks: number,
): Promise<Result<ReadableFile>> {
  const file = await readToEnd(source, place, options);
  return file.ok ? await lookedAtAgain(file.value, options, looks) : file;
}

async function readAs(
  source: Source,
  place: FilePlace,
  options: ReadOptions,
  looks: number,
): Promise<Result<ReadableFile>> {
  // A name tells how the file itself is packed, not what was in it.
  const sort = fileSort(source, looks === 0 ? place.original : "");
  switch (sort?.is) {
    case undefined:
      return succeed(plainFile(place));
    case "packed":
      return await unpacked(source, sort.packing, place, options, looks);
    case "encoded": {
      const file = await converted(source, sort.encoding, place, options);
      return file.ok ? await lookedAtAgain(file.value, options, looks + 1) : file;
    }
    case "frames":
      return await decoded(source, place, options);
    case "returns": {
      const file = await endedByNewlines(source, place, options);
      return file.ok ? await lookedAtAgain(file.value, options, looks + 1) : file;
    }
    case "joined":
      return await joined(source, place, options);
    case "document":
      return await takenApart(source, place, options);
  }
}

/** What it holds is followed only where that is lines of JSON: the other sorts are read as a whole. */
async function unpacked(
  source: Source,
  packing: Packing,
  place: FilePlace,
  options: ReadOptions,
  looks: number,
): Promise<Result<ReadableFile>> {
  const { followedFile, unpackedFile } = await import("./unpackedFile.ts");
  if (options.follow === true) {
    const followed = await followedFile(packing, place, options);
    if (!followed.ok || followed.value.growing === undefined) return followed;
    const { value } = followed;
    const kept = await keptIf(value, () => (hasLines(value) ? followed : undefined));
    if (kept !== undefined) return kept;
  }
  const file = await unpackedFile(source, packing, place, options);
  return file.ok && file.value.path !== place.path ? await lookedAtAgain(file.value, options, looks + 1) : file;
}

/** What `judge` gives. The file is removed unless that is the file, also where it could not be looked at. */
async function keptIf<Judged extends Result<ReadableFile> | undefined>(
  file: ReadableFile,
  judge: () => Judged,
): Promise<Judged> {
  let judged: Judged | undefined;
  try {
    judged = judge();
    return judged;
  } finally {
    if (judged?.ok !== true) await file.remove();
  }
}

function hasLines({ path, original }: FilePlace): boolean {
  const opened = openFile({ path, original });
  if (!opened.ok) return true;
  try {
    return fileSort(opened.value, "") === undefined;
  } finally {
    opened.value.close();
  }
}

/** What was made of a file, or what is made of that; the former is removed then. */
async function lookedAtAgain(
  made: ReadableFile,
  { signal, onProgress }: SpoolOptions,
  looks: number,
): Promise<Result<ReadableFile>> {
  if (looks > mostLooks) return succeed(made);
  const { path, original, remove } = made;
  let isKept = false;
  try {
    const again = await read({ path, original }, { signal, onProgress }, looks);
    isKept = again.ok && again.value.path === path;
    if (isKept || !again.ok) return isKept ? succeed(made) : again;
    const notices = [made.notice, again.value.notice].filter((notice) => notice !== undefined);
    return succeed({
      ...again.value,
      notice: notices.length === 0 ? undefined : notices.join(" "),
      failure: made.failure ?? again.value.failure,
    });
  } finally {
    if (!isKept) await remove();
  }
}

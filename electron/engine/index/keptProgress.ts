// How far a transcript was read, and how the reader stood there: whoever reads it again goes on from that place, if the bytes
// before it are the same. Their sum tells, and not the file's times, so this also serves a transcript that is being written to.

import type { Archived } from "../paging/archive.ts";
import type { Source } from "../source/source.ts";
import { derivedHead, derivedName, fingerprintIn } from "./derivedFiles.ts";
import type { DerivedSort } from "./keptFiles.ts";
import { isWorthKeeping } from "./keptFiles.ts";
import { bringBack, keepAnyway } from "./keptReading.ts";
import { worthKeeping } from "./worthKeeping.ts";

/** A name in the cache folder, and the source that it is of; whether anything lies there is `progressAt`'s to say. */
export interface ProgressPlace {
  readonly source: Source;
  readonly name: string;
}

/** The bytes [0, end) of a source, and their sum (PrefixSum). */
export interface Progress {
  readonly end: number;
  readonly digest: string;
}

/** `reading`: all that decides what is made of the same bytes. Undefined: nothing is kept of the source. */
export function progressPlace(source: Source, sort: DerivedSort, reading: unknown): ProgressPlace | undefined {
  const name = isWorthKeeping(source) ? derivedName(source, sort, { goesOn: reading }) : undefined;
  return name === undefined ? undefined : { source, name };
}

/** Undefined: nothing is kept that a source of this size may go on from. */
export function progressAt({ source, name }: ProgressPlace): Progress | undefined {
  const [, end = "", digest = ""] = /^(\d{1,15}) (\w+)$/.exec(fingerprintIn(name) ?? "") ?? [];
  return digest === "" || Number(end) > source.size ? undefined : { end: Number(end), digest };
}

/** True when the parts have come back. When they have not, what did is nothing. Pauses where it yields. */
export function bringProgressBack(
  place: ProgressPlace,
  progress: Progress,
  parts: Archived,
): Generator<undefined, boolean> {
  return bringBack(keptAt(place, progress), parts);
}

/** Pauses where it yields. */
export function keepProgress(place: ProgressPlace, progress: Progress, parts: Archived): Generator<undefined> {
  return keepAnyway(keptAt(place, progress), parts);
}

/** Whether it is worth keeping that a source was read up to `end`, when `known` bytes of that were known. */
export function isProgress(end: number, known: number): boolean {
  return end - known >= worthKeeping;
}

function keptAt({ source, name }: ProgressPlace, { end, digest }: Progress) {
  return { source, name, head: derivedHead(source, `${end} ${digest}`) };
}

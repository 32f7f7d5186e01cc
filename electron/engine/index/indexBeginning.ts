// What an index begins with: nothing, all of it from the cache, or the part of a cached one that still holds.

import type { PartSum } from "../scanner/blockSums.ts";
import { blockBytes, partOfBlock } from "../scanner/blockSums.ts";
import type { CapturePlan, Names, ScanState } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import { CheckedBlocks } from "./checkedBlocks.ts";
import type { GrowingDirectory } from "./directory.ts";
import { createDirectory } from "./directory.ts";
import { beginIndex, findIndex } from "./indexCache.ts";
import type { SavedIndex } from "./savedIndex.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { copyHead } from "./segmentFile.ts";
import type { KnownSums, SavedSums } from "./sumStore.ts";
import { checkPage, copyPage, createSumStore, pageBlocks } from "./sumStore.ts";

/** How the cache helped: nothing known, complete at once, continued, or thrown away since the transcript had changed. */
export type IndexOrigin = "new" | "cached" | "continued" | "truncated" | "replaced" | "rewritten";

export interface IndexBeginning {
  readonly origin: IndexOrigin;
  readonly file: SegmentFile;
  /** The segments in the file. */
  readonly directory: GrowingDirectory;
  /** Where scanning goes on; undefined at the transcript's begin. For a cached index, where it ended. */
  readonly at: { readonly state: ScanState; readonly names: Names } | undefined;
  /** Of the blocks before that place. */
  readonly sums: { readonly saved: SavedSums; readonly open?: PartSum } | undefined;
  /** Puts the finished index into the cache. */
  keep(): void;
  /** Removes an unfinished one. */
  drop(): void;
}

const nothing = (): void => {};

export function beginningOf(source: Source, plan: CapturePlan): IndexBeginning {
  const known = findIndex(source, plan);
  if (known.state === "valid") {
    const { facts, directory } = known.saved;
    const at = { state: facts.state, names: facts.names };
    const sums = { saved: facts.sums };
    return { origin: "cached", file: known.file, directory, at, sums, keep: nothing, drop: nothing };
  }
  if (known.state === "grown") {
    const continued = continueIndex(source, plan, known.saved, known.file);
    known.file.close();
    if (continued !== undefined) return continued;
  }
  const unfinished = beginIndex(source, plan);
  const origin = known.state === "changed" ? known.how : "new";
  return { origin, ...unfinished, directory: createDirectory(), at: undefined, sums: undefined };
}

/** Undefined when the older file cannot be read after all, or the transcript is not what it was. */
function continueIndex(
  source: Source,
  plan: CapturePlan,
  { facts, directory }: SavedIndex,
  older: SegmentFile,
): IndexBeginning | undefined {
  const { state } = facts.resume;
  const sums = sumsBefore(source, state.offset, facts.sums, older);
  if (sums === undefined) return undefined;
  directory.keepFirst(facts.resume.segments);
  const last = directory.length === 0 ? { at: 0, size: 0 } : directory.place(directory.length - 1);
  const unfinished = beginIndex(source, plan);
  try {
    copyHead(older, last.at + last.size, unfinished.file);
    const pages = sums.saved.pages.map((at) => {
      if (at >= last.at) return copyPage(older, at, unfinished.file);
      // One that turned out to be damaged later could not be made again: the transcript was written to since.
      checkPage(older, at);
      return at;
    });
    const at = { state, names: facts.names };
    const saved = { ...sums.saved, pages };
    return { origin: "continued", ...unfinished, directory, at, sums: { ...sums, saved } };
  } catch {
    unfinished.drop();
    unfinished.file.close();
    return undefined;
  }
}

/** The sums of the bytes before `end`. Those in its block are made again, from bytes that are still what they were. */
function sumsBefore(source: Source, end: number, { bytes, pages }: SavedSums, file: SegmentFile) {
  const damaged = (): never => {
    throw new Error("the sums are damaged");
  };
  const known = createSumStore({ file, saved: { bytes, pages }, again: damaged });
  const open = unlessUnreadable(() => sumOfLastBlock(source, known, end));
  if (open === undefined) return undefined;
  const pagesBefore = pages.slice(0, Math.ceil(Math.floor(end / blockBytes) / pageBlocks));
  return { saved: { bytes: end, pages: pagesBefore }, open };
}

function unlessUnreadable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The sum of the bytes before `end` in its block. Throws a SourceError when they are not what they were, or cannot be read now. */
export function sumOfLastBlock(source: Source, known: KnownSums, end = known.bytes()): PartSum {
  const length = end % blockBytes;
  const bytes = new Uint8Array(length);
  new CheckedBlocks(source, known).readInto(bytes, 0, length, end - length);
  return partOfBlock(bytes);
}

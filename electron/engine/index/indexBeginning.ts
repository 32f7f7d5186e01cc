// What an index begins with: nothing, all of it from the cache, or the part of a cached one that still holds.

import type { CapturePlan, Names, ScanState } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import type { GrowingDirectory } from "./directory.ts";
import { createDirectory } from "./directory.ts";
import { beginIndex, findIndex } from "./indexCache.ts";
import type { SavedIndex } from "./savedIndex.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { copyHead } from "./segmentFile.ts";

/** How the cache helped: nothing known, complete at once, continued, or thrown away since the transcript had changed. */
export type IndexOrigin = "new" | "cached" | "continued" | "truncated" | "replaced" | "rewritten";

export interface IndexBeginning {
  readonly origin: IndexOrigin;
  readonly file: SegmentFile;
  /** The segments in the file. */
  readonly directory: GrowingDirectory;
  /** Where scanning goes on; undefined at the transcript's begin. For a cached index, where it ended. */
  readonly at: { readonly state: ScanState; readonly names: Names } | undefined;
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
    return { origin: "cached", file: known.file, directory, at, keep: nothing, drop: nothing };
  }
  if (known.state === "grown") {
    const continued = continueIndex(source, plan, known.saved, known.file);
    known.file.close();
    if (continued !== undefined) return continued;
  }
  const unfinished = beginIndex(source, plan);
  const origin = known.state === "changed" ? known.how : "new";
  return { origin, ...unfinished, directory: createDirectory(), at: undefined };
}

/** Undefined when the older file cannot be read after all. */
function continueIndex(
  source: Source,
  plan: CapturePlan,
  { facts, directory }: SavedIndex,
  file: SegmentFile,
): IndexBeginning | undefined {
  directory.keepFirst(facts.resume.segments);
  const last = directory.length === 0 ? { at: 0, size: 0 } : directory.place(directory.length - 1);
  const unfinished = beginIndex(source, plan);
  try {
    copyHead(file, last.at + last.size, unfinished.file);
  } catch {
    unfinished.drop();
    unfinished.file.close();
    return undefined;
  }
  return { origin: "continued", ...unfinished, directory, at: { state: facts.resume.state, names: facts.names } };
}

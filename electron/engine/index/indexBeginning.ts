// What an index begins with: nothing, all of it from the cache, or the part of a cached one that still holds.

import type { CapturePlan, Names, ScanState } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import type { GrowingDirectory } from "./directory.ts";
import { createDirectory } from "./directory.ts";
import { beginIndex, findIndex } from "./indexCache.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { createTemporaryFile } from "./segmentFile.ts";

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

/** Throws when not even a temporary file can be made. */
export function beginningOf(source: Source, plan: CapturePlan): IndexBeginning {
  const known = findIndex(source, plan);
  if (known.state === "valid") {
    const { facts, directory } = known.saved;
    const at = { state: facts.state, names: facts.names };
    return { origin: "cached", file: known.file, directory, at, keep: nothing, drop: nothing };
  }
  if (known.state === "grown") {
    const { facts, directory } = known.saved;
    directory.keepFirst(facts.resume.segments);
    const last = directory.length === 0 ? { at: 0, size: 0 } : directory.place(directory.length - 1);
    const unfinished = beginIndex(source, plan, { file: known.file, bytes: last.at + last.size });
    known.file.close();
    const at = { state: facts.resume.state, names: facts.names };
    if (unfinished !== undefined) return { origin: "continued", ...unfinished, directory, at };
  }
  const unfinished = beginIndex(source, plan) ?? { file: createTemporaryFile(), keep: nothing, drop: nothing };
  const origin = known.state === "changed" ? known.how : "new";
  return { origin, ...unfinished, directory: createDirectory(), at: undefined };
}

import type { Failure } from "../../../shared/failure.ts";
import type { FilePlace } from "../source/source.ts";
import type { GrowingSpool } from "./growingSpool.ts";

/** A transcript's file as one that can be read by position and has lines: itself, or a spool. */
export interface ReadableFile extends FilePlace {
  /** A sentence about where the packed file ends early, or goes on with something else. */
  readonly notice: string | undefined;
  /** Why there is less of it than there should be. */
  readonly failure: Failure | undefined;
  /** What comes to its original is added to it. */
  readonly growing?: Pick<GrowingSpool, "endedAt"> | undefined;
  remove(): Promise<void>;
}

/** For a file that needs no spool: nothing is opened, and `remove` removes nothing. */
export function plainFile(place: FilePlace): ReadableFile {
  return { ...place, notice: undefined, failure: undefined, remove: async () => {} };
}

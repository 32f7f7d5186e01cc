import type { ReadIndex } from "../index/readIndex.ts";
import type { Source } from "../source/source.ts";
import type { Pieces } from "./search/pieceReader.ts";

/** Which records are errors: those of some kinds, and where levels or error members are read, those that the scanner has flagged. */
export interface ErrorRule {
  readonly isErrorKind: (kind: string) => boolean;
  /** False when no record can be flagged: the kinds tell all of it. */
  readonly hasLevels: boolean;
}

/** What a filter is evaluated on. */
export interface QueryContext {
  readonly index: ReadIndex;
  readonly source: Source;
  readonly errors: ErrorRule;
  /** Which records are pieces of a text. */
  readonly pieces: Pieces;
  /** False once the index does not grow any more. */
  readonly indexing: () => boolean;
  /** Resolves when it does not grow any more. */
  readonly whenIndexed: () => Promise<unknown>;
  /** True while the transcript is followed: records may come behind those that are indexed. */
  readonly follows: () => boolean;
  /** Resolves when some have come, or none will any more. */
  readonly whenGrown: () => Promise<unknown>;
}

import type { NamePattern } from "../../../shared/filter/namePattern.ts";
import type { TranscriptIndex } from "../index/transcriptIndex.ts";
import type { Source } from "../source/source.ts";

/** What a filter is evaluated on. */
export interface QueryContext {
  readonly index: TranscriptIndex;
  readonly source: Source;
  /** Patterns for the kinds that the transcript's format calls errors. */
  readonly errorKinds: readonly NamePattern[];
  /** False once the index does not grow any more. */
  readonly indexing: () => boolean;
  /** Resolves when it does not grow any more. */
  readonly whenIndexed: () => Promise<unknown>;
}

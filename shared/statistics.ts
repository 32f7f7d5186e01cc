// What fills a transcript and what took its time, as tables: of calls, of tokens, of bytes, of the longest records and silences.

import type { TokenSums } from "./summary.ts";

/** Rows of a table of tools. Of calls it is told how many there are (`toolCount`). */
export const mostToolRows = 500;
/** Rows of a table of the longest or the largest. */
export const mostLongest = 50;

/**
 * Calls of one tool, without those that another call's script made. All that are beyond the first 5,000 names are one
 * row, `(other tools)`.
 */
export interface ToolStatistics {
  readonly tool: string;
  /** Calls that are valid in the end. */
  readonly calls: number;
  readonly errors: number;
  /** Calls without a true result. */
  readonly open: number;
  /** Of calls whose beginning and result have times, in ms. Of more than 100, the middle ones are exact to one in a hundred. */
  readonly timed: number;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly max: number | undefined;
}

/** What the requests to one model took. */
export interface ModelStatistics {
  /** Empty: the file does not say which, or it is beyond the first `mostModels`. */
  readonly model: string;
  readonly requests: number;
  readonly tokens: TokenSums;
}

/** A call with the time from its begin to its result. */
export interface LongCall {
  /** The one that made it. */
  readonly record: number;
  readonly tool: string;
  readonly ms: number;
}

/** What one request to a model took, by the record that tells it. */
export interface LargeRequest {
  /** The one that tells its tokens last. */
  readonly record: number;
  /** Empty: the file does not say which. */
  readonly model: string;
  readonly tokens: TokenSums;
}

/** What the conversation tells. Only what is valid in the end counts, as in a summary. */
export interface CallStatistics {
  /** Most calls first, at most `mostToolRows`. */
  readonly tools: readonly ToolStatistics[];
  readonly toolCount: number;
  /** Most tokens first. */
  readonly models: readonly ModelStatistics[];
  /** Longest first, at most `mostLongest`. */
  readonly longestCalls: readonly LongCall[];
  /** Most tokens, in and out, first, at most `mostLongest`. */
  readonly largestRequests: readonly LargeRequest[];
}

/**
 * What the index alone tells, of all records, whether they are valid in the end or not. Nothing of it reads the
 * conversation.
 */
export interface FileStatistics {
  /** The records that name a tool, most bytes first, at most `mostToolRows`. */
  readonly tools: readonly { readonly tool: string; readonly records: number; readonly bytes: number }[];
  /** Longest first, at most `mostLongest`. */
  readonly longest: readonly { readonly record: number; readonly kind: string; readonly bytes: number }[];
  /**
   * Between a record and the one before it, where both have a time; longest first, at most `mostLongest`. `record` is
   * the one that ends it.
   */
  readonly silences: readonly { readonly record: number; readonly kind: string; readonly ms: number }[];
}

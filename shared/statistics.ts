// What fills a transcript and what took its time, as tables: of calls, of tokens, of bytes, of the longest records and silences.

import type { TokenSums } from "./summary.ts";

/** Rows of each table; what is beyond is counted. */
export const mostToolRows = 500;
export const mostLongest = 50;

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

export interface ModelStatistics {
  /** Empty: the file does not say which. */
  readonly model: string;
  readonly requests: number;
  readonly tokens: TokenSums;
}

export interface LongCall {
  /** The one that made it. */
  readonly record: number;
  readonly tool: string;
  readonly ms: number;
}

export interface LargeRequest {
  /** The one that tells its tokens last. */
  readonly record: number;
  /** Empty: the file does not say which. */
  readonly model: string;
  readonly tokens: TokenSums;
}

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

export interface FileStatistics {
  /** The records that name a tool, most bytes first, at most `mostToolRows`. */
  readonly tools: readonly { readonly tool: string; readonly records: number; readonly bytes: number }[];
  readonly longest: readonly { readonly record: number; readonly kind: string; readonly bytes: number }[];
  /** Between a record and the one before it, where both have a time. */
  readonly silences: readonly { readonly record: number; readonly kind: string; readonly ms: number }[];
}

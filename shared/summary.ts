// What happened in a transcript, as numbers: the object that `seekline summary --json` prints and the file panel shows. An
// unknown number is null, never 0.

import type { FormatName } from "./transcript.ts";

export type SessionEnd = "completed" | "failed" | "interrupted" | "open";

/** Sums over all requests to models that have a usage of their own in the file. A member that the file does not tell is missing. */
export interface TokenSums {
  /** With those read from and written to a cache. */
  readonly input?: number;
  readonly cachedInput?: number;
  readonly cacheWrite?: number;
  /** With reasoning. */
  readonly output?: number;
  readonly reasoning?: number;
}

export interface SummaryError {
  readonly record: number;
  readonly message: string;
}

/** A file that belongs to this one. */
export interface RelatedSource {
  readonly name: string;
  readonly relation: "base" | "sub-agent" | "output";
  readonly found: boolean;
}

export interface Summary {
  readonly format: FormatName;
  readonly sources: readonly RelatedSource[];
  /** Least and greatest time of all records, in milliseconds since 1970. */
  readonly started: number | null;
  readonly ended: number | null;
  /** The first 100. */
  readonly models: readonly string[];
  /** What a person or the calling program said, each once, on the line that is valid in the end. */
  readonly prompts: number;
  /** Messages of the model with visible text, on that line. */
  readonly answers: number;
  readonly toolCalls: number;
  /** Calls that failed by the best evidence in the file. */
  readonly toolErrors: number;
  /** Calls without a true result. */
  readonly openCalls: number;
  readonly subagents: number;
  readonly compactions: number;
  /** Prompts that were taken back, and those copied from another session. */
  readonly undone: number;
  readonly inherited: number;
  readonly tokens: TokenSums | null;
  /** What the file itself says it cost. */
  readonly cost: { readonly usd: number } | null;
  /** The last answer: its first 64 KiB. `bytes` is the whole text's length in UTF-8. */
  readonly result: { readonly text: string; readonly bytes: number; readonly cut: boolean } | null;
  /** The first 1,000 of `errorCount`. */
  readonly errors: readonly SummaryError[];
  readonly errorCount: number;
  /** Records that are no JSON. */
  readonly malformed: number;
  readonly end: SessionEnd;
}

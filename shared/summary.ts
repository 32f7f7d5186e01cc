// What happened in a transcript, as numbers: the object that `seekline summary --json` prints and the file panel shows. An
// unknown number is null, never 0.

import type { FormatName } from "./transcript.ts";

/**
 * By the last word of the file on it; `open`: nothing tells an end, so the session may go on, or its program was
 * killed.
 */
export type SessionEnd = "completed" | "failed" | "interrupted" | "open";

/** What the end of a session that is open waits for: the answer to a request, or the result of a call. */
export type Awaited = "answer" | "result";

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

/** What went wrong, in the transcript's own words, and where. */
export interface SummaryError {
  readonly record: number;
  readonly message: string;
  /** The related file that the record stands in; missing: the file itself. */
  readonly source?: string;
}

/**
 * What a file is to this one. `base`: history that stands there only; `origin`: the session whose history was copied into this
 * one; `later`: a file of the same session that takes turns of this one back; `output`: a result that was too long to
 * stand here; `packed`: this file once more, packed or unpacked.
 */
export type SourceRelation = "base" | "origin" | "later" | "sub-agent" | "output" | "packed";

/** A file that belongs to this one. */
export interface RelatedSource {
  readonly name: string;
  readonly relation: SourceRelation;
  readonly found: boolean;
  /** Whether its numbers are among those of the summary; only where related files were asked for. */
  readonly added?: boolean;
  /** Why it could not be added. */
  readonly problem?: string;
}

/**
 * Counts are exact over all of the file, and lists are bounded. Where nothing else is said, only what is valid in the
 * end counts.
 */
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
  /** Calls of whose results the file holds a part only. */
  readonly cutResults: number;
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
  /** Where the official client of AG-UI loses, doubles or moves something: the first 100 of `lostCount`. Of an AG-UI log only. */
  readonly lost: readonly SummaryError[];
  readonly lostCount: number;
  /** Records that are no JSON. */
  readonly malformed: number;
  readonly end: SessionEnd;
  /** null: its end is told, or the file does not show it. */
  readonly awaits: Awaited | null;
}

/** Missing files that a sentence names; the rest are counted. */
const namedFiles = 5;

/** What a summary lacks that stands in other files, in one sentence; undefined: nothing. */
export function describeMissing(sources: readonly RelatedSource[]): string | undefined {
  const missing = sources.filter(({ found }) => !found);
  if (missing.length === 0) return undefined;
  const names = missing.slice(0, namedFiles).map(({ name, relation }) => `${name} (${relation})`);
  const more = missing.length - names.length;
  const others = more === 0 ? "" : ` and ${more} more`;
  const [are, them] =
    missing.length === 1 ? ["A file that belongs to this one is", "it"] : ["Files that belong to this one are", "them"];
  return `${are} not beside it: ${names.join(", ")}${others}. Put ${them} there to have all of the session.`;
}

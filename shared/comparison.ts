// Two transcripts held against each other: the object that `seekline compare --json` prints. An unknown number is null.

import type { TokenSums } from "./summary.ts";
import type { FormatName } from "./transcript.ts";

/** A prompt, or a call of a tool, where it stands. */
export interface ComparedStep {
  readonly kind: "prompt" | "call";
  readonly record: number;
  readonly line: number;
  /** In milliseconds since 1970. */
  readonly time: number | null;
  /** Of a call. */
  readonly tool?: string;
  /** The beginning of what was said, or of the arguments. */
  readonly text: string;
}

/**
 * `only-a`, `only-b`: a step that the other one does not have there. `changed`: in one place, a call of the same tool with other
 * arguments, or another prompt.
 */
export interface StepDifference {
  readonly type: "only-a" | "only-b" | "changed";
  readonly a?: ComparedStep;
  readonly b?: ComparedStep;
}

/**
 * The numbers of one of the two, as `seekline summary` tells them; tokens, cost and duration are null where its file
 * does not tell them.
 */
export interface ComparedSide {
  readonly name: string;
  readonly format: FormatName;
  readonly prompts: number;
  readonly answers: number;
  readonly toolCalls: number;
  readonly toolErrors: number;
  readonly errors: number;
  readonly tokens: TokenSums | null;
  readonly cost: number | null;
  /** From the first record that has a time to the last one. */
  readonly durationMs: number | null;
  readonly filesChanged: number;
}

/** How often each of the two calls a tool, on the line that is valid in the end. */
export interface ComparedTool {
  readonly tool: string;
  readonly a: number;
  readonly b: number;
}

/** The first 1,000 of them, and how many there are. */
export interface ListedNames {
  readonly count: number;
  readonly first: readonly string[];
}

/** All that `seekline compare --json` prints. Counts are of everything, lists are bounded. */
export interface Comparison {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  /** Prompts and calls of the valid line, in order. */
  readonly steps: {
    readonly a: number;
    readonly b: number;
    readonly same: number;
    readonly changed: number;
    readonly onlyA: number;
    readonly onlyB: number;
  };
  /** Where the steps part first, counted from 0; a side that has ended there has no step. Null: they never do. */
  readonly firstDivergence: {
    readonly step: number;
    readonly a: ComparedStep | null;
    readonly b: ComparedStep | null;
  } | null;
  /** The first 1,000, in order. */
  readonly differences: readonly StepDifference[];
  /** The first 1,000, those whose numbers differ most in front. */
  readonly tools: readonly ComparedTool[];
  readonly files: { readonly both: ListedNames; readonly onlyA: ListedNames; readonly onlyB: ListedNames };
}

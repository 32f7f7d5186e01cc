// A format is one file that knows one family of transcripts: how to recognise it, which values the index wants of it, and
// how a record reads in one line. Adding one touches that file, its test and one line in formats.ts.

import type { FormatName } from "../../../shared/transcript.ts";
import type { CapturePlan } from "../scanner/indexScan.ts";

/** A record's value as far as its first bytes tell: parsed, and cut where they end. */
export type Head = unknown;

export interface Detection {
  /** From 0, not at all, to 1, without doubt. */
  readonly score: number;
  /** What was recognised, as a sentence for the user. */
  readonly reason: string;
}

export interface Format {
  readonly name: FormatName;
  /** Judges the first records of a transcript. */
  detect(sample: readonly Head[]): Detection;
  /** What the index wants; a format that guesses does so from the sample. */
  plan(sample: readonly Head[]): CapturePlan;
  /** Patterns for the kinds that mean something went wrong; * stands for any characters. */
  readonly errorKinds?: readonly string[];
  /** What a row shows of a record, in one line. */
  preview(head: Head): string;
}

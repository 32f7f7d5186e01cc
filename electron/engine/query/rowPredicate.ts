// What a condition is to who judges records: an answer for a whole segment from its summary where that is possible, and else a bit
// for each record.

import type { SegmentSummary } from "../index/segmentSummary.ts";
import type { Columns } from "../scanner/indexScan.ts";
import type { Bits } from "./bits.ts";
import { createBits, setBit } from "./bits.ts";

/** A segment as a predicate sees it. */
export interface JudgedSegment {
  readonly number: number;
  readonly summary: SegmentSummary;
  readonly firstRecord: number;
  /** Decodes them when they are first asked for. */
  readonly columns: () => Columns;
}

/** Which records of a segment pass. Bits belong to the receiver. */
export type Match = "all" | "none" | Bits;

export interface Predicate {
  /** From the summary (and what was found of the texts) alone; undefined when that does not decide it. */
  decide(segment: JudgedSegment): "all" | "none" | undefined;
  match(segment: JudgedSegment): Match;
}

export function rowPredicate(
  decide: Predicate["decide"],
  passes: (columns: Columns, firstRecord: number) => (row: number) => boolean,
): Predicate {
  return {
    decide,
    match: (segment) => decide(segment) ?? bitsWhere(segment.columns(), passes(segment.columns(), segment.firstRecord)),
  };
}

/** The records that pass, of the first ones. */
export function bitsWhere({ count }: Pick<Columns, "count">, passes: (row: number) => boolean): Bits {
  const bits = createBits();
  for (let row = 0; row < count; row++) if (passes(row)) setBit(bits, row);
  return bits;
}

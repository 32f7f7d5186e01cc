// What of a transcript is counted beside its kinds: roles, tools, states and sizes, each with a condition that gives exactly the
// records that are counted.

import { parseFilter } from "./filter/filter.ts";
import { printFilter } from "./filter/filterPrint.ts";
import { recordStates } from "./filter/filterTree.ts";

/** Records of one value with their bytes, and how many of them the filter lets pass. */
export interface FacetCount {
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
  readonly passing: number;
}

/** Values that no record has are left out. */
export interface FacetCounts {
  /** Most records first, at most `mostFacetNames` of each. */
  readonly roles: readonly FacetCount[];
  readonly tools: readonly FacetCount[];
  /** By `RecordState`, in the order of `recordStates`. */
  readonly states: readonly FacetCount[];
  /** By condition, smallest first. */
  readonly sizes: readonly FacetCount[];
}

/** A hostile transcript may have a tool on every line. */
export const mostFacetNames = 500;

/** Bytes from which on a record is of the next class. */
const sizeBounds = [0, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] as const;

/** Conditions such as `bytes:1kb..9999`, as a filter prints them. */
export const sizeClasses: readonly string[] = sizeBounds.map((from, at) => {
  const next = sizeBounds[at + 1];
  return printed(next === undefined ? `bytes>=${from}` : from === 0 ? `bytes<${next}` : `bytes:${from}..${next - 1}`);
});

/** The place in `sizeClasses`. */
export function sizeClassOf(bytes: number): number {
  return sizeBounds.findLastIndex((from) => bytes >= from);
}

/** Conditions such as `is:error`. */
export const stateConditions: readonly string[] = recordStates.map((state) =>
  printFilter({ type: "is", states: [state] }),
);

/** From where to where the class at a place reaches; `to` is not in it, and undefined for the last one. */
export function sizeRange(at: number): { readonly from: number; readonly to: number | undefined } {
  return { from: sizeBounds[at] ?? 0, to: sizeBounds[at + 1] };
}

function printed(condition: string): string {
  const parsed = parseFilter(condition);
  if (!parsed.ok) throw new Error(`${condition} is no filter`);
  return printFilter(parsed.value);
}

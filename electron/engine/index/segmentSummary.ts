// What is known of a segment without decoding it: enough to answer filters by kind, and to tell for most other filters
// that all or none of its records pass.

import type { Columns, RecordFlag } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import { kindLimit } from "./kindTotals.ts";

/** How many records have each of the numbers that occur, which stand in ascending order. */
export interface NumberCounts {
  readonly numbers: readonly number[];
  readonly counts: readonly number[];
}

/** Kinds that occur, and for each the records and their bytes. */
export interface KindCounts extends NumberCounts {
  readonly bytes: readonly number[];
}

/** More different roles or tools than this are not listed for a segment. */
export const mostListed = 64;

/**
 * What decides, without decoding a segment, whether a filter passes all of its records or none. Offsets are bytes in
 * the source, lines count from 1, times are ms since 1970.
 */
export interface SegmentSummary {
  /** Records: at least one. */
  readonly count: number;
  /** Byte offset of the first record, and the end of the last one. */
  readonly firstByte: number;
  readonly endByte: number;
  /** Lines of the first and the last record. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Bytes of the shortest and the longest record. */
  readonly shortest: number;
  readonly longest: number;
  /** Least and greatest known time, NaN when none is known; and how many records have no time. */
  readonly firstTime: number;
  readonly lastTime: number;
  readonly timeless: number;
  /** How many records have each flag. */
  readonly flagged: Readonly<Record<RecordFlag, number>>;
  readonly kinds: KindCounts;
  /** Number 0 stands for records without a role (or tool); undefined: too many to list, or some records have several tools. */
  readonly roles: NumberCounts | undefined;
  readonly tools: NumberCounts | undefined;
}

/** What the encoder finds out of a segment on its way (assembly/layout.ts). */
export interface EncodedFacts {
  /** Records of the same kind, tool, role and flags are of one shape. */
  readonly shapes: readonly ShapeTally[];
  /** Bytes of the shortest and the longest record, and the least and greatest time; NaN when none is known. */
  readonly extremes: Float64Array;
}

/** How many records are of one shape; `flags` are bits of `flagBit`, 0 for tool or role is none. */
export interface ShapeTally {
  readonly kind: number;
  readonly tool: number;
  readonly role: number;
  readonly flags: number;
  readonly hasTime: boolean;
  readonly records: number;
  readonly bytes: number;
}

/** Sums up one segment, which must hold a record, from what the encoder found. */
export function summarise(
  { count, offsets, lengths, lines, further }: Columns,
  { shapes, extremes }: EncodedFacts,
): SegmentSummary {
  const last = count - 1;
  const [shortest = 0, longest = 0, firstTime = Number.NaN, lastTime = Number.NaN] = extremes;
  const flagged = { malformed: 0, glued: 0, torn: 0, sidechain: 0, error: 0 };
  const kinds = new Map<number, number>();
  const kindBytes = new Map<number, number>();
  const roles = new Map<number, number>();
  const tools = new Map<number, number>();
  let timeless = 0;
  for (const { kind, tool, role, flags, hasTime, records, bytes } of shapes) {
    add(kinds, kind, records);
    add(kindBytes, kind, bytes);
    add(roles, role, records);
    add(tools, tool, records);
    if (!hasTime) timeless += records;
    for (const flag of recordFlags) if ((flags & flagBit[flag]) !== 0) flagged[flag] += records;
  }
  const kindsFound = inOrder(kinds);
  return {
    count,
    firstByte: offsets[0] ?? 0,
    endByte: (offsets[last] ?? 0) + (lengths[last] ?? 0),
    firstLine: lines[0] ?? 0,
    lastLine: lines[last] ?? 0,
    ...{ shortest, longest, firstTime, lastTime, timeless, flagged },
    kinds: { ...kindsFound, bytes: kindsFound.numbers.map((kind) => kindBytes.get(kind) ?? 0) },
    roles: listed(inOrder(roles)),
    // Which records those of further calls are is told by the columns alone.
    tools: further === undefined ? listed(inOrder(tools)) : undefined,
  };
}

const recordFlags = ["malformed", "glued", "torn", "sidechain", "error"] as const satisfies readonly RecordFlag[];

/** Counts the first `count` numbers of a column of roles or tools, however many there are. */
export function countNumbers(column: Uint8Array | Uint16Array, count: number): NumberCounts {
  const sums = new Uint32Array(kindLimit);
  for (let row = 0; row < count; row++) {
    const number = column[row] ?? 0;
    sums[number] = (sums[number] ?? 0) + 1;
  }
  return inOrder(new Map([...sums.entries()].filter(([, records]) => records > 0)));
}

function add(sums: Map<number, number>, number: number, more: number): void {
  sums.set(number, (sums.get(number) ?? 0) + more);
}

function inOrder(sums: ReadonlyMap<number, number>): NumberCounts {
  const numbers = [...sums.keys()].sort((a, b) => a - b);
  return { numbers, counts: numbers.map((number) => sums.get(number) ?? 0) };
}

function listed(found: NumberCounts): NumberCounts | undefined {
  return found.numbers.length > mostListed ? undefined : found;
}

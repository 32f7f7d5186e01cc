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
  /** Number 0 stands for records without a role (or tool); undefined: too many to list. */
  readonly roles: NumberCounts | undefined;
  readonly tools: NumberCounts | undefined;
}

// Working memory, all zero between two calls.
const kindCounts = new Uint32Array(kindLimit);
const kindBytes = new Float64Array(kindLimit);
const roleCounts = new Uint32Array(kindLimit);
const toolCounts = new Uint32Array(kindLimit);
const flagCounts = new Uint32Array(256);

/** Sums up one segment, which must hold a record. One loop, since its parts hide each other's waiting for memory. */
export function summarise(columns: Columns): SegmentSummary {
  const { count, offsets, lengths, lines, times, kinds, roles, tools, flags } = columns;
  const last = count - 1;
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  let firstTime = Number.NaN;
  let lastTime = Number.NaN;
  let timeless = 0;
  for (let row = 0; row < count; row++) {
    const kind = kinds[row] ?? 0;
    const role = roles[row] ?? 0;
    const tool = tools[row] ?? 0;
    const bits = flags[row] ?? 0;
    const length = lengths[row] ?? 0;
    const time = times[row] ?? Number.NaN;
    kindCounts[kind] = (kindCounts[kind] ?? 0) + 1;
    kindBytes[kind] = (kindBytes[kind] ?? 0) + length;
    roleCounts[role] = (roleCounts[role] ?? 0) + 1;
    toolCounts[tool] = (toolCounts[tool] ?? 0) + 1;
    flagCounts[bits] = (flagCounts[bits] ?? 0) + 1;
    if (length < shortest) shortest = length;
    if (length > longest) longest = length;
    if (Number.isNaN(time)) timeless++;
    else {
      if (!(time >= firstTime)) firstTime = time;
      if (!(time <= lastTime)) lastTime = time;
    }
  }
  const kindsFound = takeCounts(kindCounts);
  const bytes = kindsFound.numbers.map((kind) => kindBytes[kind] ?? 0);
  kindBytes.fill(0);
  return {
    count,
    firstByte: offsets[0] ?? 0,
    endByte: (offsets[last] ?? 0) + (lengths[last] ?? 0),
    firstLine: lines[0] ?? 0,
    lastLine: lines[last] ?? 0,
    ...{ shortest, longest, firstTime, lastTime, timeless },
    flagged: takeFlags(),
    kinds: { ...kindsFound, bytes },
    roles: listed(takeCounts(roleCounts)),
    tools: listed(takeCounts(toolCounts)),
  };
}

/** Counts the first `count` numbers of a column of roles or tools, however many there are. */
export function countNumbers(column: Uint8Array | Uint16Array, count: number): NumberCounts {
  for (let row = 0; row < count; row++) {
    const number = column[row] ?? 0;
    toolCounts[number] = (toolCounts[number] ?? 0) + 1;
  }
  return takeCounts(toolCounts);
}

function takeCounts(sums: Uint32Array): NumberCounts {
  const numbers: number[] = [];
  for (let number = 0; number < kindLimit; number++) if ((sums[number] ?? 0) > 0) numbers.push(number);
  const counts = numbers.map((number) => sums[number] ?? 0);
  sums.fill(0);
  return { numbers, counts };
}

function takeFlags(): SegmentSummary["flagged"] {
  const having = (bit: number): number =>
    flagCounts.reduce((sum, records, bits) => ((bits & bit) === 0 ? sum : sum + records), 0);
  const flagged = {
    malformed: having(flagBit.malformed),
    glued: having(flagBit.glued),
    torn: having(flagBit.torn),
    sidechain: having(flagBit.sidechain),
  };
  flagCounts.fill(0);
  return flagged;
}

function listed(found: NumberCounts): NumberCounts | undefined {
  return found.numbers.length > mostListed ? undefined : found;
}

// Where runs begin. A run is what stands together in the file: neighbouring records that are pieces of one text, by what the index
// holds of them (kind, flags, the hash of the pairing id); no payload is read. Whether a record goes on with the one before it is told
// by these two alone, so a run may be cut anywhere and put together again.

import type { Deltas } from "../../formats/deltas.ts";
import { deltasOf } from "../../formats/deltas.ts";
import type { SegmentDirectory } from "../../index/directory.ts";
import { kindLimit } from "../../index/kindTotals.ts";
import type { Columns } from "../../scanner/indexScan.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import type { Bits } from "../bits.ts";
import { createBits, setBit } from "../bits.ts";

/** By kind number, how its records fold. */
export type FoldTable = Uint8Array;

const folds = { never: 0, byId: 1, neighbours: 2 } as const;
/** What is damaged or went wrong is always seen by itself. */
const alone = flagBit.malformed | flagBit.torn | flagBit.error;

/** Kinds are numbered as they turn up: the table is brought up to date whenever it is asked for. */
export function createFoldTable(deltas: readonly Deltas[], kinds: () => readonly string[]): () => FoldTable {
  const table = new Uint8Array(kindLimit);
  let known = 0;
  return () => {
    const names = kinds();
    for (; known < names.length; known++) {
      const found = deltasOf(deltas, names[known] ?? "");
      table[known] = found === undefined ? folds.never : found.together === "id" ? folds.byId : folds.neighbours;
    }
    return table;
  };
}

/**
 * Whether a segment holds any record that `table` folds, by the kinds of its records alone: none is read. True does not say
 * that any two of them belong together.
 */
export function hasPieces(segments: Pick<SegmentDirectory, "eachKind">, segment: number, table: FoldTable): boolean {
  let found = false;
  segments.eachKind(segment, (kind) => {
    found ||= (table[kind] ?? 0) !== 0;
  });
  return found;
}

/** What is to be known of the record in front of a segment. */
export interface RecordBefore {
  readonly kind: number;
  readonly flags: number;
  /** Hash of the pairing id; 0: none. */
  readonly pair: number;
}

/** To be taken before the columns are decoded over; undefined of a segment without a record. */
export function lastOf(columns: Columns): RecordBefore | undefined {
  return recordAt(columns, columns.count - 1);
}

function recordAt({ kinds, flags, pairs }: Columns, row: number): RecordBefore | undefined {
  return row < 0 ? undefined : { kind: kinds[row] ?? 0, flags: flags[row] ?? 0, pair: pairs[row] ?? 0 };
}

/** A bit for each of the first `count` records that does not go on with the one before it. */
export function runStarts(columns: Columns, count: number, table: FoldTable, before: RecordBefore | undefined): Bits {
  const starts = createBits();
  markStarts(starts, columns, { from: 0, to: count }, table, before);
  return starts;
}

/** The same of the rows [from, to) only; `before` is the record in front of the segment. */
export function markStarts(
  starts: Bits,
  columns: Columns,
  { from, to }: { readonly from: number; readonly to: number },
  table: FoldTable,
  beforeAll: RecordBefore | undefined,
): void {
  const { kinds, flags, pairs } = columns;
  const before = from === 0 ? beforeAll : recordAt(columns, from - 1);
  // No kind has this number: what has nothing in front of it begins.
  let kindBefore = before?.kind ?? -1;
  let flagsBefore = before?.flags ?? 0;
  let pairBefore = before?.pair ?? 0;
  for (let row = from; row < to; row++) {
    const kind = kinds[row] ?? 0;
    const flag = flags[row] ?? 0;
    const pair = pairs[row] ?? 0;
    const how = kind === kindBefore && flag === flagsBefore && (flag & alone) === 0 ? (table[kind] ?? 0) : folds.never;
    const goesOn = how === folds.neighbours || (how === folds.byId && (pair === pairBefore || pair === 0));
    if (!goesOn) setBit(starts, row);
    kindBefore = kind;
    flagsBefore = flag;
    pairBefore = pair;
  }
}

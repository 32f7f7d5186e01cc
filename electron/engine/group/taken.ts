import type { View } from "../query/view.ts";
import { flagBit } from "../scanner/indexScan.ts";
import type { FileIdentity } from "../source/source.ts";

/** How far a transcript was taken into its group. */
export interface Taken {
  readonly identity: FileIdentity | undefined;
  readonly records: number;
  /** The last of these records. */
  readonly last: TakenRecord | undefined;
}

export interface TakenRecord {
  readonly offset: number;
  readonly length: number;
  /** Its line had no end. */
  readonly isTorn: boolean;
}

/** The first `records` of a view of all records. */
export function takenOf(view: View, records: number, identity: FileIdentity | undefined): Taken {
  return { identity, records, last: recordAt(view, records - 1) };
}

/**
 * The record from which on a transcript that is read again goes on from what was taken of it: that of a torn line is taken again when it
 * is longer now. Undefined: it is not what it was.
 */
export function goesOnFrom({ records, last }: Taken, view: View): number | undefined {
  if (last === undefined) return 0;
  const now = recordAt(view, records - 1);
  if (now?.offset !== last.offset) return undefined;
  if (now.length === last.length) return records;
  return last.isTorn && now.length > last.length ? records - 1 : undefined;
}

function recordAt(view: View, record: number): TakenRecord | undefined {
  let found: TakenRecord | undefined;
  if (record < 0) return undefined;
  view.visit(record, 1, (_, { offsets, lengths, flags }, row) => {
    const isTorn = ((flags[row] ?? 0) & flagBit.torn) !== 0;
    found = { offset: offsets[row] ?? 0, length: lengths[row] ?? 0, isTorn };
  });
  return found;
}

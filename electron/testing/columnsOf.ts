// Test support: a segment's columns from the facts of its records.

import { createColumns } from "../engine/index/ownColumns.ts";
import type { Columns } from "../engine/scanner/indexScan.ts";

export interface RecordFacts {
  /** Bytes from the end of the record before, and lines from its line. */
  readonly gap: number;
  readonly step: number;
  readonly length: number;
  /** NaN for none. */
  readonly time: number;
  readonly pair: number;
  readonly kind: number;
  readonly tool: number;
  readonly role: number;
  readonly flag: number;
}

/** The first record lies at 2^33 and on line 2^32, and so much further as it says. */
export function columnsOf(records: readonly RecordFacts[]): Columns {
  const columns = createColumns(records.length);
  let offset = 2 ** 33;
  let line = 2 ** 32;
  records.forEach((facts, row) => {
    offset += facts.gap;
    line += facts.step;
    columns.offsets[row] = offset;
    columns.lines[row] = line;
    columns.lengths[row] = facts.length;
    columns.times[row] = facts.time;
    columns.pairs[row] = facts.pair;
    columns.kinds[row] = facts.kind;
    columns.tools[row] = facts.tool;
    columns.roles[row] = facts.role;
    columns.flags[row] = facts.flag;
    offset += facts.length;
  });
  columns.count = records.length;
  columns.wholeTimes = records.every(({ time }) => Number.isNaN(time) || Number.isInteger(time));
  return columns;
}

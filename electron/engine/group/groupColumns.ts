// A segment of a group: the columns of an index and where each record is from, in one piece of memory, which is what is
// written and read. Nothing is packed, since neighbours are of different transcripts: 60 bytes a record.

import type { OwnColumns } from "../index/ownColumns.ts";
import { viewColumns } from "../index/ownColumns.ts";
import type { Origins } from "../scanner/indexScan.ts";

export interface GroupColumns extends OwnColumns {
  readonly origins: Origins;
}

export interface GroupSegment {
  readonly columns: GroupColumns;
  /** All of them. */
  readonly bytes: Uint8Array;
}

const ownBytes = 42;
/** Bytes per record: two numbers, the columns, a number of 16 bits. */
export const groupRecordBytes = 8 + 8 + ownBytes + 2;

/** Room for so many records; `count` is set to that. */
export function createGroupSegment(records: number): GroupSegment {
  const buffer = new ArrayBuffer(records * groupRecordBytes);
  const columns = viewColumns(buffer, records * 16, records);
  columns.count = records;
  return {
    bytes: new Uint8Array(buffer),
    columns: {
      ...columns,
      origins: {
        records: new Float64Array(buffer, 0, records),
        offsets: new Float64Array(buffer, records * 8, records),
        sources: new Uint16Array(buffer, records * (16 + ownBytes), records),
      },
    },
  };
}

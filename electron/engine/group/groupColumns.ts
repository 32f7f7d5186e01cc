// A segment of a group: the columns of an index and where each record is from, in one piece of memory, which is what is
// written and read; behind it stand the calls of records that hold several. Nothing is packed, since neighbours are of different
// transcripts: 62 bytes a record, and 8 for each further call.

import { furtherSize, readFurther, writeFurther } from "../index/furtherBytes.ts";
import type { OwnColumns } from "../index/ownColumns.ts";
import { columnFacts, viewColumns } from "../index/ownColumns.ts";
import type { Origins } from "../scanner/indexScan.ts";
import { segmentRecords } from "../scanner/indexScan.ts";
import type { GroupCalls } from "./groupCalls.ts";
import { SegmentCalls } from "./groupCalls.ts";
import { fact, noTime } from "./recordFacts.ts";

export interface GroupColumns extends OwnColumns {
  readonly origins: Origins;
}

export interface GroupSegment {
  readonly columns: GroupColumns;
  /** All of them. */
  readonly bytes: Uint8Array;
}

const ownBytes = 42;
/** Bytes per record: two numbers, the columns, two numbers of 16 bits. */
const groupRecordBytes = 8 + 8 + ownBytes + 2 + 2;
/** Records for which there is room at first. */
const firstRoom = 256;

/** Room for so many records, and so many bytes behind them; `count` is set to the records. */
function createGroupSegment(records: number, bytesBehind = 0): GroupSegment {
  const buffer = new ArrayBuffer(records * groupRecordBytes + bytesBehind);
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
        tools: new Uint16Array(buffer, records * (16 + ownBytes + 2), records),
      },
    },
  };
}

/** A segment as it was written: the bytes of so many records, and the calls behind them. */
export function readGroupSegment(records: number, bytes: number, readInto: (target: Uint8Array) => void): GroupSegment {
  const bytesBehind = bytes - records * groupRecordBytes;
  const segment = createGroupSegment(records, bytesBehind);
  readInto(segment.bytes);
  const further = bytesBehind === 0 ? undefined : readFurther(segment.bytes);
  return further === undefined ? segment : { ...segment, columns: { ...segment.columns, further } };
}

/** The segment to which records are added. */
export class OpenGroupSegment {
  #segment = createGroupSegment(firstRoom);
  #room = firstRoom;
  readonly #calls = new SegmentCalls();

  constructor() {
    this.columns.count = 0;
  }

  get columns(): GroupColumns {
    return this.#segment.columns;
  }

  get isFull(): boolean {
    return this.columns.count === segmentRecords;
  }

  /** `offset`: where the record would stand in one file of all. */
  add(facts: Float64Array, offset: number, calls: GroupCalls): void {
    if (this.columns.count === this.#room) this.#enlarge();
    const { columns } = this;
    const { origins } = columns;
    const at = columns.count++;
    const time = facts[fact.time] ?? noTime;
    columns.offsets[at] = offset;
    columns.lengths[at] = facts[fact.length] ?? 0;
    columns.lines[at] = facts[fact.line] ?? 0;
    columns.times[at] = time === noTime ? Number.NaN : time;
    columns.pairs[at] = facts[fact.pair] ?? 0;
    columns.kinds[at] = facts[fact.kind] ?? 0;
    columns.tools[at] = facts[fact.tool] ?? 0;
    columns.roles[at] = facts[fact.role] ?? 0;
    columns.flags[at] = facts[fact.flags] ?? 0;
    origins.records[at] = facts[fact.record] ?? 0;
    origins.offsets[at] = facts[fact.offset] ?? 0;
    origins.sources[at] = facts[fact.source] ?? 0;
    origins.tools[at] = facts[fact.called] ?? 0;
    calls.addTo(this.#calls, at, facts[fact.calls] ?? 0);
    if (this.#calls.count > 0 && columns.further === undefined) this.#showCalls();
  }

  /** All that it holds, in exactly its room. */
  whole(): GroupSegment {
    const { count, further } = this.columns;
    if (further === undefined) return count === this.#room ? this.#segment : this.#copy(count);
    const { bytes, columns } = this.#copy(count, furtherSize(further));
    writeFurther(bytes, further);
    return { bytes, columns: { ...columns, further } };
  }

  #showCalls(): void {
    const { bytes, columns } = this.#segment;
    this.#segment = { bytes, columns: { ...columns, further: this.#calls } };
  }

  #enlarge(): void {
    const { count } = this.columns;
    this.#room = Math.min(2 * this.#room, segmentRecords);
    this.#segment = this.#copy(this.#room);
    this.columns.count = count;
    if (this.#calls.count > 0) this.#showCalls();
  }

  #copy(room: number, bytesBehind = 0): GroupSegment {
    const { columns } = this;
    const copy = createGroupSegment(room, bytesBehind);
    const records = Math.min(room, columns.count);
    for (const name of columnFacts) copy.columns[name].set(columns[name].subarray(0, records));
    for (const name of ["records", "offsets", "sources", "tools"] as const) {
      copy.columns.origins[name].set(columns.origins[name].subarray(0, records));
    }
    return copy;
  }
}

// The order of a group: by time, those without one last, then by line, transcript and record. The facts of all records go
// through a sort outside of memory; no body is read.

import { RowSorter } from "../index/rowSorter.ts";
import type { RecordLabels } from "../query/recordLabels.ts";
import type { View } from "../query/view.ts";
import type { ScanState } from "../scanner/indexScan.ts";
import { flagBit, segmentRecords } from "../scanner/indexScan.ts";
import { createGroupSegment } from "./groupColumns.ts";
import type { GroupIndex } from "./groupIndex.ts";
import { GroupNames } from "./groupNames.ts";

/** A record as it is sorted: the first four say where it goes. */
const fact = {
  ...{ time: 0, line: 1, source: 2, record: 3 },
  ...{ offset: 4, length: 5, pair: 6, kind: 7, tool: 8, role: 9, flags: 10 },
} as const;
const keys = 4;
const factCount = 11;
/** Rows of a view that are looked at together. */
const rowsAtOnce = 8192;

export class MergedOrder {
  readonly names = new GroupNames();
  readonly #sorter = new RowSorter(factCount, keys);
  #records = 0;
  #longest = 0;
  #malformed = 0;
  #glued = 0;
  #firstTime: number | undefined;
  #lastTime: number | undefined;

  /** Takes the records of a transcript. */
  async take(source: number, view: View, labels: RecordLabels, signal: AbortSignal): Promise<void> {
    const numbers = this.names.numbersOf(labels);
    const areErrors = labels.kinds.map(labels.isErrorKind);
    // The sorter copies it: no object is made for a record.
    const facts = new Float64Array(factCount);
    const rows = view.rows();
    for (let from = 0; from < rows; from += rowsAtOnce) {
      view.visit(from, rowsAtOnce, (record, columns, row) => {
        const kind = columns.kinds[row] ?? 0;
        const time = columns.times[row] ?? Number.NaN;
        const flags = (columns.flags[row] ?? 0) | (areErrors[kind] === true ? flagBit.error : 0);
        const length = columns.lengths[row] ?? 0;
        facts[fact.time] = Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
        facts[fact.line] = columns.lines[row] ?? 0;
        facts[fact.source] = source;
        facts[fact.record] = record;
        facts[fact.offset] = columns.offsets[row] ?? 0;
        facts[fact.length] = length;
        facts[fact.pair] = columns.pairs[row] ?? 0;
        facts[fact.kind] = numbers.kinds[kind] ?? 0;
        facts[fact.tool] = numbers.tools[columns.tools[row] ?? 0] ?? 0;
        facts[fact.role] = numbers.roles[columns.roles[row] ?? 0] ?? 0;
        facts[fact.flags] = flags;
        this.#sorter.add(facts);
        this.#count(length, time, flags);
      });
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  }

  #count(length: number, time: number, flags: number): void {
    this.#records++;
    this.#longest = Math.max(this.#longest, length);
    if ((flags & flagBit.malformed) !== 0) this.#malformed++;
    if ((flags & flagBit.glued) !== 0) this.#glued++;
    if (Number.isNaN(time)) return;
    this.#firstTime = Math.min(time, this.#firstTime ?? time);
    this.#lastTime = Math.max(time, this.#lastTime ?? time);
  }

  /** Writes all records in order. To be asked for once. */
  async writeTo(index: GroupIndex, signal: AbortSignal): Promise<void> {
    let left = this.#records;
    let offset = 0;
    let at = 0;
    let segment = createGroupSegment(Math.min(left, segmentRecords));
    for (const row of this.#sorter.sorted()) {
      const { columns } = segment;
      const { origins } = columns;
      const time = row[fact.time] ?? Number.POSITIVE_INFINITY;
      const length = row[fact.length] ?? 0;
      columns.offsets[at] = offset;
      columns.lengths[at] = length;
      columns.lines[at] = row[fact.line] ?? 0;
      columns.times[at] = time === Number.POSITIVE_INFINITY ? Number.NaN : time;
      columns.pairs[at] = row[fact.pair] ?? 0;
      columns.kinds[at] = row[fact.kind] ?? 0;
      columns.tools[at] = row[fact.tool] ?? 0;
      columns.roles[at] = row[fact.role] ?? 0;
      columns.flags[at] = row[fact.flags] ?? 0;
      origins.records[at] = row[fact.record] ?? 0;
      origins.offsets[at] = row[fact.offset] ?? 0;
      origins.sources[at] = row[fact.source] ?? 0;
      offset += length + 1;
      left--;
      if (++at < columns.count) continue;
      index.append(segment);
      segment = createGroupSegment(Math.min(left, segmentRecords));
      at = 0;
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  }

  /** What was found so far, as a scan of all of it would say. */
  state(): ScanState {
    return {
      ...{ offset: 0, line: this.#records + 1, blank: 0, commas: 0, padding: 0 },
      ...{ glued: this.#glued, malformed: this.#malformed, longest: this.#longest },
      ...{ firstTime: this.#firstTime, lastTime: this.#lastTime, previousTime: undefined, backwards: 0 },
      kindsOverflowed: this.names.kinds.isFull,
      namesOverflowed: this.names.roles.isFull || this.names.tools.isFull,
    };
  }

  close(): void {
    this.#sorter.close();
  }
}

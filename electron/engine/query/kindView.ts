// The rows that pass a filter by kind, without a list of them: per segment a running sum of matching records (8 bytes per
// 32,768 records), so the row -> record question is a binary search over the sums and a count within one segment, and
// exact totals cost nothing. The view grows with the index.

import type { Filter } from "../../../shared/filter.ts";
import { acceptsKind } from "../../../shared/filter.ts";
import type { SegmentEntry } from "../index/directory.ts";
import { kindLimit } from "../index/directory.ts";
import type { TranscriptIndex } from "../index/transcriptIndex.ts";
import type { Columns } from "../scanner/indexScan.ts";

/** A run of records to be copied: `records` of them, `length` bytes at `offset`, with one newline between each two. */
export interface RecordRange {
  readonly offset: number;
  readonly length: number;
  readonly records: number;
}

export interface View {
  /** Matching records indexed so far. */
  readonly rows: () => number;
  /** Their bytes, newlines not counted. */
  readonly bytes: () => number;
  /** Calls back for rows `from` on, at most `count`. `index` is the record's place in the columns, valid during the call. */
  visit(from: number, count: number, onRow: (record: number, columns: Columns, index: number) => void): void;
  /** The number of matching records before this one: its row, or that of the next match. */
  rowOf(record: number): number;
  /** True when the record passes. Cheap for readers that go through the records in order. */
  accepts(record: number): boolean;
  /** All matching records as runs, in file order; at least one run per segment that has a match. */
  ranges(): Generator<RecordRange, void, undefined>;
}

export function createKindView(index: TranscriptIndex, filter: Filter): View {
  const all = filter.type === "all";
  const accepted = new Uint8Array(kindLimit);
  let known = 0;
  /** Kinds are numbered as they turn up, so a wildcard must be asked again for new ones. */
  const learn = (): void => {
    const names = index.kinds();
    for (; known < names.length; known++) accepted[known] = acceptsKind(filter, names[known] ?? "") ? 1 : 0;
  };
  const sums = createSums();
  const refresh = (): void => {
    learn();
    const segments = index.segments();
    for (let segment = sums.length(); segment < segments.length; segment++) {
      const entry = segments[segment];
      if (entry !== undefined) sums.push(matching(entry, accepted));
    }
  };
  const openMatches = (): { readonly rows: number; readonly bytes: number } => {
    const { count, kinds, lengths } = index.open();
    let rows = 0;
    let bytes = 0;
    for (let row = 0; row < count; row++) {
      if (accepted[kinds[row] ?? 0] !== 1) continue;
      rows++;
      bytes += lengths[row] ?? 0;
    }
    return { rows, bytes };
  };

  return {
    rows: () => {
      if (all) return index.records();
      refresh();
      return sums.total() + openMatches().rows;
    },
    bytes: () => {
      refresh();
      return sums.bytes() + openMatches().bytes;
    },
    accepts: (record) => {
      if (all) return true;
      learn();
      const segment = index.segmentOf(record);
      const { kinds } = index.columns(segment);
      return accepted[kinds[record - index.firstRecord(segment)] ?? 0] === 1;
    },
    visit: (from, count, onRow) => {
      refresh();
      let segment = all ? index.segmentOf(from) : sums.find(from);
      let skip = from - (all ? index.firstRecord(segment) : sums.before(segment));
      let left = count;
      const segments = index.segments().length;
      for (; left > 0 && segment <= segments; segment++) {
        const columns = index.columns(segment);
        const first = index.firstRecord(segment);
        for (let row = all ? skip : 0; row < columns.count && left > 0; row++) {
          if (accepted[columns.kinds[row] ?? 0] !== 1) continue;
          if (!all && skip-- > 0) continue;
          onRow(first + row, columns, row);
          left--;
        }
        skip = 0;
      }
    },
    rowOf: (record) => {
      if (all) return Math.min(record, index.records());
      refresh();
      const segment = index.segmentOf(record);
      const { count, kinds } = index.columns(segment);
      const end = Math.min(record - index.firstRecord(segment), count);
      let before = sums.before(segment);
      for (let row = 0; row < end; row++) before += accepted[kinds[row] ?? 0] ?? 0;
      return before;
    },
    ranges: function* () {
      refresh();
      for (let segment = 0; segment <= index.segments().length; segment++) {
        if (segment < index.segments().length && sums.rowsOf(segment) === 0) continue;
        yield* runs(index.columns(segment), accepted);
      }
    },
  };
}

function matching(entry: SegmentEntry, accepted: Uint8Array): { readonly rows: number; readonly bytes: number } {
  let rows = 0;
  let bytes = 0;
  for (let index = 0; index < entry.kinds.length; index++) {
    if (accepted[entry.kinds[index] ?? 0] !== 1) continue;
    rows += entry.counts[index] ?? 0;
    bytes += entry.bytes[index] ?? 0;
  }
  return { rows, bytes };
}

/** Neighbours with exactly one newline between them are one run. The list is made at once, since columns are reused. */
function runs({ count, kinds, offsets, lengths, lines }: Columns, accepted: Uint8Array): RecordRange[] {
  const found: RecordRange[] = [];
  let offset = -1;
  let end = -1;
  let line = 0;
  let records = 0;
  for (let row = 0; row < count; row++) {
    if (accepted[kinds[row] ?? 0] !== 1) continue;
    const start = offsets[row] ?? 0;
    const thisLine = lines[row] ?? 0;
    if (records > 0 && start === end + 1 && thisLine === line + 1) records++;
    else {
      if (records > 0) found.push({ offset, length: end - offset, records });
      offset = start;
      records = 1;
    }
    end = start + (lengths[row] ?? 0);
    line = thisLine;
  }
  if (records > 0) found.push({ offset, length: end - offset, records });
  return found;
}

/** Running sums in typed arrays that double: entry i holds the matches of segments 0 to i. */
function createSums() {
  let rows = new Float64Array(64);
  let length = 0;
  let bytes = 0;
  const upTo = (segment: number): number => (segment < 0 ? 0 : (rows[Math.min(segment, length - 1)] ?? 0));
  return {
    length: () => length,
    total: () => upTo(length - 1),
    bytes: () => bytes,
    before: (segment: number) => upTo(segment - 1),
    rowsOf: (segment: number) => upTo(segment) - upTo(segment - 1),
    push: (added: { readonly rows: number; readonly bytes: number }) => {
      if (length === rows.length) {
        const larger = new Float64Array(length * 2);
        larger.set(rows);
        rows = larger;
      }
      rows[length] = upTo(length - 1) + added.rows;
      bytes += added.bytes;
      length++;
    },
    /** The segment that holds the row; `length` when it is behind them all. */
    find: (row: number) => {
      let low = 0;
      let high = length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((rows[middle] ?? 0) > row) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  };
}

// The index of several transcripts: their records in the order in which they happened, as if they stood one behind the other
// in one file (groupSource.ts). It is made of their own indexes, and asked as they are, so that rows, filters, counts, searches
// and jumps of a group are those of a transcript. Segments lie in a temporary file; in memory are their directory and four of them.

import { createDirectory } from "../index/directory.ts";
import { findKinds } from "../index/findKinds.ts";
import { addKind, createTotals } from "../index/kindTotals.ts";
import { createColumns } from "../index/ownColumns.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { createTemporaryFile } from "../index/temporaryFile.ts";
import type { Columns, ScanState } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import type { GroupColumns, GroupSegment } from "./groupColumns.ts";
import { createGroupSegment, groupRecordBytes } from "./groupColumns.ts";
import type { GroupNames } from "./groupNames.ts";
import { summariseGroupSegment } from "./groupSegmentSummary.ts";

const keptSegments = 4;
const noColumns = createColumns(0);

export interface GroupIndex extends ReadIndex {
  /** `columns` with where each record is from. */
  readonly groupColumns: (segment: number) => GroupColumns;
  /** Takes the records that follow. */
  append(segment: GroupSegment): void;
}

export interface GroupIndexParts {
  readonly source: Source;
  readonly sources: readonly string[];
  readonly names: GroupNames;
  readonly state: () => ScanState;
}

export function createGroupIndex({ source, sources, names, state }: GroupIndexParts): GroupIndex {
  const file = createTemporaryFile();
  const directory = createDirectory();
  const totals = createTotals();
  const kept: { readonly segment: number; readonly columns: GroupColumns }[] = [];

  const groupColumns = (segment: number): GroupColumns => {
    const at = kept.findIndex((one) => one.segment === segment);
    const [known] = at < 0 ? [undefined] : kept.splice(at, 1);
    const { columns } = known ?? read(segment);
    kept.unshift({ segment, columns });
    kept.length = Math.min(kept.length, keptSegments);
    return columns;
  };
  const read = (segment: number): GroupSegment => {
    const { at, size } = directory.place(segment);
    const opened = createGroupSegment(size / groupRecordBytes);
    file.readInto(opened.bytes, at);
    return opened;
  };
  const columns = (segment: number): Columns => (segment < directory.length ? groupColumns(segment) : noColumns);

  const index: GroupIndex = {
    source,
    sources,
    position: () => source.size,
    records: () => directory.records,
    state,
    segments: () => directory,
    summary: (segment) => directory.summary(segment),
    open: () => noColumns,
    segmentOf: (record) => directory.segmentOf(record),
    firstRecord: (segment) => directory.firstRecord(segment),
    columns,
    groupColumns,
    findKinds: (segment, accepted, skip, most) => findKinds(columns(segment), accepted, skip, most),
    totals: () => ({ counts: totals.counts.slice(), bytes: totals.bytes.slice() }),
    kinds: () => names.kinds.names,
    roles: () => names.roles.names,
    tools: () => names.tools.names,
    size: file.size,
    append: ({ columns: added, bytes }) => {
      const summary = summariseGroupSegment(added);
      directory.append({ at: file.append(bytes), size: bytes.length }, summary);
      const { numbers, counts, bytes: sums } = summary.kinds;
      for (const [place, kind] of numbers.entries()) addKind(totals, kind, counts[place] ?? 0, sums[place] ?? 0);
    },
    close: file.close,
  };
  return { ...index, inLines: lineByLine(index) };
}

/** A record stands on the line of its number, counted from 1. */
function lineByLine(index: GroupIndex): ReadIndex {
  let made: { readonly of: Columns; readonly columns: Columns } | undefined;
  return {
    ...index,
    summary: (segment) => {
      const first = index.firstRecord(segment);
      const summary = index.summary(segment);
      return { ...summary, firstLine: first + 1, lastLine: first + summary.count };
    },
    columns: (segment) => {
      const columns = index.columns(segment);
      if (made?.of === columns) return made.columns;
      const first = index.firstRecord(segment);
      const lines = Float64Array.from({ length: columns.count }, (_, row) => first + row + 1);
      made = { of: columns, columns: { ...columns, lines } };
      return made.columns;
    },
  };
}

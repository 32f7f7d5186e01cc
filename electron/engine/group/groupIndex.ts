// The index of several transcripts: their records in the order in which they happened, as if they stood one behind the other
// in one file (groupSource.ts). It is made of their own indexes, and asked as they are, so that rows, filters, counts, searches
// and jumps of a group are those of a transcript. Segments lie in a temporary file; in memory are their directory and four of them.

import { createDirectory } from "../index/directory.ts";
import { findKinds } from "../index/findKinds.ts";
import { addColumns, addKind, createTotals } from "../index/kindTotals.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { createTemporaryFile } from "../index/temporaryFile.ts";
import type { Source } from "../source/source.ts";
import type { GroupColumns, GroupSegment } from "./groupColumns.ts";
import { OpenGroupSegment, readGroupSegment } from "./groupColumns.ts";
import type { GroupNames } from "./groupNames.ts";
import { summariseGroupSegment } from "./groupSegmentSummary.ts";
import { lineByLine } from "./lineByLine.ts";
import { fact } from "./recordFacts.ts";
import type { RecordTotals } from "./recordTotals.ts";

const keptSegments = 4;

export interface GroupIndex extends ReadIndex {
  /** `columns` with where each record is from. */
  readonly groupColumns: (segment: number) => GroupColumns;
  /** Takes the record that follows, by its facts. */
  add(facts: Float64Array): void;
  /** Writes down what was added. More may follow. */
  seal(): void;
}

export interface GroupIndexParts {
  readonly source: Source;
  readonly sources: readonly string[];
  readonly names: GroupNames;
  readonly counted: RecordTotals;
}

/**
 * Records are added in the order in which they are to stand, and belong to the index from then on. Whoever made it
 * closes it, with its temporary file. Throws when there is no room for one.
 */
export function createGroupIndex({ source, sources, names, counted }: GroupIndexParts): GroupIndex {
  const file = createTemporaryFile();
  const directory = createDirectory();
  const totals = createTotals();
  const kept: { readonly segment: number; readonly columns: GroupColumns }[] = [];

  let open = new OpenGroupSegment();
  let bytes = 0;

  const groupColumns = (segment: number): GroupColumns => {
    if (segment >= directory.length) return open.columns;
    const at = kept.findIndex((one) => one.segment === segment);
    const [known] = at < 0 ? [undefined] : kept.splice(at, 1);
    const { columns } = known ?? read(segment);
    kept.unshift({ segment, columns });
    kept.length = Math.min(kept.length, keptSegments);
    return columns;
  };
  const read = (segment: number): GroupSegment => {
    const { at, size } = directory.place(segment);
    return readGroupSegment(directory.summary(segment).count, size, (target) => file.readInto(target, at));
  };
  const seal = (): void => {
    if (open.columns.count === 0) return;
    const whole = open.whole();
    const summary = summariseGroupSegment(whole.columns);
    directory.append({ at: file.append(whole.bytes), size: whole.bytes.length }, summary);
    const { numbers, counts, bytes: sums } = summary.kinds;
    for (const [place, kind] of numbers.entries()) addKind(totals, kind, counts[place] ?? 0, sums[place] ?? 0);
    open = new OpenGroupSegment();
  };

  const index: GroupIndex = {
    source,
    sources,
    position: () => bytes,
    records: () => directory.records + open.columns.count,
    state: () => counted.state(),
    segments: () => directory,
    summary: (segment) =>
      segment < directory.length ? directory.summary(segment) : summariseGroupSegment(open.columns),
    open: () => open.columns,
    segmentOf: (record) => directory.segmentOf(record),
    firstRecord: (segment) => directory.firstRecord(segment),
    columns: groupColumns,
    groupColumns,
    findKinds: (segment, accepted, skip, most) => findKinds(groupColumns(segment), accepted, skip, most),
    totals: () => {
      const all = { counts: totals.counts.slice(), bytes: totals.bytes.slice() };
      addColumns(all, open.columns);
      return all;
    },
    kinds: () => names.kinds.names,
    roles: () => names.roles.names,
    tools: () => names.tools.names,
    size: file.size,
    add: (facts) => {
      counted.count(facts);
      open.add(facts, bytes, names.calls);
      // Behind each record, a newline.
      bytes += (facts[fact.length] ?? 0) + 1;
      if (open.isFull) seal();
    },
    seal,
    close: file.close,
  };
  return { ...index, inLines: lineByLine(index) };
}

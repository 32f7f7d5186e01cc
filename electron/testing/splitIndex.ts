// Test support: an index whose segments hold a few records each, so that what happens between segments is tested with
// small transcripts. It grows when told to.

import { createDirectory } from "../engine/index/directory.ts";
import { findKinds } from "../engine/index/findKinds.ts";
import { createColumns } from "../engine/index/ownColumns.ts";
import type { ReadIndex } from "../engine/index/readIndex.ts";
import { createSegmentCodec } from "../engine/index/segmentCodec.ts";
import type { CapturePlan, Columns, FurtherCalls } from "../engine/scanner/indexScan.ts";
import { createIndexScan } from "../engine/scanner/indexScan.ts";
import type { Source } from "../engine/source/source.ts";

export interface SplitIndex {
  readonly index: ReadIndex;
  /** All records in one piece. */
  readonly all: Columns;
  /** Adds a segment. False: that was the last one. */
  grow(): boolean;
}

const codec = createSegmentCodec();

/** `sizes` are the records per segment, in turn. */
export function createSplitIndex(source: Source, plan: CapturePlan, sizes: readonly number[]): SplitIndex {
  const scan = createIndexScan(source, plan);
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  const all = part(scan.open(), 0, scan.open().count);
  const directory = createDirectory();
  const columns: Columns[] = [];
  const records = (): number => directory.records;
  const done = (): boolean => records() === all.count;
  const unused = (): never => {
    throw new Error("not part of a split index");
  };
  return {
    all,
    grow: () => {
      const from = records();
      const next = part(all, from, Math.min(all.count, from + (sizes[directory.length % sizes.length] ?? 1)));
      if (next.count > 0) {
        directory.append({ at: 0, size: 0 }, codec.encode(next).summary);
        columns.push(next);
      }
      return !done();
    },
    index: {
      source,
      position: () => (done() ? source.size : directory.length === 0 ? 0 : directory.endByte(directory.length - 1)),
      records,
      state: scan.state,
      segments: () => directory,
      summary: (segment) => directory.summary(segment),
      open: () => createColumns(0),
      segmentOf: (record) => directory.segmentOf(record),
      firstRecord: (segment) => directory.firstRecord(segment),
      columns: (segment) => columns[segment] ?? createColumns(0),
      findKinds: (segment, ...wanted) => findKinds(columns[segment] ?? createColumns(0), ...wanted),
      totals: unused,
      kinds: scan.kinds,
      roles: scan.roles,
      tools: scan.tools,
      size: () => 0,
      close: () => {},
    },
  };
}

function part(columns: Columns, from: number, to: number): Columns {
  const { offsets, lengths, lines, times, wholeTimes, pairs, kinds, tools, roles, flags, further } = columns;
  const calls = furtherPart(further, from, to);
  return {
    count: to - from,
    offsets: offsets.slice(from, to),
    lengths: lengths.slice(from, to),
    lines: lines.slice(from, to),
    times: times.slice(from, to),
    wholeTimes,
    pairs: pairs.slice(from, to),
    kinds: kinds.slice(from, to),
    tools: tools.slice(from, to),
    roles: roles.slice(from, to),
    flags: flags.slice(from, to),
    ...(calls === undefined ? {} : { further: calls }),
  };
}

function furtherPart(further: FurtherCalls | undefined, from: number, to: number): FurtherCalls | undefined {
  if (further === undefined) return undefined;
  const begin = further.rows.findIndex((row) => row >= from);
  const behind = further.rows.findIndex((row) => row >= to);
  const end = behind < 0 ? further.count : behind;
  if (begin < 0 || begin === end) return undefined;
  return {
    count: end - begin,
    rows: further.rows.slice(begin, end).map((row) => row - from),
    tools: further.tools.slice(begin, end),
    pairs: further.pairs.slice(begin, end),
  };
}

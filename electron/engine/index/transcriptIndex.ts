// The index of one transcript: a directory in memory, segments on disk, a few decoded segments at hand. It grows while
// `advance` is called and can be asked at any moment; the records since the last full segment are answered from the
// scanner's own columns.

import type { CapturePlan, Columns, ScanCounts } from "../scanner/indexScan.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import type { KindTotals, SegmentEntry } from "./directory.ts";
import { addColumns, addEntry, createTotals, segmentOf, summarise } from "./directory.ts";
import { SegmentEncoder } from "./segmentCodec.ts";
import type { OwnColumns } from "./segmentDecode.ts";
import { createColumns, decodeSegment } from "./segmentDecode.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { createSegmentFile } from "./segmentFile.ts";

/** Decoded segments kept, 3 MB each. A page of rows needs one, seldom two. */
const keptSegments = 4;

export interface TranscriptIndex {
  /** Scans up to one chunk more. False: the transcript's end has been reached and everything is in segments. */
  advance(): boolean;
  readonly complete: () => boolean;
  /** Bytes scanned. */
  readonly position: () => number;
  readonly records: () => number;
  readonly counts: () => ScanCounts;
  /** Full segments; while indexing, more records lie in `open()`. */
  readonly segments: () => readonly SegmentEntry[];
  /** Records behind the last segment. */
  readonly open: () => Columns;
  /** The segment of a record, `segments().length` for the open one. */
  readonly segmentOf: (record: number) => number;
  /** The number of a segment's first record. */
  readonly firstRecord: (segment: number) => number;
  /** The facts of one segment, `segments().length` for the open one. Valid until the next call of any method. */
  readonly columns: (segment: number) => Columns;
  /** Exact counts of all records so far, by kind number. */
  readonly totals: () => KindTotals;
  readonly kinds: () => readonly string[];
  readonly roles: () => readonly string[];
  readonly tools: () => readonly string[];
  /** Bytes of the index on disk. */
  readonly size: () => number;
  close(): void;
}

/** Begins an empty index; nothing is read before the first `advance`. Throws when no temporary file can be made. */
export function createTranscriptIndex(source: Source, plan: CapturePlan): TranscriptIndex {
  const scan = createIndexScan(source, plan);
  const file = createSegmentFile();
  const encoder = new SegmentEncoder();
  const entries: SegmentEntry[] = [];
  const sealed = createTotals();
  const scratch = createTotals();
  const decoded = createDecodedSegments(file);
  let complete = false;

  const seal = (columns: Columns): void => {
    if (columns.count === 0) return;
    const bytes = encoder.encode(columns);
    const place = { at: file.append(bytes), size: bytes.length, firstRecord: sealedRecords() };
    const entry = summarise(columns, place, scratch);
    entries.push(entry);
    addEntry(sealed, entry);
  };
  const sealedRecords = (): number => {
    const last = entries.at(-1);
    return last === undefined ? 0 : last.firstRecord + last.count;
  };
  const open = (): Columns => (complete ? { ...scan.open(), count: 0 } : scan.open());

  return {
    advance: () => {
      if (complete) return false;
      if (scan.step(source.size, seal)) return true;
      scan.finish(seal);
      seal(scan.open());
      complete = true;
      return false;
    },
    complete: () => complete,
    position: scan.position,
    records: () => sealedRecords() + open().count,
    counts: scan.counts,
    segments: () => entries,
    open,
    segmentOf: (record) => segmentOf(entries, record),
    firstRecord: (segment) => entries[segment]?.firstRecord ?? sealedRecords(),
    columns: (segment) => {
      const entry = entries[segment];
      return entry === undefined ? open() : decoded(segment, entry);
    },
    totals: () => {
      const totals = { counts: sealed.counts.slice(), bytes: sealed.bytes.slice() };
      addColumns(totals, open());
      return totals;
    },
    kinds: scan.kinds,
    roles: scan.roles,
    tools: scan.tools,
    size: file.size,
    close: file.close,
  };
}

/** Least recently used out first; the columns are reused, so that scrolling makes no garbage. */
function createDecodedSegments(file: SegmentFile): (segment: number, entry: SegmentEntry) => Columns {
  const kept: { segment: number; readonly columns: OwnColumns }[] = [];
  return (segment, entry) => {
    const found = kept.findIndex((one) => one.segment === segment);
    const one = (found >= 0 ? kept.splice(found, 1)[0] : kept.length >= keptSegments ? kept.pop() : undefined) ?? {
      segment: -1,
      columns: createColumns(),
    };
    if (one.segment !== segment) {
      one.segment = -1;
      if (!decodeSegment(file.read(entry.at, entry.size), one.columns))
        throw new Error(`index segment ${segment} is damaged`);
      one.segment = segment;
    }
    kept.unshift(one);
    return one.columns;
  };
}

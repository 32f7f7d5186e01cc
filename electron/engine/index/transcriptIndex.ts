// The index of one transcript: a directory in memory, segments on disk, a few decoded segments at hand. It grows while
// `advance` is called and can be asked at any moment; the records since the last full segment are answered from the
// scanner's own columns. When it is complete it is kept in the cache, and a later opening begins with it: at once when
// the transcript is the same, or at its last whole line when it has grown.

import type { CapturePlan, Columns, IndexScan, Names, ScanState } from "../scanner/indexScan.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import { createDecodedSegments } from "./decodedSegments.ts";
import type { KindTotals, SegmentEntry } from "./directory.ts";
import { addColumns, addEntry, createTotals, segmentOf, summarise } from "./directory.ts";
import { takeFingerprints } from "./fingerprint.ts";
import { beginIndex, findIndex } from "./indexCache.ts";
import { appendEnd } from "./savedIndex.ts";
import { SegmentEncoder } from "./segmentCodec.ts";
import { createColumns } from "./segmentDecode.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { createTemporaryFile } from "./segmentFile.ts";

export interface TranscriptIndex {
  /** Scans up to one chunk more. False: the transcript's end has been reached and everything is in segments. */
  advance(): boolean;
  readonly complete: () => boolean;
  /** How the cache helped: nothing known, complete from the start, continued, or thrown away since the file had changed. */
  readonly origin: "new" | "cached" | "continued" | "truncated" | "replaced" | "rewritten";
  /** Bytes scanned. */
  readonly position: () => number;
  readonly records: () => number;
  readonly state: () => ScanState;
  /** Segments so far; while indexing, more records lie in `open()`. */
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

/** What an index begins with. */
interface Beginning {
  readonly origin: TranscriptIndex["origin"];
  readonly file: SegmentFile;
  readonly entries: readonly SegmentEntry[];
  /** Undefined: there is nothing left to scan. */
  readonly scan: IndexScan | undefined;
  readonly state: ScanState | undefined;
  readonly names: Names;
  keep(): void;
  drop(): void;
}

const noColumns = createColumns(0);

/** Opens the index as far as the cache has it; nothing is scanned before the first `advance`. Throws when no file can be made. */
export function createTranscriptIndex(source: Source, plan: CapturePlan): TranscriptIndex {
  const { origin, file, scan, keep, drop, ...beginning } = begin(source, plan);
  const entries = [...beginning.entries];
  const encoder = new SegmentEncoder();
  const sealed = createTotals();
  const scratch = createTotals();
  for (const entry of entries) addEntry(sealed, entry);
  const decoded = createDecodedSegments(file);
  let complete = scan === undefined;
  let finalState = beginning.state;
  let resume = { segments: 0, state: scan?.state() };

  const sealedRecords = (): number => {
    const last = entries.at(-1);
    return last === undefined ? 0 : last.firstRecord + last.count;
  };
  const seal = (columns: Columns): void => {
    if (columns.count === 0) return;
    const bytes = encoder.encode(columns);
    const entry = summarise(
      columns,
      { at: file.append(bytes), size: bytes.length, firstRecord: sealedRecords() },
      scratch,
    );
    entries.push(entry);
    addEntry(sealed, entry);
    if (scan?.atLineStart()) resume = { segments: entries.length, state: scan.state() };
  };
  const open = (): Columns => (complete || scan === undefined ? noColumns : scan.open());
  const names = (): Names =>
    scan === undefined ? beginning.names : { kinds: scan.kinds(), roles: scan.roles(), tools: scan.tools() };
  const state = (): ScanState => finalState ?? scan?.state() ?? emptyState;

  const finish = (running: IndexScan): void => {
    running.finish(seal);
    const { segments, state: at = emptyState } = resume;
    seal(running.open());
    finalState = running.state();
    complete = true;
    // A file that was cut while it was read is not what its size says.
    if (source.identity === undefined || running.position() !== source.size) {
      drop();
      return;
    }
    const fingerprints = takeFingerprints(source, source.size, entries);
    const facts = { path: source.path, source: { size: source.size, ...source.identity, fingerprints } };
    appendEnd(file, { ...facts, state: finalState, resume: { segments, state: at }, names: names() }, entries);
    keep();
  };

  return {
    origin,
    advance: () => {
      if (complete || scan === undefined) return false;
      if (scan.step(source.size, seal)) return true;
      finish(scan);
      return false;
    },
    complete: () => complete,
    position: () => scan?.position() ?? source.size,
    records: () => sealedRecords() + open().count,
    state,
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
    kinds: () => names().kinds,
    roles: () => names().roles,
    tools: () => names().tools,
    size: file.size,
    close: () => {
      if (!complete) drop();
      file.close();
    },
  };
}

const emptyState: ScanState = {
  ...{ offset: 0, line: 1, blank: 0, glued: 0, malformed: 0, longest: 0, backwards: 0 },
  ...{ firstTime: undefined, lastTime: undefined, previousTime: undefined },
  ...{ kindsOverflowed: false, namesOverflowed: false },
};

function begin(source: Source, plan: CapturePlan): Beginning {
  const known = findIndex(source, plan);
  if (known.state === "valid") {
    const { facts, entries } = known.saved;
    const nothing = (): void => {};
    return {
      origin: "cached",
      file: known.file,
      entries,
      scan: undefined,
      state: facts.state,
      names: facts.names,
      keep: nothing,
      drop: nothing,
    };
  }
  if (known.state === "grown") {
    const { facts, entries } = known.saved;
    const kept = entries.slice(0, facts.resume.segments);
    const last = kept.at(-1);
    const unfinished = beginIndex(source, plan, {
      file: known.file,
      bytes: last === undefined ? 0 : last.at + last.size,
    });
    known.file.close();
    if (unfinished !== undefined) {
      const scan = createIndexScan(source, plan, { resume: { state: facts.resume.state, names: facts.names } });
      return { origin: "continued", ...unfinished, entries: kept, scan, state: undefined, names: facts.names };
    }
  }
  const unfinished = beginIndex(source, plan) ?? { file: createTemporaryFile(), keep: () => {}, drop: () => {} };
  const origin = known.state === "changed" ? known.how : "new";
  const names = { kinds: [], roles: [], tools: [] };
  return { origin, ...unfinished, entries: [], scan: createIndexScan(source, plan), state: undefined, names };
}

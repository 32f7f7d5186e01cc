// The index of one transcript: a directory in memory, segments on disk, a few decoded segments at hand. It grows while
// `advance` or `advanceInThreads` is at work and can be asked at any moment; the records since the last full segment are
// answered from the scanner's own columns. A complete index is kept in the cache, and a later opening begins with it: at
// once when the transcript is the same, or at a line near its old end when it has grown.

import { warn } from "../environment/warnings.ts";
import type { StretchSums } from "../scanner/blockSums.ts";
import type { CapturePlan, Columns, IndexScan, Names, ScanState } from "../scanner/indexScan.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { createCheckedSource } from "./checkedSource.ts";
import type { OpenSegment } from "./decodedSegments.ts";
import { findKinds } from "./findKinds.ts";
import type { IndexOrigin } from "./indexBeginning.ts";
import { beginningOf, sumOfLastBlock } from "./indexBeginning.ts";
import { forgetIndex } from "./indexCache.ts";
import { createJoiner } from "./joinRange.ts";
import { addColumns } from "./kindTotals.ts";
import { createLayeredFile } from "./layeredFile.ts";
import { createColumns } from "./ownColumns.ts";
import { emptyState } from "./rangeIndex.ts";
import type { ReadIndex } from "./readIndex.ts";
import { appendEnd } from "./savedIndex.ts";
import { rangeBytes, scanInThreads } from "./scanThreads.ts";
import { createSegmentRepair } from "./segmentRepair.ts";
import { createSegmentStore } from "./segmentStore.ts";
import { createSumRepair } from "./sumRepair.ts";
import type { KnownSums } from "./sumStore.ts";
import { createSumStore } from "./sumStore.ts";
import { createTemporaryFile } from "./temporaryFile.ts";
import { readyThreads, warmThreads } from "./threadPool.ts";
import type { Workshop } from "./workshops.ts";
import { giveBack, takeWorkshop } from "./workshops.ts";

/**
 * Owns its file, its scanner and its place in the cache, not the source. `advance` takes some ms and throws a
 * SourceError; between two calls all of `ReadIndex` may be asked.
 */
export interface TranscriptIndex extends ReadIndex {
  /** What the transcript's blocks add up to, as far as it is indexed. */
  readonly sums: KnownSums;
  /** Scans up to one chunk more. False: the transcript's end has been reached and everything is in segments. */
  advance(): boolean;
  /**
   * Goes on to another end, where a line begins: `advance` has more to do, and the open columns stay open. False: the file ended
   * inside of a line when it was indexed, or the index is lost, so it has to be indexed anew. Throws a SourceError when it was
   * rewritten.
   */
  grow(end: number): boolean;
  /** True when what is left is worth threads and can be handed to them now. */
  readonly suitsThreads: () => boolean;
  /**
   * Scans what is left in threads; `onJoined` is called as results come. Then, or when a thread fails, `advance` goes on
   * from there. Throws SourceError.
   */
  advanceInThreads(signal: AbortSignal, onJoined: () => void): Promise<void>;
  readonly complete: () => boolean;
  /** Part of it was damaged and cannot be made again: it has to be indexed anew. */
  readonly isLost: () => boolean;
  readonly origin: IndexOrigin;
  /** A segment, of `segments().length` the open one as it would be written now, to be asked more than once. Valid as `columns` is. */
  readonly opened: (segment: number) => OpenSegment;
}

function rewritten({ name }: Source): SourceError {
  return new SourceError({ code: "source-changed", name, change: "rewritten" });
}

const noColumns = createColumns(0);

/** Bytes whose sums are taken over together, when nobody asks for them before. */
const summedAtOnce = 8 * 1024 * 1024;

/** Where indexing stands: a scan at work here, results of threads being joined, or everything in segments. */
type Stage =
  | { readonly is: "scanning"; readonly scan: IndexScan }
  | ({ readonly is: "joining" | "complete" } & Reached);

/** What is known behind what was scanned. */
interface Reached {
  readonly state: ScanState;
  readonly names: Names;
  readonly position: number;
}

/** Opens the index as far as the cache has it; nothing is scanned before the first `advance`. Throws when no file can be made. */
export function createTranscriptIndex(source: Source, plan: CapturePlan): TranscriptIndex {
  const { origin, file: begun, directory, at, sums: before, keep, drop } = beginningOf(source, plan);
  const file = createLayeredFile(begun);
  let isDamaged = false;
  const onDamage = (): void => {
    if (!isDamaged) forgetIndex(source, plan);
    isDamaged = true;
    warn(
      `The kept index of “${source.name}” was damaged and has been thrown away. What is needed of it is read anew from the file.`,
    );
  };
  let isLost = false;
  const onLost = (): void => {
    isLost = true;
  };
  const again = createSumRepair(source, { isContinued: origin === "continued", onDamage, onLost });
  const sums = createSumStore({ file, ...before, again });
  const known: KnownSums = {
    bytes: () => {
      takeSums();
      return sums.bytes();
    },
    of: (block) => {
      takeSums();
      return sums.of(block);
    },
  };
  const checked = createCheckedSource(source, known);
  const repair = createSegmentRepair(checked, plan, directory, () => names(), { onDamage, onLost });
  const store = createSegmentStore(file, directory, repair);
  let workshop: Workshop | undefined;
  const workshopNow = (): Workshop => {
    workshop ??= takeWorkshop();
    return workshop;
  };
  let stage: Stage =
    origin === "cached" && at !== undefined
      ? { is: "complete", ...at, position: source.size }
      : { is: "scanning", scan: createIndexScan(source, plan, { resume: at, scanner: workshopNow().scanner }) };
  /** Whoever reads what was just scanned reads it against its sums. */
  const takeSums = (): void => {
    if (stage.is === "scanning" && stage.scan.position() > sums.bytes()) addSums(stage.scan.takeSums());
  };
  const addSums = (stretch: StretchSums): void => {
    if (!sums.append(stretch)) throw rewritten(source);
  };
  let grows = false;
  /** The last place behind a segment where a line begins: there a grown transcript is scanned on. */
  let resume = { segments: directory.length, state: at?.state ?? emptyState };

  const state = (): ScanState => (stage.is === "scanning" ? stage.scan.state() : stage.state);
  const names = (): Names =>
    stage.is === "scanning"
      ? { kinds: stage.scan.kinds(), roles: stage.scan.roles(), tools: stage.scan.tools() }
      : stage.names;
  const open = (): Columns => (stage.is === "scanning" ? stage.scan.open() : noColumns);
  const openAsWritten = (): OpenSegment => {
    const { codec } = workshopNow();
    const { bytes } = codec.encode(open());
    codec.open(bytes.length, (target) => target.set(bytes));
    return codec;
  };
  const seal = (scan: IndexScan, columns: Columns): void => {
    if (columns.count === 0) return;
    const { bytes, summary } = workshopNow().codec.encode(columns);
    store.append(bytes, summary);
    if (scan.atLineStart()) resume = { segments: directory.length, state: scan.state() };
  };
  const finish = (scan: IndexScan): void => {
    const take = (columns: Columns): void => seal(scan, columns);
    scan.finish(take);
    addSums(scan.takeSums());
    const atLastLine = resume;
    take(scan.open());
    complete({ state: scan.state(), names: names(), position: scan.position() }, atLastLine);
  };
  const complete = ({ state, names, position }: Reached, atLastLine: typeof resume): void => {
    stage = { is: "complete", state, names, position };
    giveBack(workshopNow());
    workshop = undefined;
    // A file that was cut while it was read is not what its size says.
    if (source.identity === undefined || position !== source.size) {
      drop();
      return;
    }
    const facts = { path: source.path, source: { size: source.size, ...source.identity }, sums: sums.save() };
    appendEnd(file, { ...facts, state, resume: atLastLine, names }, directory);
    keep();
  };

  const unlessLost = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      if (isLost) return undefined;
      throw error;
    }
  };
  /** From here on segments are added to a file that may be kept already, and the sums of its last block are begun again. */
  const beginGrowing = (): boolean => {
    if (stage.is !== "complete" || stage.position !== stage.state.offset) return false;
    const open = unlessLost(() => sumOfLastBlock(source, sums));
    if (open === undefined) return false;
    file.goOnIn(createTemporaryFile());
    sums.goOn(open);
    stage = { ...stage, is: "joining" };
    grows = true;
    return true;
  };

  return {
    source: checked,
    sums: known,
    origin,
    grow: (end) => {
      if (isLost || (!grows && !beginGrowing())) return false;
      source.growTo(end);
      return true;
    },
    advance: () => {
      if (stage.is === "complete") return false;
      if (stage.is === "joining" && stage.state.offset > source.size) {
        // Threads have scanned all, and nobody has ended the last line: nothing can begin behind it.
        complete(stage, resume);
        return false;
      }
      const { scanner } = workshopNow();
      const sumsFrom = sums.bytes();
      const scan =
        stage.is === "scanning" ? stage.scan : createIndexScan(source, plan, { resume: stage, scanner, sumsFrom });
      stage = { is: "scanning", scan };
      const isMore = scan.step(source.size, (columns) => seal(scan, columns));
      if (scan.position() - sumsFrom >= summedAtOnce) takeSums();
      if (isMore) return true;
      if (grows) takeSums();
      else finish(scan);
      return false;
    },
    suitsThreads: () => {
      // What comes little by little is scanned here.
      if (grows || stage.is !== "scanning" || source.descriptor === undefined) return false;
      const position = stage.scan.position();
      if (source.size - position <= rangeBytes) return false;
      warmThreads();
      if (readyThreads().length === 0 || !stage.scan.atLineStart()) return false;
      // Threads begin with the line that is being scanned; one that has been long already is better ended here.
      return position - stage.scan.state().offset <= rangeBytes;
    },
    advanceInThreads: async (signal, onJoined) => {
      const { descriptor } = source;
      if (stage.is !== "scanning" || descriptor === undefined) return;
      seal(stage.scan, stage.scan.open());
      addSums(stage.scan.takeSums());
      const joiner = createJoiner(source, plan, state(), names());
      const join = (): void => {
        const joined = joiner.state();
        stage = { is: "joining", state: joined, names: joiner.names(), position: Math.min(joined.offset, source.size) };
      };
      join();
      const from = joiner.state().offset;
      try {
        const scan = { source, descriptor, plan, from, sumsFrom: sums.bytes(), signal, workshop: workshopNow() };
        for await (const range of scanInThreads(scan)) {
          const joined = joiner.join(range);
          addSums(joined.sums);
          for (const segment of joined.segments) {
            store.append(segment.bytes, segment.entry);
            if (segment.resume !== undefined) resume = { segments: directory.length, state: segment.resume };
          }
          join();
          onJoined();
        }
      } catch (error) {
        // A thread that could not start or ran out of memory costs time only; a file that cannot be read is another matter.
        if (error instanceof SourceError) throw error;
      }
    },
    complete: () => stage.is === "complete",
    isLost: () => isLost,
    position: () => (stage.is === "scanning" ? stage.scan.position() : stage.position),
    records: () => directory.records + open().count,
    state,
    segments: () => directory,
    summary: (segment) =>
      segment < directory.length ? directory.summary(segment) : workshopNow().codec.encode(open()).summary,
    open,
    segmentOf: (record) => directory.segmentOf(record),
    firstRecord: (segment) => directory.firstRecord(segment),
    columns: (segment, from, until) => store.open(segment)?.decode(from, until) ?? open(),
    findKinds: (segment, accepted, skip, most) =>
      store.open(segment)?.findKinds(accepted, skip, most) ?? findKinds(open(), accepted, skip, most),
    opened: (segment) => store.open(segment) ?? openAsWritten(),
    totals: () => {
      const totals = store.totals();
      addColumns(totals, open());
      return totals;
    },
    kinds: () => names().kinds,
    roles: () => names().roles,
    tools: () => names().tools,
    size: file.size,
    close: () => {
      if (stage.is !== "complete" && !grows) drop();
      file.close();
      // Transcripts that are followed are opened and closed more often than the garbage collector looks.
      if (workshop !== undefined) giveBack(workshop);
      workshop = undefined;
    },
  };
}

// An opened transcript as everybody works with it: the command line, the engine process and the tests. One file
// (session.ts), or several as one (groupSession.ts).

import type { FacetCounts } from "../../shared/facets.ts";
import type { Filter } from "../../shared/filter/filter.ts";
import type { Result } from "../../shared/result.ts";
import type { RelatedRecords, Row, TurnAt } from "../../shared/rows.ts";
import type { FileStatistics } from "../../shared/statistics.ts";
import type {
  FilterNames,
  FormatChoice,
  KindCount,
  Overview,
  Progress,
  TimeOverview,
  WantedReading,
} from "../../shared/transcript.ts";
import type { RecordReading } from "./conversation/toldMeasures.ts";
import type { Group } from "./group/group.ts";
import type { KnownSums } from "./index/sumStore.ts";
import type { Listing } from "./query/fold/listing.ts";
import type { RecordLabels } from "./query/recordLabels.ts";
import type { View } from "./query/view.ts";
import type { Source } from "./source/source.ts";
import type { RecordPlace } from "./transcriptFacts.ts";

export interface OpenOptions extends WantedReading {
  /** What is written to its file later is taken in. */
  readonly follow?: boolean;
  /** It is one of a group: nobody asks what it waits for. */
  readonly isMember?: boolean;
}

/**
 * Everything may be asked while it is indexed, and says what is known then. Expected failures come as `Result`, or as a
 * SourceError thrown from what reads. Closed by who opened it, and its source with it.
 */
export interface Transcript {
  readonly name: string;
  /** What was indexed of it; of bytes that are others now, nothing is given. */
  readonly source: Source;
  /** How it is read; another one, once, when the index shows a better way. */
  readonly format: FormatChoice;
  /** A sentence for a file that looks wrong as a whole, or is read in another way than at first. */
  readonly notice: string | undefined;
  /** The same for one that looks wrong only. */
  readonly misfit: string | undefined;
  /** What the blocks of what was indexed add up to. */
  readonly sums: KnownSums;
  /** Of a group: what it is made of. */
  readonly group?: Group;
  progress(): Progress;
  /** Resolves when indexing is complete, has failed or was closed. */
  whenIndexed(): Promise<Progress>;
  /** Kinds with exact counts so far, most first. */
  kinds(): readonly KindCount[];
  /** Bytes of the index on disk. */
  indexBytes(): number;
  /** True when the whole index was found in the cache. */
  readonly cached: boolean;
  /** What a filter may name, as far as it has been counted. */
  completions(): FilterNames;
  /** The first record in file order whose time is this one or later. */
  firstRecordAt(time: number): number | undefined;
  /** The record that holds a byte, or the next one behind it; undefined: there is none (yet). */
  recordAtByte(byte: number): number | undefined;
  /** The same for a line, counted from 1. */
  recordAtLine(line: number): number | undefined;
  /** The records that share a record's pairing id. Pauses where it yields. */
  related(record: number): Generator<undefined, RelatedRecords>;
  /** Milliseconds by record, of those that begin something that ends. Pauses where it yields. */
  durations(records: readonly number[]): Generator<undefined, ReadonlyMap<number, number>>;
  /** The run or turn that a record belongs to; of a group, in its own transcript. Throws the signal's reason. */
  turnAt(record: number, signal?: AbortSignal): Promise<TurnAt>;
  /** How one record is read by itself. */
  readingOf(record: number): RecordReading;
  /** The whole file at a glance. Pauses where it yields. */
  overview(parts: number, view: View | undefined): Generator<undefined, Overview>;
  /** The same by the times of its records. Pauses where it yields. */
  timeOverview(parts: number, view: View | undefined): Generator<undefined, TimeOverview>;
  /** What its records are beside their kinds, and how many of them a view lets pass. Pauses where it yields. */
  facets(view: View): Generator<undefined, FacetCounts>;
  /** What fills it, by the index alone. Pauses where it yields. */
  fileStatistics(): Generator<undefined, FileStatistics>;
  /** The kinds of a view's records, as far as they are known. */
  kindsIn(view: View): readonly KindCount[];
  /** Opens a view; close it when it is no longer looked at. */
  query(filter: Filter): View;
  /** False when the transcript is read in a better way since the view was opened: it stays as it is, and is to be asked for anew. */
  isCurrent(view: View): boolean;
  /** Rows of a view from `from` on, at most `count`. Reads the beginning of each; throws a SourceError. */
  rows(view: View, from: number, count: number): readonly Row[];
  /** The rows of a view as a list shows them: with runs folded but for those of these records, if so wanted. */
  list(view: View, fold?: { readonly open: readonly number[] }): Listing;
  /** The same of a list. */
  listedRows(listing: Listing, from: number, count: number): readonly Row[];
  /** What the numbers in the columns of a view's records stand for. */
  labels(view: View): RecordLabels;
  /** Where a record lies; fails with `no-such-record`, also for one that is not indexed yet. */
  record(number: number): Result<RecordPlace>;
  /** Goes on or stops taking in what is written to the file; only where it was opened to be followed. */
  follow(on: boolean): void;
  /** Nothing is taken in until all functions that this has given are called: for work that needs the transcript as it is. */
  steady(): () => void;
  /**
   * Whatever is read of it now can be read on until the function that this gives is called, also when the transcript is read in a better
   * way meanwhile: for work that lets others run.
   */
  hold(): () => void;
  /** The same for `source` as it is now, and for nothing that is read later. */
  holdSource(): () => void;
  /**
   * Whether all whole lines of a source that this transcript has, or had, are as they are now: it was read anew since only because
   * its last line went on.
   */
  goesOnFrom(source: Source): boolean;
  /** Called when records have come behind those that were there. Gives the function that ends it. */
  onGrown(listener: () => void): () => void;
  /** Stops indexing and frees everything; the transcript must not be used any more. */
  close(): void;
}

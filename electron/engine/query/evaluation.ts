// Finds out which records pass, segment by segment from the front, in slices, so that other requests are served meanwhile.
// A segment is judged when the next one has begun or indexing has ended, and when every text of the filter has been
// searched for in it. While a search is still inside a segment, the records before its last hit are known already: the
// first hit of a long search is shown at once.

import type { Failure } from "../../../shared/failure.ts";
import type { KindTotals } from "../index/kindTotals.ts";
import { addKind, createTotals } from "../index/kindTotals.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import type { Bits } from "./bits.ts";
import { clearFrom, countBits, nextBit } from "./bits.ts";
import type { JudgedSegment, Match, Predicate } from "./rowPredicate.ts";
import type { RunningSums } from "./runningSums.ts";
import { createRunningSums } from "./runningSums.ts";
import type { RecordSearch, SearchedSegment } from "./search/recordSearch.ts";
import { searchFailureOf } from "./search/searchFailure.ts";
import type { SegmentMatches } from "./segmentMatches.ts";
import { createSegmentMatches } from "./segmentMatches.ts";

/** How long evaluation works before other requests are served. */
const sliceMs = 10;
/** Between two looks at an index that grows. */
const indexPauseMs = 20;
/** Between two updates of a segment that is being searched. */
const partPauseMs = 30;

/** What is known of the segment that is being searched: its first records. */
export interface KnownPart {
  readonly segment: number;
  /** Records of it that are decided. */
  readonly decided: number;
  readonly match: Match;
  readonly rows: number;
  readonly bytes: number;
}

export interface Evaluation {
  /** Matches of the segments that are known in full. */
  readonly matches: SegmentMatches;
  readonly sums: RunningSums;
  /** Of the same segments, by kind number. */
  readonly kinds: KindTotals;
  readonly part: () => KnownPart | undefined;
  readonly complete: () => boolean;
  readonly failure: () => Failure | undefined;
  /** All records are judged that the index had when indexing had ended; of a transcript that grows there may be more. */
  readonly hasCaughtUp: () => boolean;
  /** Resolves when the evaluation has caught up, has failed or was closed. */
  readonly whenEnded: Promise<void>;
  close(): void;
}

export interface EvaluationOptions {
  readonly index: ReadIndex;
  /** False once the index does not grow any more. */
  readonly indexing: () => boolean;
  readonly follows: () => boolean;
  readonly whenGrown: () => Promise<unknown>;
  readonly predicate: Predicate;
  readonly searches: readonly RecordSearch[];
}

export function startEvaluation(options: EvaluationOptions): Evaluation {
  const evaluator = new Evaluator(options);
  const whenEnded = Promise.race([evaluator.run(), evaluator.whenCaughtUp]);
  return {
    matches: evaluator.matches,
    sums: evaluator.sums,
    kinds: evaluator.kinds,
    part: () => evaluator.part,
    complete: () => evaluator.complete,
    failure: () => evaluator.failure,
    hasCaughtUp: () => evaluator.hasCaughtUp,
    whenEnded,
    close: () => evaluator.close(),
  };
}

class Evaluator {
  readonly matches = createSegmentMatches();
  readonly sums = createRunningSums();
  readonly kinds = createTotals();
  part: KnownPart | undefined;
  complete = false;
  failure: Failure | undefined;
  hasCaughtUp = false;
  readonly whenCaughtUp: Promise<void>;
  /**
   * Records that the index had when indexing had ended. Whoever waits for all of a transcript that grows waits for these: one that is written
   * faster than it is judged would keep him for ever.
   */
  #wanted: number | undefined;
  #tellCaughtUp = (): void => {};
  readonly #options: EvaluationOptions;
  #closed = false;
  #sliceEnd = 0;
  #partAt = 0;

  constructor(options: EvaluationOptions) {
    this.#options = options;
    this.whenCaughtUp = new Promise((resolve) => {
      this.#tellCaughtUp = resolve;
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.hasCaughtUp = false;
    this.matches.close();
    for (const search of this.#options.searches) search.close();
  }

  async run(): Promise<void> {
    try {
      this.#sliceEnd = performance.now() + sliceMs;
      for (let number = 0; await this.#isThere(number); number++) {
        this.complete = false;
        const segment = this.#segment(number);
        if (!(await this.#search(this.#searched(number, segment), segment))) return;
        this.#push(segment);
        if (performance.now() >= this.#sliceEnd) await this.#pause();
        if (this.#closed) return;
      }
      this.complete = !this.#closed;
      this.hasCaughtUp = this.complete;
    } catch (error) {
      this.failure = searchFailureOf(error);
    } finally {
      if (!this.complete) for (const search of this.#options.searches) search.close();
    }
  }

  /** Waits until a segment can be judged. False: there is none, and none will come. */
  async #isThere(number: number): Promise<boolean> {
    const { index, indexing, follows, whenGrown } = this.#options;
    while (!this.#closed) {
      const segments = index.segments().length;
      if (!indexing() && follows()) this.#judged(index.firstRecord(Math.min(number, segments)));
      if (number + 1 < segments) return true;
      if (!indexing()) {
        // Indexing that failed leaves records behind the last segment.
        if (!follows()) return number < segments || (number === segments && index.open().count > 0);
        if (number < segments) return true;
        const grown = whenGrown();
        if (!(await this.#judgeOpen(number))) return false;
        if (this.complete) await grown;
      } else await new Promise((resolve) => setTimeout(resolve, indexPauseMs));
      this.#sliceEnd = performance.now() + sliceMs;
    }
    return false;
  }

  /** Judges the records behind the last segment, which more may follow. False: it failed, or was closed meanwhile. */
  async #judgeOpen(number: number): Promise<boolean> {
    const { index } = this.#options;
    for (;;) {
      // They may have become a segment meanwhile.
      if (index.segments().length > number) return true;
      const known = this.part?.segment === number ? this.part.decided : 0;
      if (known === index.open().count) break;
      this.complete = false;
      const segment = this.#segment(number);
      if (!(await this.#search(this.#searched(number, segment), segment))) return false;
      if (index.segments().length > number) return true;
      const { count: decided } = segment.summary;
      this.part = { segment: number, decided, ...counted(this.#options.predicate.match(segment), segment, decided) };
      this.#judged(segment.firstRecord + decided);
    }
    this.complete = true;
    this.#judged(index.records());
    return true;
  }

  /** So many records are, from the first on. */
  #judged(records: number): void {
    this.#wanted ??= this.#options.index.records();
    if (records < this.#wanted || this.#closed) return;
    this.hasCaughtUp = true;
    this.#tellCaughtUp();
  }

  #searched(number: number, { summary }: JudgedSegment): SearchedSegment {
    return { number, count: summary.count, end: this.#endOf(number) };
  }

  #segment(number: number): JudgedSegment {
    const { index } = this.#options;
    return {
      number,
      summary: index.summary(number),
      firstRecord: index.firstRecord(number),
      columns: () => index.columns(number),
    };
  }

  #endOf(number: number): number {
    const { index } = this.#options;
    const segments = index.segments();
    if (number + 1 < segments.length) return segments.firstByte(number + 1);
    const { count, offsets } = index.open();
    const isBehind = number + 1 === segments.length && count > 0;
    return isBehind ? (offsets[0] ?? 0) : index.source.size;
  }

  /** False: it failed, or was closed meanwhile. */
  async #search(segment: SearchedSegment, judged: JudgedSegment): Promise<boolean> {
    const { searches } = this.#options;
    for (;;) {
      for (const { hits } of searches) hits.grow();
      const open = searches.filter((search) => !search.advance(segment));
      this.failure = searches.map(({ hits }) => hits.failure()).find((failure) => failure !== undefined);
      if (this.failure !== undefined || this.#closed) return false;
      if (open.length === 0) return true;
      this.#showPart(segment, judged);
      await Promise.race(open.map((search) => search.changed()));
      if (this.#closed) return false;
      // Hits that come one by one would otherwise keep everything else from its turn.
      await this.#pause();
    }
  }

  async #pause(): Promise<void> {
    await new Promise(setImmediate);
    this.#sliceEnd = performance.now() + sliceMs;
  }

  #showPart({ number }: SearchedSegment, segment: JudgedSegment): void {
    const decided = Math.min(...this.#options.searches.map((search) => search.decided()));
    const isKnown = this.part?.segment === number && this.part.decided === decided;
    const now = performance.now();
    if (decided === 0 || isKnown || now < this.#partAt) return;
    this.#partAt = now + partPauseMs;
    const match = this.#options.predicate.match(segment);
    this.part = { segment: number, decided, ...counted(match, segment, decided) };
  }

  #push(segment: JudgedSegment): void {
    const { match, rows, bytes } = counted(this.#options.predicate.match(segment), segment, segment.summary.count);
    this.matches.push(match);
    this.sums.push({ rows, bytes });
    addMatching(this.kinds, match, segment);
    this.part = undefined;
  }
}

/** The match of the first `count` records, with their number and bytes. */
function counted(match: Match, segment: JudgedSegment, count: number): Omit<KnownPart, "segment" | "decided"> {
  if (match === "none") return { match, rows: 0, bytes: 0 };
  if (match === "all") {
    if (count < segment.summary.count) return { match, rows: count, bytes: bytesOf(segment, count) };
    return { match, rows: count, bytes: segment.summary.kinds.bytes.reduce((sum, bytes) => sum + bytes, 0) };
  }
  if (count < match.length * 32) clearFrom(match, count);
  const rows = countBits(match, count);
  if (rows === 0) return { match: "none", rows, bytes: 0 };
  if (rows === segment.summary.count) return counted("all", segment, count);
  return { match, rows, bytes: bytesOf(segment, count, match) };
}

function addMatching(totals: KindTotals, match: Match, { summary, columns }: JudgedSegment): void {
  if (match === "none") return;
  if (match === "all") {
    const { numbers, counts, bytes } = summary.kinds;
    for (const [place, kind] of numbers.entries()) addKind(totals, kind, counts[place] ?? 0, bytes[place] ?? 0);
    return;
  }
  const { kinds, lengths } = columns();
  for (let row = nextBit(match, 0, summary.count); row < summary.count; row = nextBit(match, row + 1, summary.count))
    addKind(totals, kinds[row] ?? 0, 1, lengths[row] ?? 0);
}

function bytesOf(segment: JudgedSegment, count: number, bits?: Bits): number {
  const { lengths } = segment.columns();
  let bytes = 0;
  if (bits === undefined) for (let row = 0; row < count; row++) bytes += lengths[row] ?? 0;
  else
    for (let row = nextBit(bits, 0, count); row < count; row = nextBit(bits, row + 1, count))
      bytes += lengths[row] ?? 0;
  return bytes;
}

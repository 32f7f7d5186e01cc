// A search in records that also finds a text which is spread over the pieces of one run: the records that hold it together pass. Ripgrep
// tells which lines may hold some of it (borderPattern.ts); only around these, runs are read, each piece where it stands, by the scanner. All
// else is left to the search in single records.
//
// A segment's last records may begin a match that the next one ends, so the scan goes on into that one, as far as a match may reach:
// pieces without a text reach for ever, so no further than a segment's length.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { ReadIndex } from "../../index/readIndex.ts";
import { countRecords } from "../../index/segmentCounts.ts";
import { segmentRecords } from "../../scanner/indexScan.ts";
import type { Source } from "../../source/source.ts";
import type { Bits } from "../bits.ts";
import { createBits, setBit } from "../bits.ts";
import type { RecordBefore } from "../fold/runStarts.ts";
import { createFoldTable, hasPieces, lastOf } from "../fold/runStarts.ts";
import { bordersOf, sampleOf, unitsBeforeAnchor } from "./borderAnchor.ts";
import { BorderMatcher } from "./borderMatcher.ts";
import type { BorderCondition } from "./borderPattern.ts";
import { CandidateRows } from "./candidateRows.ts";
import type { LineHits } from "./hitQueue.ts";
import type { Pieces } from "./pieceReader.ts";
import { PieceReader } from "./pieceReader.ts";
import type { RecordSearch, SearchedSegment } from "./recordSearch.ts";
import type { Reach, Stretch } from "./runRows.ts";
import { endsOf, RunRows } from "./runRows.ts";

/** How long rows that could be shown wait for a search of lines. From then on, runs are read until it has caught up. */
const patienceMs = 500;
/** Rows that are asked for at once behind a segment. */
const rowsAtOnce = 1024;

export interface SpreadOptions {
  readonly index: ReadIndex;
  readonly source: Source;
  readonly condition: TextCondition;
  readonly pieces: Pieces;
  readonly inRecords: RecordSearch;
  /**
   * Begins a search of lines, which is not done before there are pieces. Undefined where that takes longer than to read all runs. One that is
   * under way already says itself what it looks for (sharedSearch.ts).
   */
  readonly searchLines: ((condition: BorderCondition) => LineHits) | BorderHits | undefined;
}

/** Lines that may hold some of the text. */
export interface BorderHits {
  readonly borders: BorderCondition;
  readonly hits: LineHits;
}

/**
 * Finds what `inRecords` finds, too, and closes it. Costs a second search of lines, and reading the runs around its
 * hits; where there is none, reading all runs.
 */
export function createSpreadSearch(options: SpreadOptions): RecordSearch {
  return new SpreadSearch(options);
}

class SpreadSearch implements RecordSearch {
  readonly hits: RecordSearch["hits"];
  readonly #options: SpreadOptions;
  readonly #table: ReturnType<typeof createFoldTable>;
  readonly #matcher: BorderMatcher;
  readonly #reader: PieceReader;
  readonly #rows = new RunRows();
  #lines: LineHits | undefined;
  #candidates: CandidateRows | undefined;
  #reach: Reach;
  #patientUntil = 0;
  #segment = -1;
  #count = -1;
  /** Behind the segment before. */
  #before: RecordBefore | undefined;
  #restart: () => void = () => {};
  #next: { readonly before: RecordBefore | undefined; readonly restore: () => void };
  #found: Bits | undefined;
  #isDone = false;
  #working: Promise<void> | undefined;
  #failure: unknown;
  #closed = false;
  readonly #stop = new AbortController();

  constructor(options: SpreadOptions) {
    const { pieces, index, condition, inRecords } = options;
    this.#options = options;
    this.hits = inRecords.hits;
    this.#table = createFoldTable(pieces.deltas, index.kinds);
    this.#matcher = new BorderMatcher(condition, (from, to) => this.#mark(from, to));
    this.#reader = new PieceReader(options);
    this.#reach = { before: this.#matcher.reach, whole: this.#matcher.reach };
    this.#next = { before: undefined, restore: this.#matcher.save() };
  }

  readonly decided = (): number => (this.#isDone ? this.#options.inRecords.decided() : 0);
  readonly bits = (): Bits | undefined =>
    this.#isDone ? union(this.#options.inRecords.bits(), this.#found) : undefined;
  readonly changed = (): Promise<void> => this.#working ?? this.#options.inRecords.changed();

  close(): void {
    this.#closed = true;
    this.#stop.abort();
    this.#lines?.close();
    this.#options.inRecords.close();
  }

  advance(segment: SearchedSegment): boolean {
    const { inRecords } = this.#options;
    if (this.#failure !== undefined) throw this.#failure;
    const isSearched = inRecords.advance(segment);
    if (segment.number !== this.#segment || segment.count !== this.#count) this.#begin(segment);
    return isSearched && this.#isDone;
  }

  /** Undefined: all rows of runs are candidates. */
  #candidateRows({ number, end }: SearchedSegment): CandidateRows | undefined {
    const { index, condition, searchLines } = this.#options;
    if (this.#candidates !== undefined || searchLines === undefined) return this.#candidates;
    const borders =
      "borders" in searchLines ? searchLines.borders : bordersOf(condition, sampleOf(this.#options, number, end));
    this.#reach = { before: unitsBeforeAnchor(borders), whole: this.#matcher.reach };
    this.#lines = "hits" in searchLines ? searchLines.hits : searchLines(borders);
    this.#patientUntil = performance.now() + patienceMs;
    this.#candidates = new CandidateRows(index, this.#lines);
    return this.#candidates;
  }

  #begin(segment: SearchedSegment): void {
    if (this.#working !== undefined) return;
    if (segment.number !== this.#segment) this.#takeOver();
    this.#segment = segment.number;
    this.#count = segment.count;
    this.#found = undefined;
    this.#isDone = false;
    this.#working = this.#look(segment)
      .then(() => {
        this.#isDone = true;
      })
      .catch((error: unknown) => {
        if (!this.#closed) this.#failure = error;
      })
      .finally(() => {
        this.#working = undefined;
      });
  }

  /** What was begun behind the segment before is where the next one begins. */
  #takeOver(): void {
    this.#before = this.#next.before;
    this.#next.restore();
    this.#restart = this.#matcher.save();
  }

  async #look(segment: SearchedSegment): Promise<void> {
    const { number, count } = segment;
    if (this.#hasPieces(number)) {
      const isEnough = await this.#lookAround(segment, this.#candidateRows(segment));
      if (!isEnough && !this.#closed) {
        await this.#read(number, count, [{ from: 0, to: count }], createBits().fill(-1), true);
      }
    } else {
      this.#restart();
      this.#matcher.begin();
    }
    if (this.#closed) return;
    const last = lastOf(this.#options.index.columns(number, count - 1, count));
    this.#next = { before: last, restore: this.#matcher.save() };
    if (this.#hasPieces(number)) await this.#readOn(number + 1, last);
  }

  /** False: all rows have to be looked at. */
  async #lookAround(segment: SearchedSegment, rows: CandidateRows | undefined): Promise<boolean> {
    const candidates = await rows?.of(segment, () => this.#mayWait());
    if (candidates === undefined || this.#closed) return false;
    const { number, count } = segment;
    if (candidates !== "none") return this.#read(number, count, [{ from: 0, to: count }], candidates, false);
    return this.#read(number, count, endsOf(count, this.#matcher.reach), createBits(), false);
  }

  /** Ripgrep says nothing before it finds something. Whoever could see rows meanwhile does not wait for that for long. */
  #mayWait(): boolean {
    const { hits, bits } = this.#options.inRecords;
    const hasRows = bits() !== undefined || hits.peek() !== undefined;
    return !this.#closed && (!hasRows || performance.now() < this.#patientUntil);
  }

  #hasPieces(segment: number): boolean {
    const { index } = this.#options;
    if (segment >= index.segments().length) return true;
    return hasPieces(index.segments(), segment, this.#table());
  }

  /**
   * Hands the pieces around candidates to the matcher. False: one without a text stood among them, so a match may reach further. A segment
   * that has grown is read from its beginning.
   */
  async #read(
    segment: number,
    count: number,
    looked: readonly Stretch[],
    candidates: Bits,
    isAll: boolean,
  ): Promise<boolean> {
    const rows = this.#rows;
    const first = this.#options.index.firstRecord(segment);
    this.#restart();
    rows.begin();
    for (const part of looked) this.#load(segment, part, this.#before);
    let isEnough = true;
    for (const { from, to, last } of rows.around(candidates, count, this.#reach, this.#table())) {
      if (from > 0) this.#matcher.begin();
      await this.#reader.read(
        rows,
        from,
        to,
        (row, raw, at, length) => {
          if (rows.begins(row)) this.#matcher.begin();
          else if (length === 0) isEnough = isAll;
          const goesOn = this.#take(first + row, raw, at, length);
          return isEnough && (row <= last || (goesOn && !rows.begins(row)));
        },
        this.#stop.signal,
      );
      if (!isEnough || this.#closed) break;
    }
    return isEnough;
  }

  /** True when a match may hold the border in front of the piece. */
  #take(record: number, raw: Uint8Array | undefined, at: number, length: number): boolean {
    if (raw !== undefined) return length > 0 && this.#matcher.take(record, raw, at, length);
    this.#matcher.begin();
    return false;
  }

  #load(segment: number, part: Stretch, before: RecordBefore | undefined): void {
    // The row in front of them tells whether they go on with it.
    const columns = this.#options.index.columns(segment, Math.max(0, part.from - 1), part.to);
    this.#rows.take(columns, part, this.#table(), before);
  }

  /** Follows a run over the end of a segment, as far as a match may reach, but over no more records than a segment has. */
  async #readOn(next: number, beforeNext: RecordBefore | undefined): Promise<void> {
    const { index } = this.#options;
    const rows = this.#rows;
    // Each piece with a text takes one unit of it at least.
    let left = this.#matcher.reach;
    let records = 0;
    let before = beforeNext;
    for (let segment = next; segment <= index.segments().length; segment++) {
      const count = countRecords(index, segment);
      if (count === 0 || records >= segmentRecords) return;
      const first = index.firstRecord(segment);
      rows.begin();
      for (let from = 0; from < count; from += rowsAtOnce) {
        const to = Math.min(count, from + rowsAtOnce);
        this.#load(segment, { from, to }, before);
        let end = from;
        while (end < to && !rows.begins(end)) end++;
        if (end === from) return;
        const goesOn = await this.#reader.read(
          rows,
          from,
          end,
          (row, raw, at, length) => {
            this.#take(first + row, raw, at, length);
            if (length > 0) left--;
            return left > 0;
          },
          this.#stop.signal,
        );
        if (!goesOn || end < to || this.#closed) return;
      }
      records += count;
      before = lastOf(index.columns(segment, count - 1, count));
    }
  }

  /** Records of the segment before have been marked already, and those of the next one are when it is their turn. */
  #mark(from: number, to: number): void {
    this.#found ??= createBits();
    const first = this.#options.index.firstRecord(this.#segment);
    const last = Math.min(to, first + this.#count - 1);
    for (let record = Math.max(from, first); record <= last; record++) setBit(this.#found, record - first);
  }
}

function union(one: Bits | undefined, other: Bits | undefined): Bits | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const both = one.slice();
  for (let word = 0; word < both.length; word++) both[word] = (both[word] ?? 0) | (other[word] ?? 0);
  return both;
}

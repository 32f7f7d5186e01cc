// From lines with hits to records. Normally a line is one record, and the first record at or behind the line's start is
// it. What needs more care: white space before the record, lines without a record, and lines with several records or with
// bytes behind the indexed end, whose records are looked at one by one.
//
// Where most lines have a hit, they come as runs (hitQueue.ts): then all lines between two that have none are taken.
//
// The view goes through the segments in order, and so do the hits; `advance` brings a segment as far as the search is.

import type { RegexCondition, TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { ReadIndex } from "../../index/readIndex.ts";
import type { Columns } from "../../scanner/indexScan.ts";
import type { Source } from "../../source/source.ts";
import type { Bits } from "../bits.ts";
import { createBits, setBit } from "../bits.ts";
import { readRecordBytes } from "../recordBytes.ts";
import type { LineHits } from "./hitQueue.ts";
import { searchRecords } from "./singleRecords.ts";

/** A segment, and where its part of the transcript ends: with what stands before the next segment's first record. */
export interface SearchedSegment {
  readonly number: number;
  /** Records of it, so far. */
  readonly count: number;
  /** A byte of the source, behind the last one that is its own. */
  readonly end: number;
}

/**
 * What an evaluated view asks for one text or expression. What is decided stays; a bit may be set for any record before
 * `decided`. `advance` throws when a line cannot be looked at.
 */
export interface RecordSearch {
  /** Takes hits as far as they are there. True: the segment has been searched to its end. Call it with one segment after the other. */
  advance(segment: SearchedSegment): boolean;
  /** Records of the segment that are decided, from its first one on. */
  readonly decided: () => number;
  /** Those of them that hold the text; undefined for none. */
  readonly bits: () => Bits | undefined;
  readonly hits: LineHits;
  /** Resolves when `advance` may come further. */
  readonly changed: () => Promise<void>;
  close(): void;
}

export interface RecordSearchOptions {
  readonly index: ReadIndex;
  readonly source: Source;
  readonly condition: TextCondition | RegexCondition;
  readonly hits: LineHits;
}

/** What `commas` counts. */
const commas = [",", "[", "]"];

/**
 * `hits` gives the lines, and is closed with it. Of a text over several records there is nothing to find here: see
 * `createSpreadSearch`.
 */
export function createRecordSearch(options: RecordSearchOptions): RecordSearch {
  return new LineResolver(options);
}

class LineResolver implements RecordSearch {
  readonly hits: LineHits;
  readonly #index: ReadIndex;
  readonly #source: Source;
  readonly #condition: TextCondition | RegexCondition;
  #segment = -1;
  #bits: Bits | undefined;
  #decided = 0;
  /** The row that is next to be looked at. */
  #row = 0;
  /** The line of the last hit, which may have records in the next segment too. */
  #lastLine = -1;
  /** Rows of lines with hits that have to be looked at by themselves. */
  #unsure: number[] = [];
  #looking: Promise<void> | undefined;
  /** The last line start that was read: many empty lines may stand before one record. */
  #found = { segment: -1, row: -1, lineStart: 0 };
  #closed = false;
  readonly #mayFindCommas: boolean;

  constructor({ index, source, condition, hits }: RecordSearchOptions) {
    this.hits = hits;
    this.#mayFindCommas = condition.type === "regex" || commas.some((sign) => condition.text.includes(sign));
    this.#index = index;
    this.#source = source;
    this.#condition = condition;
  }

  readonly decided = (): number => this.#decided;
  readonly bits = (): Bits | undefined => this.#bits;
  readonly changed = (): Promise<void> => this.#looking ?? this.hits.changed();

  close(): void {
    this.#closed = true;
    this.hits.close();
  }

  advance(segment: SearchedSegment): boolean {
    if (this.#looking !== undefined) return false;
    if (segment.number !== this.#segment) this.#begin(segment);
    else if (this.#decided === segment.count) return true;
    this.#takeHits(segment);
    if (this.hits.peek() === undefined && !this.hits.ended()) {
      this.#decided = this.#unsure[0] ?? this.#row;
      return false;
    }
    if (this.#unsure.length > 0) {
      this.#looking = this.#lookAtUnsure(segment);
      // Whoever waits for it is told; after a close nobody does.
      this.#looking.catch(() => {});
      return false;
    }
    this.#decided = segment.count;
    return true;
  }

  #begin(segment: SearchedSegment): void {
    this.#segment = segment.number;
    this.#bits = undefined;
    this.#decided = 0;
    this.#row = 0;
    if (this.#lastLine >= 0 && this.#mayGoOn(segment.number)) this.#goOn(this.#index.columns(segment.number));
  }

  /** False when no record of the segment can stand on a line that begins before it. */
  #mayGoOn(segment: number): boolean {
    const segments = this.#index.segments();
    return segment >= segments.length || segments.flagged(segment, "glued") > 0;
  }

  #goOn({ count, lines }: Columns): void {
    while (this.#row < count && lines[this.#row] === this.#lastLine) this.#unsure.push(this.#row++);
  }

  #takeHits(segment: SearchedSegment): void {
    let columns: Columns | undefined;
    for (let from = this.hits.peek(); from !== undefined && from < segment.end; from = this.hits.peek()) {
      columns ??= this.#index.columns(segment.number);
      // What is left of a run is looked for in the next segment.
      if (!this.#takeRun(from, this.hits.until(), segment, columns)) return;
      this.hits.take();
    }
  }

  /** Takes the lines that begin in [from, to), or the one at `from` when both are equal. False when some of their records may stand in the next segment. */
  #takeRun(from: number, to: number, segment: SearchedSegment, columns: Columns): boolean {
    const { count, offsets } = columns;
    let row = firstFrom(columns, this.#row, from);
    this.#row = row;
    if (to === from) {
      if (row === count) return false;
      const isOnIt = offsets[row] === from || this.#lineStart(segment, columns, row) === from;
      if (isOnIt) this.#row = this.#takeLine(row, segment, columns);
      return true;
    }
    if (row < count && this.#beginsBefore(from, segment, columns, row)) row = lineEnd(columns, row);
    while (row < count && (offsets[row] ?? 0) < to) row = this.#takeLine(row, segment, columns);
    this.#row = row;
    return to <= segment.end;
  }

  /** True when a record at or behind `from` stands on a line that begins before it. */
  #beginsBefore(from: number, segment: SearchedSegment, columns: Columns, row: number): boolean {
    const { offsets, lines } = columns;
    const lineBefore = row > 0 ? lines[row - 1] : this.#lastLineBefore(segment.number);
    if (lineBefore === lines[row]) return true;
    // The usual case: `from` is one behind the begin of a line that is one record.
    if (row > 0 && offsets[row - 1] === from - 1) return false;
    return this.#lineStart(segment, columns, row) < from;
  }

  /** Takes the records of the line that a row begins; gives the row behind them. */
  #takeLine(row: number, segment: SearchedSegment, columns: Columns): number {
    const end = lineEnd(columns, row);
    this.#lastLine = columns.lines[row] ?? 0;
    if (end === row + 1 && !this.#needsLook(segment, columns, row)) {
      this.#bits ??= createBits();
      setBit(this.#bits, row);
    } else for (let each = row; each < end; each++) this.#unsure.push(each);
    return end;
  }

  /**
   * True for a record whose line holds more than it: another record in the next segment, bytes written since, or commas and
   * the like that the search may have found.
   */
  #needsLook(segment: SearchedSegment, columns: Columns, row: number): boolean {
    if (this.#mayFindSeparators()) return true;
    if (row < columns.count - 1) return false;
    const next = segment.number + 1;
    if (next < this.#index.segments().length) {
      return this.#mayGoOn(next) && this.#index.columns(next).lines[0] === columns.lines[row];
    }
    const end = (columns.offsets[row] ?? 0) + (columns.lengths[row] ?? 0);
    return end === this.#source.size && this.#source.currentSize() > end;
  }

  /** True when a hit may lie between records; what counts as padding may hold many texts (see assembly/separators.ts). */
  #mayFindSeparators(): boolean {
    const { commas, padding } = this.#index.state();
    return padding > 0 || (commas > 0 && this.#mayFindCommas);
  }

  /** Where a record's line begins: behind the last line break before it. No record stands in between. */
  #lineStart(segment: SearchedSegment, { offsets, lengths }: Columns, row: number): number {
    if (this.#found.segment === segment.number && this.#found.row === row) return this.#found.lineStart;
    const before = row > 0 ? (offsets[row - 1] ?? 0) + (lengths[row - 1] ?? 0) : this.#endBefore(segment.number);
    const whole = { offset: 0, length: this.#source.size };
    let end = offsets[row] ?? 0;
    while (end > before) {
      const bytes = readRecordBytes(this.#source, whole, Math.max(before, end - 4096), end);
      const newline = bytes.lastIndexOf(0x0a);
      end -= bytes.length - newline - 1;
      if (newline >= 0) break;
    }
    this.#found = { segment: segment.number, row, lineStart: end };
    return end;
  }

  #lastLineBefore(segment: number): number | undefined {
    return segment === 0 ? undefined : this.#index.summary(segment - 1).lastLine;
  }

  #endBefore(segment: number): number {
    return segment === 0 ? 0 : this.#index.segments().endByte(segment - 1);
  }

  async #lookAtUnsure(segment: SearchedSegment): Promise<void> {
    const { offsets, lengths } = this.#index.columns(segment.number);
    const rows = this.#unsure;
    const places = rows.map((row) => ({ offset: offsets[row] ?? 0, length: lengths[row] ?? 0 }));
    const found = await searchRecords(this.#source, this.#condition, places, () => this.#closed);
    this.#bits ??= createBits();
    for (const place of found) setBit(this.#bits, rows[place] ?? 0);
    this.#unsure = [];
    this.#looking = undefined;
  }
}

/** The row behind those on the same line as a row. */
function lineEnd({ count, lines }: Columns, row: number): number {
  let end = row + 1;
  while (end < count && lines[end] === lines[row]) end++;
  return end;
}

/** The first row from `from` on whose record begins at `start` or behind it. Usually a near one. */
function firstFrom({ offsets, count }: Columns, from: number, start: number): number {
  let low = from;
  let step = 1;
  while (low + step < count && (offsets[low + step] ?? 0) < start) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, count);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

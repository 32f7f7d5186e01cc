// From lines that may hold some of a spread text to rows. All records of such a line count, and one that goes on from the line before: too
// many do no harm, since each is looked at.

import type { ReadIndex } from "../../index/readIndex.ts";
import type { Columns } from "../../scanner/indexScan.ts";
import { SourceError } from "../../source/fileSource.ts";
import type { Bits } from "../bits.ts";
import { createBits, setBit } from "../bits.ts";
import { firstWhere } from "../firstWhere.ts";
import type { LineHits } from "./hitQueue.ts";
import type { SearchedSegment } from "./recordSearch.ts";

/** Between two looks at whether to wait on. */
const pauseMs = 50;

/** Asked for one segment after the other; for the last one again when it has grown. */
export class CandidateRows {
  readonly #index: ReadIndex;
  readonly #hits: LineHits;
  #segment = -1;
  #found: Bits | undefined;
  /** Where the last line stands of which records have been taken: more of it may stand in the next segment. */
  #lastLine = -1;

  constructor(index: ReadIndex, hits: LineHits) {
    this.#index = index;
    this.#hits = hits;
  }

  /**
   * Waits until the segment has been searched to its end, as long as it `mayWait`. `none`: it has no such row; undefined: that is not known
   * yet. Throws what the search failed of.
   */
  async of(segment: SearchedSegment, mayWait: () => boolean): Promise<Bits | "none" | undefined> {
    if (segment.number !== this.#segment) this.#begin(segment.number);
    for (;;) {
      this.#hits.grow();
      this.#take(segment);
      const failure = this.#hits.failure();
      if (failure !== undefined) throw new SourceError(failure);
      if (this.#hits.ended() || this.#hits.peek() !== undefined) return this.#found ?? "none";
      if (!mayWait()) return undefined;
      await changedOrLater(this.#hits);
    }
  }

  #begin(segment: number): void {
    this.#segment = segment;
    this.#found = undefined;
    if (this.#lastLine < 0) return;
    const columns = this.#index.columns(segment, 0, 1);
    if (columns.lines[0] === this.#lastLine) this.#markLine(0, this.#index.columns(segment));
  }

  #take({ number, end }: SearchedSegment): void {
    for (let from = this.#hits.peek(); from !== undefined && from < end; from = this.#hits.peek()) {
      const columns = this.#index.columns(number);
      const until = this.#hits.until();
      const first = rowAt(columns, from);
      // They may be records that are not indexed yet, or stand in the next segment.
      if (first === columns.count) return;
      let row = this.#markLine(first, columns);
      while (row < columns.count && (columns.offsets[row] ?? 0) < until) row = this.#markLine(row, columns);
      if (until > end) return;
      this.#hits.take();
    }
  }

  /** Marks a row and all that follow on its line; gives the row behind them. */
  #markLine(row: number, { count, lines }: Columns): number {
    const line = lines[row] ?? 0;
    this.#found ??= createBits();
    let end = row;
    for (; end < count && lines[end] === line; end++) setBit(this.#found, end);
    this.#lastLine = line;
    return end;
  }
}

/** The first row that ends behind a byte. */
function rowAt({ offsets, lengths, count }: Columns, byte: number): number {
  return firstWhere(count, (row) => (offsets[row] ?? 0) + (lengths[row] ?? 0) > byte);
}

async function changedOrLater(hits: LineHits): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, pauseMs);
  });
  await Promise.race([hits.changed(), later]);
  clearTimeout(timer);
}

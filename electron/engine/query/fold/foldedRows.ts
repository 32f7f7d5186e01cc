// A view with its runs folded: of each run, the records that pass are one row. What is kept is a running sum per segment (8 bytes for
// 32,768 records) and two facts about its border; a segment's rows are made again from its columns when they are asked for, a few are
// kept at hand. So a row's record, and a record's row, are found by a binary search and a count within one segment, at any size.
//
// Segments are taken in as the view knows them, in slices, always from the front; what is taken in never changes. Behind them lies a
// tail (records that are not in a segment yet, a segment that is being searched), which is made anew whenever it has grown.

import { countRecords } from "../../index/segmentCounts.ts";
import type { TranscriptIndex } from "../../index/transcriptIndex.ts";
import type { Bits } from "../bits.ts";
import { countBits, createBits, hasBit, setBit, skipBits } from "../bits.ts";
import type { Match } from "../rowPredicate.ts";
import { createRunningSums } from "../runningSums.ts";
import type { View } from "../view.ts";
import type { FoldTable, RecordBefore } from "./runStarts.ts";
import { lastOf, runStarts } from "./runStarts.ts";

/** Segments whose rows are at hand: 4 KB each. */
const keptSegments = 8;

type FoldedIndex = Pick<TranscriptIndex, "segments" | "open" | "columns" | "firstRecord" | "segmentOf">;
type FoldedView = Pick<View, "rows" | "rowOf" | "visit" | "passing">;

/** What reaches over a segment's border. */
interface Border {
  /** The record in front of it. */
  readonly before: RecordBefore | undefined;
  /** The run that its first record may go on with is a row already. */
  readonly isBegun: boolean;
}

/** What is known behind the segments that are taken in: the first records of one more. */
interface Tail {
  readonly segment: number;
  readonly decided: number;
  /** Rows of the whole view when it was made. */
  readonly passing: number;
  readonly rows: Bits;
  readonly count: number;
}

/**
 * Rows of the folded list count from 0 and stay what they are; those of the tail may grow longer. Takes in one segment
 * for each `advance`, which decodes it. Throws as `ReadIndex.columns` does.
 */
export class FoldedRows {
  readonly #index: FoldedIndex;
  readonly #view: FoldedView;
  readonly #table: () => FoldTable;
  readonly #sums = createRunningSums();
  /** By segment, whether the run that may reach into it is a row already. */
  #begun = new Uint8Array(64);
  /** At the end of what is taken in. */
  #border: Border = { before: undefined, isBegun: false };
  #kept: { readonly segment: number; readonly rows: Bits }[] = [];
  #tail: Tail = { segment: -1, decided: 0, passing: 0, rows: createBits(), count: 0 };

  constructor(index: FoldedIndex, view: FoldedView, table: () => FoldTable) {
    this.#index = index;
    this.#view = view;
    this.#table = table;
  }

  /** Takes in the next segment, if all of it is known. False: there is none. */
  advance(): boolean {
    const segment = this.#sums.length();
    if (segment >= this.#index.segments().length) return false;
    const count = countRecords(this.#index, segment);
    const { decided, match } = this.#view.passing(segment);
    if (decided < count) return false;
    const made = this.#rowsOf(segment, count, match, this.#border);
    this.#keep(segment, made.rows);
    this.#noteBegun(segment, this.#border.isBegun);
    this.#border = made.behind;
    this.#sums.push({ rows: countBits(made.rows, count), bytes: 0 });
    return true;
  }

  /** Rows known so far. */
  rows(): number {
    return this.#sums.rows() + this.#tailNow().count;
  }

  /** The row of the view with which a folded row begins; of one behind the last, the row behind those that are folded. */
  firstOf(row: number): number {
    const segment = this.#sums.find(row);
    const tail = this.#tailNow();
    const isTail = segment >= this.#sums.length();
    if (isTail && row - this.#sums.rows() >= tail.count) {
      return this.#view.rowOf(this.#index.firstRecord(tail.segment) + tail.decided);
    }
    const rows = isTail ? tail.rows : this.#rowsAt(segment);
    const end = isTail ? tail.decided : countRecords(this.#index, segment);
    const at = skipBits(rows, row - this.#sums.before(segment), end);
    return this.#view.rowOf(this.#index.firstRecord(segment) + at);
  }

  /** The folded row that a row of the view belongs to. */
  holding(viewRow: number): number {
    let record: number | undefined;
    this.#view.visit(viewRow, 1, (number) => {
      record = number;
    });
    if (record === undefined) return this.rows();
    const segment = this.#index.segmentOf(record);
    const row = record - this.#index.firstRecord(segment);
    if (segment < this.#sums.length())
      return this.#sums.before(segment) + countBits(this.#rowsAt(segment), row + 1) - 1;
    const tail = this.#tailNow();
    if (segment !== tail.segment || row >= tail.decided) return this.rows();
    return this.#sums.rows() + countBits(tail.rows, row + 1) - 1;
  }

  #rowsAt(segment: number): Bits {
    const found = this.#kept.find((one) => one.segment === segment);
    if (found !== undefined) return found.rows;
    const before = segment === 0 ? undefined : this.#lastIn(segment - 1);
    const border = { before, isBegun: this.#begun[segment] === 1 };
    const { match } = this.#view.passing(segment);
    const { rows } = this.#rowsOf(segment, countRecords(this.#index, segment), match, border);
    this.#keep(segment, rows);
    return rows;
  }

  /** The first record of each row that begins in a segment, as bits; and what reaches over its end. */
  #rowsOf(
    segment: number,
    count: number,
    match: Match,
    border: Border,
  ): { readonly rows: Bits; readonly behind: Border } {
    const table = this.#table();
    const columns = this.#index.columns(segment);
    const starts = runStarts(columns, count, table, border.before);
    const before = lastOf(columns);
    let { isBegun } = border;
    // All pass: a row is what a run is, but for one that began before.
    if (match === "all") {
      if (!isBegun && count > 0) setBit(starts, 0);
      return { rows: starts, behind: { before, isBegun: isBegun || count > 0 } };
    }
    const rows = createBits();
    for (let row = 0; row < count; row++) {
      if (hasBit(starts, row)) isBegun = false;
      if (isBegun || match === "none" || !hasBit(match, row)) continue;
      setBit(rows, row);
      isBegun = true;
    }
    return { rows, behind: { before, isBegun } };
  }

  #tailNow(): Tail {
    const segment = this.#sums.length();
    const { decided, match } = this.#view.passing(segment);
    const passing = this.#view.rows();
    const old = this.#tail;
    if (old.segment === segment && old.decided === decided && old.passing === passing) return old;
    if (decided === 0) {
      this.#tail = { segment, decided, passing, rows: createBits(), count: 0 };
      return this.#tail;
    }
    const { rows } = this.#rowsOf(segment, decided, match, this.#border);
    this.#tail = { segment, decided, passing, rows, count: countBits(rows, decided) };
    return this.#tail;
  }

  #lastIn(segment: number): RecordBefore | undefined {
    const last = countRecords(this.#index, segment) - 1;
    return lastOf(this.#index.columns(segment, last, last + 1));
  }

  #keep(segment: number, rows: Bits): void {
    this.#kept = [{ segment, rows }, ...this.#kept.filter((one) => one.segment !== segment)].slice(0, keptSegments);
  }

  #noteBegun(segment: number, isBegun: boolean): void {
    if (segment === this.#begun.length) {
      const larger = new Uint8Array(segment * 2);
      larger.set(this.#begun);
      this.#begun = larger;
    }
    this.#begun[segment] = isBegun ? 1 : 0;
  }
}

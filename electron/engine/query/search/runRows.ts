// Where the records of a segment lie and which of them stand in runs, as far as they are looked at. Copied from its columns, since other
// segments are asked for while they are read.

import type { Columns } from "../../scanner/indexScan.ts";
import { segmentRecords } from "../../scanner/indexScan.ts";
import type { Bits } from "../bits.ts";
import { createBits, hasBit, nextBit } from "../bits.ts";
import type { FoldTable, RecordBefore } from "../fold/runStarts.ts";
import { markStarts } from "../fold/runStarts.ts";

/** Rows [from, to). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Rows that are read: all up to the `last` one that is wanted, and of those behind it as many as a match goes on over. */
export interface WantedStretch extends Stretch {
  readonly last: number;
}

/** How many rows a match may have in front of a wanted one, and in all but one. */
export interface Reach {
  readonly before: number;
  readonly whole: number;
}

/** Between two stretches so many bytes are read over: it takes less time than to begin anew. */
const mostSkipped = 4 * 1024;

/** Of `count` rows, those around the first and the last one, when what lies between them is not read over. */
export function endsOf(count: number, reach: number): readonly Stretch[] {
  const rows = reach + 1;
  // No record is shorter than a byte.
  if (count - 2 * rows <= mostSkipped) return [{ from: 0, to: count }];
  return [
    { from: 0, to: rows },
    { from: count - rows, to: count },
  ];
}

export class RunRows {
  readonly #offsets = new Float64Array(segmentRecords);
  readonly #ends = new Float64Array(segmentRecords);
  readonly #kinds = new Uint16Array(segmentRecords);
  #starts = createBits();

  /** What follows is of another segment. */
  begin(): void {
    this.#starts = createBits();
  }

  /** Takes rows over; `before` is the record in front of the segment. */
  take(columns: Columns, { from, to }: Stretch, table: FoldTable, before: RecordBefore | undefined): void {
    for (let row = from; row < to; row++) {
      const offset = columns.offsets[row] ?? 0;
      this.#offsets[row] = offset;
      this.#ends[row] = offset + (columns.lengths[row] ?? 0);
      this.#kinds[row] = columns.kinds[row] ?? 0;
    }
    markStarts(this.#starts, columns, { from, to }, table, before);
  }

  offset(row: number): number {
    return this.#offsets[row] ?? 0;
  }

  end(row: number): number {
    return this.#ends[row] ?? 0;
  }

  kind(row: number): number {
    return this.#kinds[row] ?? 0;
  }

  /** True for a record that does not go on with the one before it. */
  begins(row: number): boolean {
    return hasBit(this.#starts, row);
  }

  /**
   * The rows of runs around `wanted` ones. The first of `count` rows is wanted when it goes on with what is in front of the segment, and
   * the last one, with all that a match may have in front of it, when it may go on behind the segment.
   */
  around(wanted: Bits, count: number, reach: Reach, table: FoldTable): readonly WantedStretch[] {
    const stretches: { from: number; to: number; last: number }[] = [];
    const add = (row: number, before: number): void => {
      const isAlone = this.begins(row) && (row + 1 < count ? this.begins(row + 1) : table[this.kind(row)] === 0);
      if (isAlone) return;
      let from = row;
      while (from > 0 && row - from < before && !this.begins(from)) from--;
      const previous = stretches.at(-1);
      let to = Math.max(row + 1, previous?.to ?? 0);
      while (to < count && to - row <= reach.whole && !this.begins(to)) to++;
      if (previous === undefined || this.offset(from) - this.end(previous.last) > mostSkipped) {
        stretches.push({ from, to, last: row });
      } else {
        previous.from = Math.min(previous.from, from);
        previous.to = to;
        previous.last = row;
      }
    };
    if (!this.begins(0)) add(0, 0);
    for (let row = nextBit(wanted, 0, count); row < count; row = nextBit(wanted, row + 1, count))
      add(row, reach.before);
    add(count - 1, reach.whole);
    return stretches;
  }
}

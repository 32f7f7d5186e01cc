// Sorts rows of numbers by their first ones, where those are equal by the next: outside memory. Runs of 32,768 rows are
// sorted and written to a temporary file, then merged, 32 at a time. A few rows never leave memory.

import type { SegmentFile } from "./segmentFile.ts";
import { createTemporaryFile } from "./temporaryFile.ts";

const rowsPerRun = 32_768;
const runsMergedAtOnce = 32;
/** Rows of a run that are read or written together. */
const rowsPerBlock = 512;

interface Run {
  readonly at: number;
  readonly rows: number;
}

/**
 * Stable only by what the keys say: rows with equal keys come in any order. Takes 32,768 rows of memory, and a
 * temporary file for more, which `close` removes. Throws when that finds no room.
 */
export class RowSorter {
  readonly #width: number;
  readonly #keys: number;
  #rows: Float64Array;
  #used = 0;
  #file: SegmentFile | undefined;
  #runs: Run[] = [];

  /** `width` numbers make a row, of which the first `keys` say where it goes. */
  constructor(width: number, keys = 2) {
    this.#width = width;
    this.#keys = keys;
    this.#rows = new Float64Array(rowsPerRun * width);
  }

  add(row: ArrayLike<number>): void {
    if (this.#used === rowsPerRun) this.#endRun();
    this.#rows.set(row, this.#used++ * this.#width);
  }

  /** All rows in order; each is valid until the next one. To be asked for once. */
  *sorted(): Generator<Float64Array, void, undefined> {
    if (this.#file === undefined) {
      yield* this.#sortedRun();
      return;
    }
    this.#endRun();
    // Nothing is added any more.
    this.#rows = new Float64Array();
    while (this.#runs.length > runsMergedAtOnce) {
      const merged = this.#write(this.#file, this.#merge(this.#file, this.#runs.splice(0, runsMergedAtOnce)));
      this.#runs.push(merged);
    }
    yield* this.#merge(this.#file, this.#runs);
  }

  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  #endRun(): void {
    this.#file ??= createTemporaryFile();
    this.#runs.push(this.#write(this.#file, this.#sortedRun()));
    this.#used = 0;
  }

  *#sortedRun(): Generator<Float64Array, void, undefined> {
    const width = this.#width;
    const rows = this.#rows;
    const order = Uint32Array.from({ length: this.#used }, (_, row) => row * width);
    order.sort((a, b) => compare(rows, a, rows, b, this.#keys));
    const row = new Float64Array(width);
    for (const at of order) yield copyRow(rows, at, row);
  }

  #write(file: SegmentFile, rows: Iterable<Float64Array>): Run {
    const block = new Float64Array(rowsPerBlock * this.#width);
    const at = file.size();
    let count = 0;
    let used = 0;
    const flush = (): void => {
      file.append(new Uint8Array(block.buffer, 0, used * block.BYTES_PER_ELEMENT));
      used = 0;
    };
    for (const row of rows) {
      block.set(row, used);
      used += this.#width;
      count++;
      if (used === block.length) flush();
    }
    flush();
    return { at, rows: count };
  }

  *#merge(file: SegmentFile, runs: readonly Run[]): Generator<Float64Array, void, undefined> {
    const heads = runs.map((run) => new RunHead(file, run, this.#width)).filter((head) => head.next());
    const row = new Float64Array(this.#width);
    while (heads.length > 0) {
      let [least] = heads;
      for (const head of heads) {
        if (least === undefined || compare(head.block, head.at, least.block, least.at, this.#keys) < 0) least = head;
      }
      if (least === undefined) return;
      yield copyRow(least.block, least.at, row);
      if (!least.next()) heads.splice(heads.indexOf(least), 1);
    }
  }
}

/** The row of a run that comes next, in the block that holds it. */
class RunHead {
  readonly block: Float64Array;
  at = 0;
  readonly #file: SegmentFile;
  readonly #run: Run;
  readonly #width: number;
  #taken = 0;

  constructor(file: SegmentFile, run: Run, width: number) {
    this.block = new Float64Array(rowsPerBlock * width);
    this.#file = file;
    this.#run = run;
    this.#width = width;
  }

  next(): boolean {
    if (this.#taken === this.#run.rows) return false;
    const row = this.#taken % rowsPerBlock;
    if (row === 0) {
      const numbers = Math.min(rowsPerBlock, this.#run.rows - this.#taken) * this.#width;
      const from = this.#run.at + this.#taken * this.#width * this.block.BYTES_PER_ELEMENT;
      this.#file.readInto(new Uint8Array(this.block.buffer, 0, numbers * this.block.BYTES_PER_ELEMENT), from);
    }
    this.at = row * this.#width;
    this.#taken++;
    return true;
  }
}

/** Into the same row each time: a view of its own for each of millions keeps the garbage collector busy. */
function copyRow(rows: Float64Array, at: number, row: Float64Array): Float64Array {
  for (let number = 0; number < row.length; number++) row[number] = rows[at + number] ?? 0;
  return row;
}

/** Infinite times are equal: they must not be subtracted. */
function compare(a: Float64Array, atA: number, b: Float64Array, atB: number, keys: number): number {
  for (let key = 0; key < keys; key++) {
    const one = a[atA + key] ?? 0;
    const other = b[atB + key] ?? 0;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

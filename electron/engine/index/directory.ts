// What stays in memory of every segment: where its bytes lie in the index file, and its summary. A transcript of 1 TB may
// have 350,000 segments, so nothing of it is an object: a segment is a row of eight numbers in a table, and a run of small
// whole numbers (summaryNumbers.ts), some 150 bytes. Both are kept in blocks, so that growing copies nothing.

import type { RecordFlag } from "../scanner/indexScan.ts";
import type { SegmentSummary } from "./segmentSummary.ts";
import { longestRun, readCount, readFlagged, readSummary, visitKinds, writeSummary } from "./summaryNumbers.ts";
import { NumberReader, NumberWriter } from "./wholeNumbers.ts";

/** Where a segment's bytes lie in the index file. */
export interface SegmentPlace {
  readonly at: number;
  readonly size: number;
}

/** The directory as it is asked. To ask for a segment that it does not have is a bug. */
export interface SegmentDirectory {
  /** Segments in it. */
  readonly length: number;
  /** Records in them. */
  readonly records: number;
  /** The segment that holds a record; `length` when it lies behind them all. */
  segmentOf(record: number): number;
  /** The number of a segment's first record; for `length`, of the record behind all. */
  firstRecord(segment: number): number;
  firstByte(segment: number): number;
  /** Behind its last record, in bytes of the source; `firstByte` is where its first one begins. */
  endByte(segment: number): number;
  /** NaN when none of its records has a time. */
  lastTime(segment: number): number;
  /** How many of its records have a flag. */
  flagged(segment: number, flag: RecordFlag): number;
  place(segment: number): SegmentPlace;
  /**
   * Calls back for each kind that occurs, by number, with how many records of it there are and their bytes together.
   */
  eachKind(segment: number, visit: (kind: number, records: number, bytes: number) => void): void;
  /** All that is known of a segment: made when it is asked for. */
  summary(segment: number): SegmentSummary;
}

export interface GrowingDirectory extends SegmentDirectory {
  append(place: SegmentPlace, summary: SegmentSummary): void;
  /** Forgets all segments but the first ones. */
  keepFirst(segments: number): void;
  /** The bytes that `loadDirectory` takes. */
  pieces(): Iterable<Uint8Array>;
}

/** An empty one, with no file behind it: `loadDirectory` takes one that was kept. */
export function createDirectory(): GrowingDirectory {
  return new PackedDirectory();
}

/** `read` gives the next bytes of what the pieces were, `size` in all. They must be what was written. */
export function loadDirectory(segments: number, size: number, read: (bytes: number) => Uint8Array): GrowingDirectory {
  const directory = new PackedDirectory();
  directory.load(segments, size, read);
  return directory;
}

/** Places in a row of the table. `run`: where the segment's run begins, counted through all blocks. */
const column = { at: 0, size: 1, firstRecord: 2, firstByte: 3, endByte: 4, firstTime: 5, lastTime: 6, run: 7 } as const;
const columns = 8;
const rowBytes = columns * 8;
const rowsPerBlock = 1024;
/** A run lies in one block; `longestRun` fits. */
const blockBytes = 64 * 1024;

/** Where a run is put together. */
const writer = new NumberWriter(longestRun);
const nothing = new Uint8Array(0);

class PackedDirectory implements GrowingDirectory {
  readonly #table: Float64Array[] = [];
  readonly #runs: Uint8Array[] = [];
  /** Where the last run ends. */
  #end = 0;
  #length = 0;
  #records = 0;

  get length(): number {
    return this.#length;
  }

  get records(): number {
    return this.#records;
  }

  segmentOf(record: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.firstRecord(middle + 1) > record) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  firstRecord(segment: number): number {
    return segment === this.#length ? this.#records : this.#number(segment, column.firstRecord);
  }

  firstByte(segment: number): number {
    return this.#number(segment, column.firstByte);
  }

  endByte(segment: number): number {
    return this.#number(segment, column.endByte);
  }

  lastTime(segment: number): number {
    return this.#number(segment, column.lastTime);
  }

  flagged(segment: number, flag: RecordFlag): number {
    return readFlagged(this.#run(segment), flag);
  }

  place(segment: number): SegmentPlace {
    return { at: this.#number(segment, column.at), size: this.#number(segment, column.size) };
  }

  eachKind(segment: number, visit: (kind: number, records: number, bytes: number) => void): void {
    visitKinds(this.#run(segment), visit);
  }

  summary(segment: number): SegmentSummary {
    return readSummary(this.#run(segment), {
      firstByte: this.firstByte(segment),
      endByte: this.endByte(segment),
      firstTime: this.#number(segment, column.firstTime),
      lastTime: this.lastTime(segment),
    });
  }

  append({ at, size }: SegmentPlace, summary: SegmentSummary): void {
    writer.size = 0;
    writeSummary(writer, summary);
    const run = this.#roomFor(writer.size);
    this.#runs.at(-1)?.set(writer.bytes.subarray(0, writer.size), run % blockBytes);
    this.#end = run + writer.size;
    const row = this.#length % rowsPerBlock;
    if (row === 0) this.#table.push(new Float64Array(rowsPerBlock * columns));
    const { firstByte, endByte, firstTime, lastTime } = summary;
    const numbers = [at, size, this.#records, firstByte, endByte, firstTime, lastTime, run];
    this.#table.at(-1)?.set(numbers, row * columns);
    this.#length++;
    this.#records += summary.count;
  }

  keepFirst(segments: number): void {
    if (segments >= this.#length) return;
    this.#records = this.firstRecord(segments);
    this.#end = this.#number(segments, column.run);
    this.#length = segments;
    this.#table.length = Math.ceil(segments / rowsPerBlock);
    this.#runs.length = Math.ceil(this.#end / blockBytes);
  }

  *pieces(): Iterable<Uint8Array> {
    for (const [index, block] of this.#table.entries()) {
      const rows = Math.min(this.#length - index * rowsPerBlock, rowsPerBlock);
      yield new Uint8Array(block.buffer, 0, rows * rowBytes);
    }
    for (const [index, block] of this.#runs.entries()) yield block.subarray(0, this.#end - index * blockBytes);
  }

  load(segments: number, size: number, read: (bytes: number) => Uint8Array): void {
    for (let left = segments; left > 0; left -= rowsPerBlock) {
      const block = new Float64Array(rowsPerBlock * columns);
      new Uint8Array(block.buffer).set(read(Math.min(left, rowsPerBlock) * rowBytes));
      this.#table.push(block);
    }
    this.#end = size - segments * rowBytes;
    for (let left = this.#end; left > 0; left -= blockBytes) {
      const block = new Uint8Array(blockBytes);
      block.set(read(Math.min(left, blockBytes)));
      this.#runs.push(block);
    }
    this.#length = segments;
    const last = segments - 1;
    if (last >= 0) this.#records = this.#number(last, column.firstRecord) + readCount(this.#run(last));
  }

  /** Where a run of so many bytes goes, in the last block. */
  #roomFor(size: number): number {
    const used = this.#end % blockBytes;
    if (used > 0 && used + size <= blockBytes) return this.#end;
    this.#runs.push(new Uint8Array(blockBytes));
    return (this.#runs.length - 1) * blockBytes;
  }

  #number(segment: number, place: number): number {
    const row = (segment % rowsPerBlock) * columns;
    const value = segment < this.#length ? this.#table[Math.floor(segment / rowsPerBlock)]?.[row + place] : undefined;
    if (value === undefined) throw new RangeError(`there is no segment ${segment}`);
    return value;
  }

  #run(segment: number): NumberReader {
    const at = this.#number(segment, column.run);
    return new NumberReader(this.#runs[Math.floor(at / blockBytes)] ?? nothing, at % blockBytes);
  }
}

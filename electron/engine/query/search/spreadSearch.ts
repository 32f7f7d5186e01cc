// A search in records that also finds a text which is spread over the pieces of one run: the records that hold it together pass. Only runs
// are read for that, each piece where it stands, by the scanner; all else is left to the search in single records.
//
// A segment's last records may begin a match that the next one ends, so the scan goes on into that one, as far as a match may reach:
// pieces without a text reach for ever, so no further than a segment's length.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { Deltas } from "../../formats/deltas.ts";
import { deltasOf } from "../../formats/deltas.ts";
import type { ReadIndex } from "../../index/readIndex.ts";
import { countRecords } from "../../index/segmentCounts.ts";
import { createFieldScan } from "../../scanner/fieldScan.ts";
import type { FieldPath, FieldRecord, FieldScan } from "../../scanner/fields.ts";
import { segmentRecords } from "../../scanner/indexScan.ts";
import type { Source } from "../../source/source.ts";
import type { Bits } from "../bits.ts";
import { createBits, hasBit, setBit } from "../bits.ts";
import type { RecordBefore } from "../fold/runStarts.ts";
import { createFoldTable, lastOf, runStarts } from "../fold/runStarts.ts";
import { BorderMatcher } from "./borderMatcher.ts";
import type { RecordSearch, SearchedSegment } from "./recordSearch.ts";

/** Pieces of more bytes are not looked at; nobody streams such. */
const longestPiece = 1024 * 1024;
/** Records that are no pieces and stand between two runs are read over when they are no more bytes than this. */
const mostSkipped = 64 * 1024;

export interface Pieces {
  readonly deltas: readonly Deltas[];
  /** Where the events of a capture are in its records. */
  readonly prefix: FieldPath;
}

export interface SpreadOptions {
  readonly index: ReadIndex;
  readonly source: Source;
  readonly condition: TextCondition;
  readonly pieces: Pieces;
  readonly inRecords: RecordSearch;
}

export function createSpreadSearch(options: SpreadOptions): RecordSearch {
  return new SpreadSearch(options);
}

/** Runs of a segment that hold more than one record, and where its records lie. */
interface RunsInSegment {
  /** The number of the first record. */
  readonly first: number;
  readonly count: number;
  readonly starts: Bits;
  readonly offsets: Float64Array;
  readonly ends: Float64Array;
  readonly kinds: Uint16Array;
  readonly last: RecordBefore | undefined;
}

class SpreadSearch implements RecordSearch {
  readonly hits: RecordSearch["hits"];
  readonly #options: SpreadOptions;
  readonly #table: ReturnType<typeof createFoldTable>;
  readonly #matcher: BorderMatcher;
  readonly #scan: FieldScan;
  /** Of all kinds of pieces, the fields that their text stands in. */
  readonly #fields: ReadonlyMap<Deltas, readonly number[]>;
  /** Those of the segment that is read, since others are asked for meanwhile. */
  readonly #columns = {
    offsets: new Float64Array(segmentRecords),
    ends: new Float64Array(segmentRecords),
    kinds: new Uint16Array(segmentRecords),
  };
  #segment = -1;
  #count = -1;
  /** Behind the segment before. */
  #before: RecordBefore | undefined;
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
    const paths: FieldPath[] = [];
    // The scanner knows a path once.
    const fieldOf = (path: FieldPath): number => {
      const known = paths.findIndex((one) => JSON.stringify(one) === JSON.stringify(path));
      return known >= 0 ? known : paths.push(path) - 1;
    };
    this.#fields = new Map(
      pieces.deltas.map((deltas) => [deltas, deltas.text.map((path) => fieldOf([...pieces.prefix, ...path]))]),
    );
    this.#scan = createFieldScan(paths.map((path) => ({ path, intern: false })));
    this.#next = { before: undefined, restore: this.#matcher.save() };
  }

  readonly decided = (): number => (this.#isDone ? this.#options.inRecords.decided() : 0);
  readonly bits = (): Bits | undefined =>
    this.#isDone ? union(this.#options.inRecords.bits(), this.#found) : undefined;
  readonly changed = (): Promise<void> => this.#working ?? this.#options.inRecords.changed();

  close(): void {
    this.#closed = true;
    this.#stop.abort();
    this.#options.inRecords.close();
  }

  advance(segment: SearchedSegment): boolean {
    const { inRecords } = this.#options;
    if (this.#failure !== undefined) throw this.#failure;
    const isSearched = inRecords.advance(segment);
    if (segment.number !== this.#segment || segment.count !== this.#count) this.#begin(segment);
    return isSearched && this.#isDone;
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

  #restart: () => void = () => {};

  async #look({ number, count }: SearchedSegment): Promise<void> {
    // A segment that has grown is looked at from its beginning.
    this.#restart();
    if (!this.#hasPieces(number)) {
      this.#matcher.begin();
      this.#next = {
        before: lastOf(this.#options.index.columns(number, count - 1, count)),
        restore: this.#matcher.save(),
      };
      return;
    }
    const runs = this.#runsOf(number, count, this.#before);
    await this.#read(runs, runs.count, () => true);
    this.#next = { before: runs.last, restore: this.#matcher.save() };
    await this.#readOn(number + 1, runs.last);
  }

  #hasPieces(segment: number): boolean {
    const { index } = this.#options;
    if (segment >= index.segments().length) return true;
    const table = this.#table();
    let found = false;
    index.segments().eachKind(segment, (kind) => {
      found ||= (table[kind] ?? 0) !== 0;
    });
    return found;
  }

  /** Follows a run over the end of a segment, as far as a match may reach, but over no more records than a segment has. */
  async #readOn(next: number, beforeNext: RecordBefore | undefined): Promise<void> {
    const { index } = this.#options;
    // Each piece with a text takes one unit of it at least.
    let left = this.#matcher.reach;
    let records = 0;
    let before = beforeNext;
    for (let segment = next; segment <= index.segments().length && left > 0; segment++) {
      const count = countRecords(index, segment);
      if (count === 0 || records >= segmentRecords) return;
      const runs = this.#runsOf(segment, count, before);
      let end = 0;
      while (end < count && !hasBit(runs.starts, end)) end++;
      await this.#read(runs, end, (bytes) => {
        if (bytes > 0) left--;
        return left > 0;
      });
      if (end < count || this.#closed) return;
      records += count;
      before = runs.last;
    }
  }

  #runsOf(segment: number, count: number, before: RecordBefore | undefined): RunsInSegment {
    const { index } = this.#options;
    const table = this.#table();
    const first = index.firstRecord(segment);
    const columns = index.columns(segment);
    const { offsets, ends, kinds } = this.#columns;
    for (let row = 0; row < count; row++) {
      const offset = columns.offsets[row] ?? 0;
      offsets[row] = offset;
      ends[row] = offset + (columns.lengths[row] ?? 0);
      kinds[row] = columns.kinds[row] ?? 0;
    }
    const starts = runStarts(columns, count, table, before);
    return { first, count, starts, offsets, ends, kinds, last: count === columns.count ? lastOf(columns) : undefined };
  }

  /** Hands the pieces of the first `end` records to the matcher, as long as `goesOn`. */
  async #read(runs: RunsInSegment, end: number, goesOn: (bytes: number) => boolean): Promise<void> {
    const fieldsOf = this.#fieldsByKind();
    let wants = true;
    for (const stretch of stretchesOf(runs, end)) {
      let row = stretch.from;
      const take = (record: FieldRecord): boolean => {
        while (row < stretch.to && (runs.offsets[row] ?? 0) < record.offset) row++;
        if (row >= stretch.to) return false;
        if (runs.offsets[row] !== record.offset) return true;
        if (hasBit(runs.starts, row)) this.#matcher.begin();
        const field = textFieldOf(record, fieldsOf(runs.kinds[row] ?? 0));
        if (field >= 0) {
          this.#takePiece(runs.first + row, record, field);
          wants = goesOn(record.byteLength(field));
        }
        row++;
        return wants;
      };
      const [from, to] = [runs.offsets[stretch.from] ?? 0, runs.ends[stretch.to - 1] ?? 0];
      await this.#scan.read(this.#options.source, from, to, take, { signal: this.#stop.signal });
      if (!wants || this.#closed) return;
    }
  }

  #takePiece(number: number, record: FieldRecord, field: number): void {
    const length = record.byteLength(field);
    const address = record.address(field);
    if (address > 0) this.#matcher.take(number, record.memory, address, length);
    else if (length > longestPiece) this.#matcher.begin();
    else {
      const bytes = new Uint8Array(length);
      this.#options.source.readInto(bytes, 0, length, record.start(field));
      this.#matcher.take(number, bytes, 0, length);
    }
  }

  #fieldsByKind(): (kind: number) => readonly number[] {
    const names = this.#options.index.kinds();
    const known: (readonly number[] | undefined)[] = [];
    return (kind) => {
      const found = known[kind];
      if (found !== undefined) return found;
      const deltas = deltasOf(this.#options.pieces.deltas, names[kind] ?? "");
      const fields = (deltas === undefined ? undefined : this.#fields.get(deltas)) ?? [];
      known[kind] = fields;
      return fields;
    };
  }

  /** Records of the segment before have been marked already, and those of the next one are when it is their turn. */
  #mark(from: number, to: number): void {
    this.#found ??= createBits();
    const first = this.#options.index.firstRecord(this.#segment);
    const last = Math.min(to, first + this.#count - 1);
    for (let record = Math.max(from, first); record <= last; record++) setBit(this.#found, record - first);
  }
}

/** -1: its text is in none of them. */
function textFieldOf(record: FieldRecord, fields: readonly number[]): number {
  for (const field of fields) if (record.type(field) === "string") return field;
  return -1;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where runs of several records stand, with what little lies between them. A run that came over the border counts. */
function stretchesOf({ starts, offsets, ends, count }: RunsInSegment, end: number): readonly Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (let row = 0; row < end; row++) {
    const goesOn = !hasBit(starts, row) || (row + 1 < count && !hasBit(starts, row + 1)) || row + 1 === count;
    if (!goesOn) continue;
    const before = stretches.at(-1);
    if (before !== undefined && (offsets[row] ?? 0) - (ends[before.to - 1] ?? 0) <= mostSkipped) before.to = row + 1;
    else stretches.push({ from: row, to: row + 1 });
  }
  return stretches;
}

function union(one: Bits | undefined, other: Bits | undefined): Bits | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const both = one.slice();
  for (let word = 0; word < both.length; word++) both[word] = (both[word] ?? 0) | (other[word] ?? 0);
  return both;
}

// A text may stand in a line or be spread over the pieces of a run, and the two are looked for in different lines. One look at the file
// finds both sorts, in half the time of two: lines that hold the text or may hold some of it. All are candidates for what is spread, and
// each is searched by itself for the text.
//
// That is for few lines. Where they turn out to be many, two searches go on behind the last line that was looked at.

import type { Failure } from "../../../../shared/failure.ts";
import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { ReadIndex } from "../../index/readIndex.ts";
import type { Source } from "../../source/source.ts";
import { createFoldTable, hasPieces } from "../fold/runStarts.ts";
import { bordersOf, countIn, sampleOf } from "./borderAnchor.ts";
import type { LineHits } from "./hitQueue.ts";
import { HitQueue } from "./hitQueue.ts";
import type { LineCondition } from "./lineSearch.ts";
import { LineTest } from "./lineTest.ts";
import type { Pieces } from "./pieceReader.ts";
import { searchFailureOf } from "./searchFailure.ts";
import type { BorderHits } from "./spreadSearch.ts";

/** More lines are never looked at one by one: they fit the queues, so nobody waits for anybody. */
const mostLines = 16_384;
/** How often it is judged whether to go on. */
const windowLines = 64;
/** What a line costs that is searched by itself, and what a byte costs that two searches look at again, in seconds. */
const lineCost = 30e-6;
const byteCost = 2 / 3e9;

export interface SharedOptions {
  readonly index: ReadIndex;
  readonly source: Source;
  readonly condition: TextCondition;
  readonly pieces: Pieces;
  /** Begins a search; lines that begin at `after` or before it are left out. */
  readonly searchLines: (condition: LineCondition, after?: number) => LineHits;
  /** Of tests. */
  readonly mostLines?: number;
}

export interface SharedSearch {
  /** Lines that hold the text. */
  readonly inLines: LineHits;
  /** Lines that may hold some of it. */
  readonly atBorders: BorderHits;
}

/** Of a transcript that is indexed. Undefined where it has no pieces, or lines are many that have to be looked at. */
export function startSharedSearch(options: SharedOptions): SharedSearch | undefined {
  const { index, pieces, condition } = options;
  const segment = firstWithPieces(index, pieces);
  if (segment === undefined) return undefined;
  const sample = sampleOf(options, segment, index.segments().endByte(segment));
  const borders = bordersOf(condition, sample);
  if (countIn(sample, borders) > 0) return undefined;
  const search = new Search(options, { ...borders, orWhole: true });
  const inLines = new GoingOn(options, condition, search);
  const atBorders = new GoingOn(options, borders, search);
  void search.run(inLines, atBorders);
  return { inLines, atBorders: { borders, hits: atBorders } };
}

function firstWithPieces(index: ReadIndex, pieces: Pieces): number | undefined {
  const table = createFoldTable(pieces.deltas, index.kinds)();
  const segments = index.segments();
  for (let segment = 0; segment < segments.length; segment++) {
    if (hasPieces(segments, segment, table)) return segment;
  }
  return undefined;
}

/** The one look at the file. */
class Search {
  readonly #options: SharedOptions;
  readonly hits: LineHits;
  readonly #test: LineTest;
  readonly #size: number;
  #lines = 0;
  #closed = false;

  constructor(options: SharedOptions, condition: LineCondition) {
    this.#options = options;
    this.#size = options.source.size;
    this.hits = options.searchLines(condition);
    this.#test = new LineTest(options.source, options.condition, () => this.#closed);
  }

  close(): void {
    this.#closed = true;
    this.hits.close();
  }

  async run(inLines: GoingOn, atBorders: GoingOn): Promise<void> {
    const { hits } = this;
    try {
      let last = -1;
      for (;;) {
        if (this.#closed) return;
        const line = hits.peek();
        if (line === undefined && !hits.ended()) await hits.changed();
        else if (line === undefined) break;
        // Runs of lines come where most have a hit.
        else if (hits.until() !== line || this.#areMany(line)) {
          hits.close();
          for (const half of [inLines, atBorders]) half.goOn(last);
          return;
        } else {
          atBorders.push(line);
          if (await this.#test.holds(line, this.#size)) inLines.push(line);
          last = line;
          hits.take();
        }
      }
      for (const half of [inLines, atBorders]) half.end(this.#size, hits.failure());
    } catch (error) {
      const failure = searchFailureOf(error);
      hits.close();
      for (const half of [inLines, atBorders]) half.end(this.#size, failure);
    }
  }

  #areMany(line: number): boolean {
    const { mostLines: most = mostLines } = this.#options;
    if (++this.#lines > most) return true;
    if (this.#lines % windowLines !== 0) return false;
    const left = ((this.#size - line) / Math.max(1, line)) * this.#lines;
    return left * lineCost > this.#size * byteCost;
  }
}

/** Lines of the one search, and then those of one by itself. */
class GoingOn implements LineHits {
  readonly #options: SharedOptions;
  readonly #condition: LineCondition;
  readonly #search: Search;
  readonly #queue = new HitQueue();
  /** How far the one search came, once it is over. */
  #searchedTo: number | undefined;
  #next: LineHits | undefined;

  constructor(options: SharedOptions, condition: LineCondition, search: Search) {
    this.#options = options;
    this.#condition = condition;
    this.#search = search;
  }

  push(line: number): void {
    this.#queue.push(line, line, () => {});
  }

  end(searchedTo: number, failure: Failure | undefined): void {
    this.#searchedTo = searchedTo;
    this.#queue.end(failure);
  }

  /** Behind a line, or from the file's begin for -1. */
  goOn(line: number): void {
    this.#next = this.#options.searchLines(this.#condition, line);
    this.#queue.end();
  }

  readonly peek = (): number | undefined => this.#now().peek();
  readonly until = (): number => this.#now().until();
  readonly take = (): void => this.#now().take();
  readonly ended = (): boolean => this.#queue.ended() && (this.#next?.ended() ?? true);
  readonly failure = (): Failure | undefined => this.#queue.failure() ?? this.#next?.failure();
  readonly notice = (): string | undefined => this.#search.hits.notice() ?? this.#next?.notice();
  readonly changed = (): Promise<void> => this.#now().changed();

  #now(): LineHits | HitQueue {
    return this.#queue.peek() === undefined && this.#queue.ended() ? (this.#next ?? this.#queue) : this.#queue;
  }

  grow(): void {
    const { source } = this.#options;
    if (this.#next !== undefined) this.#next.grow();
    else if (this.#searchedTo !== undefined && source.size > this.#searchedTo && this.#queue.failure() === undefined) {
      this.goOn(this.#searchedTo - 1);
    }
  }

  close(): void {
    this.#search.close();
    this.#next?.close();
  }
}

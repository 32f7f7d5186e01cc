// Calls of records behind their first, on their way from a transcript's index to that of the group: a record's facts are a row of
// numbers of one length, so those calls stand here, and the row says where. And as they stand in a segment of the group.

import { GrowingInts } from "../paging/growing.ts";
import type { FurtherPlaces } from "../query/furtherOf.ts";
import type { FurtherCalls } from "../scanner/indexScan.ts";

/** In one segment, as in one of a transcript: more are not known. */
const mostInSegment = 524_288;
const firstRoom = 64;

export class GroupCalls {
  /** Some calls found no room. */
  isFull = false;
  /** Of each record: how many, then of each its tool and its pairing hash. */
  readonly #numbers = new GrowingInts();
  #next = 1;

  /** Takes a record's calls; gives where they are, or 0 for none. `toolOf`: the group's number of the tool that one belongs to. */
  take(
    further: FurtherCalls | undefined,
    { from, to }: FurtherPlaces,
    toolOf: (pair: number, tool: number) => number,
  ): number {
    if (further === undefined || from === to) return 0;
    const at = this.#next;
    this.#numbers.set(this.#next++, to - from);
    for (let place = from; place < to; place++) {
      const pair = further.pairs[place] ?? 0;
      this.#numbers.set(this.#next++, toolOf(pair, further.tools[place] ?? 0));
      // A hash has 32 bits, and a number here a sign.
      this.#numbers.set(this.#next++, pair | 0);
    }
    return at;
  }

  /** Adds the calls that are there to a segment, as those of one of its records. */
  addTo(segment: SegmentCalls, row: number, at: number): void {
    const count = at === 0 ? 0 : this.#numbers.get(at);
    for (let call = 0; call < count; call++) {
      const place = at + 1 + 2 * call;
      if (segment.count === mostInSegment) this.isFull = true;
      else segment.add(row, this.#numbers.get(place), this.#numbers.get(place + 1) >>> 0);
    }
  }

  /** All that were taken have been added. */
  clear(): void {
    this.#numbers.clear();
    this.#next = 1;
  }
}

/** Those of a segment that grows. */
export class SegmentCalls implements FurtherCalls {
  count = 0;
  rows = new Uint16Array(firstRoom);
  tools = new Uint16Array(firstRoom);
  pairs = new Uint32Array(firstRoom);

  add(row: number, tool: number, pair: number): void {
    if (this.count === this.rows.length) this.#enlarge();
    this.rows[this.count] = row;
    this.tools[this.count] = tool;
    this.pairs[this.count] = pair;
    this.count++;
  }

  #enlarge(): void {
    const { rows, tools, pairs } = this;
    this.rows = new Uint16Array(2 * rows.length);
    this.tools = new Uint16Array(2 * rows.length);
    this.pairs = new Uint32Array(2 * rows.length);
    this.rows.set(rows);
    this.tools.set(tools);
    this.pairs.set(pairs);
  }
}

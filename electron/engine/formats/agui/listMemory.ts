// Servers send the whole conversation again and again, each time a little longer. What a list has in common with the one
// before, byte for byte, need not be read again: it is compared, which costs a fraction.

import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import type { WalkCursor } from "../../scanner/jsonWalk.ts";

/** Elements of a list that is remembered; a longer one is read anew each time. */
const mostElements = 100_000;
const comparedBytes = 64 * 1024;

/** What is known of the begin of a list. */
export interface KnownBegin<Read> {
  readonly reads: readonly Read[];
  readonly ends: readonly number[];
  /** Behind what is known; undefined when nothing is. */
  readonly cursor: WalkCursor | undefined;
}

export class ListMemory<Read> {
  /** The bytes of both lists are looked at in turn, so each has a window. */
  readonly #before: ByteWindow;
  #list: ByteRange | undefined;
  #reads: readonly Read[] = [];
  /** By element: where it ends, from the list's begin. */
  #ends: readonly number[] = [];

  constructor(window: ByteWindow) {
    this.#before = window.another();
  }

  /** What the list begins with in common with the one before. */
  *known(window: ByteWindow, list: ByteRange): Generator<undefined, KnownBegin<Read>> {
    const nothing = { reads: [], ends: [], cursor: undefined };
    if (this.#list === undefined) return nothing;
    const common = yield* this.#common(window, list, this.#list);
    const index = countUpTo(this.#ends, common);
    const end = this.#ends[index - 1];
    if (end === undefined) return nothing;
    return {
      reads: this.#reads.slice(0, index),
      ends: this.#ends.slice(0, index),
      cursor: { offset: list.offset + end, index },
    };
  }

  /** Remembers a list: of each element what was read, and where it ends, from the list's begin. */
  note(list: ByteRange, reads: readonly Read[], ends: readonly number[]): void {
    const isShort = reads.length <= mostElements;
    this.#list = isShort ? list : undefined;
    this.#reads = isShort ? reads : [];
    this.#ends = isShort ? ends : [];
  }

  /** How many bytes both lists begin with. */
  *#common(window: ByteWindow, list: ByteRange, before: ByteRange): Generator<undefined, number> {
    const length = Math.min(list.length, before.length);
    for (let at = 0; at < length; ) {
      const wanted = Math.min(comparedBytes, length - at);
      const bytes = window.view(list.offset + at, wanted);
      const old = this.#before.view(before.offset + at, wanted);
      const compared = Math.min(bytes.length, old.length);
      if (compared === 0) return at;
      if (bytes.compare(old, 0, compared, 0, compared) !== 0) {
        let same = 0;
        while (bytes[same] === old[same]) same++;
        return at + same;
      }
      at += compared;
      yield;
    }
    return length;
  }
}

/** How many of the ascending numbers are at most `most`. */
function countUpTo(ascending: readonly number[], most: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

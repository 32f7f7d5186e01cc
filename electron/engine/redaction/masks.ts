// What is written over what: disjoint places of the file in their order, in pages, some forty bytes each. A mask is as long as
// what it hides, so every record, range and number of the index stays what it is.

import type { RowSorter } from "../index/rowSorter.ts";
import { GrowingInts, GrowingNumbers } from "../paging/growing.ts";

export interface Mask {
  readonly offset: number;
  readonly length: number;
  readonly kind: number;
  /** Where in the marker it begins: a secret may stand in several places, which then share one marker. */
  readonly part: number;
  /** The marker's length; 0: digits become nines, since a number must stay one. */
  readonly total: number;
}

/** The numbers of a row of a sorter: by place, the longest first. */
export const maskWidth = 5;

export function maskRow({ offset, length, kind, part, total }: Mask): readonly number[] {
  return [offset, -length, kind, part, total];
}

const star = 0x2a;
const nine = 0x39;

/** Filled in the order of places, then applied to any read of the source. `kinds` are the markers' words, by number. */
export class Masks {
  readonly kinds: readonly string[];
  readonly #offset = new GrowingNumbers();
  readonly #length = new GrowingInts();
  readonly #kind = new GrowingInts();
  readonly #part = new GrowingInts();
  readonly #total = new GrowingInts();
  readonly #markers: readonly Buffer[];
  readonly #counts: number[];
  #count = 0;
  #end = 0;
  #bytes = 0;

  constructor(kinds: readonly string[]) {
    this.kinds = kinds;
    this.#markers = kinds.map((kind) => Buffer.from(`[${kind}]`, "latin1"));
    this.#counts = kinds.map(() => 0);
  }

  get count(): number {
    return this.#count;
  }

  /** Bytes that are written over. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many secrets there are of each kind that has some. */
  counts(): readonly { readonly kind: string; readonly count: number }[] {
    return this.kinds.flatMap((kind, number) => {
      const count = this.#counts[number] ?? 0;
      return count === 0 ? [] : [{ kind, count }];
    });
  }

  addSorted(sorter: RowSorter): void {
    for (const [offset = 0, length = 0, kind = 0, part = 0, total = 0] of sorter.sorted())
      this.add({ offset, length: -length, kind, part, total });
  }

  /** In the order of their places. What another one hides already is left out. */
  add({ offset, length, kind, part, total }: Mask): void {
    const hidden = Math.min(length, Math.max(0, this.#end - offset));
    if (hidden === length) return;
    const at = this.#count++;
    this.#offset.set(at, offset + hidden);
    this.#length.set(at, length - hidden);
    this.#kind.set(at, kind);
    this.#part.set(at, part + hidden);
    this.#total.set(at, total);
    this.#bytes += length - hidden;
    this.#end = offset + length;
    if (part === 0 && hidden === 0) this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
  }

  mask(number: number): Mask {
    return {
      offset: this.#offset.get(number),
      length: this.#length.get(number),
      kind: this.#kind.get(number),
      part: this.#part.get(number),
      total: this.#total.get(number),
    };
  }

  /** The first one that ends behind a place. */
  firstBehind(position: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#offset.get(middle) + this.#length.get(middle) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Writes over what `length` bytes at `at` of a buffer hold, which stand at `position` in the file. */
  apply(target: Uint8Array, at: number, length: number, position: number): void {
    for (let number = this.firstBehind(position); number < this.#count; number++) {
      const mask = this.mask(number);
      if (mask.offset >= position + length) return;
      const marker = this.#markers[mask.kind] ?? Buffer.alloc(0);
      const from = Math.max(0, position - mask.offset);
      const to = Math.min(mask.length, position + length - mask.offset);
      for (let index = from; index < to; index++) {
        const place = at + mask.offset + index - position;
        if (mask.total > 0) target[place] = characterOf(marker, mask.part + index, mask.total);
        else if (isDigit(target[place] ?? 0)) target[place] = nine;
      }
    }
  }
}

/** The kind in brackets, and stars up to the length; stars alone where there is no room for it. */
function characterOf(marker: Buffer, index: number, total: number): number {
  return marker.length <= total ? (marker[index] ?? star) : star;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

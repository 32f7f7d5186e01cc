// Columns of numbers that grow: the skeleton of a conversation lives in them. They lie in pages (pageCache.ts), so growing
// copies nothing, and what a column takes in memory does not grow with it; reading beyond the end gives 0, which everywhere
// means "none".

import type { Archive } from "./archive.ts";
import { ArchiveError } from "./archive.ts";
import type { Frame, Page, PageCache } from "./pageCache.ts";
import { freeWhenForgotten, pageBytes, sharedPages } from "./pageCache.ts";

class GrowingColumn {
  readonly #cache: PageCache;
  /** Of all frames. */
  readonly #cells: Uint8Array | Int32Array | Float64Array;
  /** Of a page, as a power of two. */
  readonly #cellBits: number;
  readonly #inPage: number;
  /** By block of the column; 0: nothing was set in it. */
  readonly #pages: Page[] = [];
  // Where the cell that was asked for last lies: the next one mostly lies there too.
  #block = -1;
  #page: Page = 0;
  #frame: Frame = 0;

  constructor(cache: PageCache, cells: Uint8Array | Int32Array | Float64Array) {
    this.#cache = cache;
    this.#cells = cells;
    this.#cellBits = Math.log2(pageBytes / cells.BYTES_PER_ELEMENT);
    this.#inPage = 2 ** this.#cellBits - 1;
    freeWhenForgotten(this, cache, this.#pages);
  }

  get(index: number): number {
    const block = index >>> this.#cellBits;
    if (!this.#isAt(block) && !this.#goTo(block)) return 0;
    return this.#cells[(this.#frame << this.#cellBits) | (index & this.#inPage)] ?? 0;
  }

  set(index: number, value: number): void {
    const block = index >>> this.#cellBits;
    if (!this.#isAt(block) && !this.#goTo(block)) this.#begin(block);
    this.#cells[(this.#frame << this.#cellBits) | (index & this.#inPage)] = value;
    this.#cache.change(this.#frame);
  }

  /** Of each page what is set in it. Pauses where it yields. */
  *archive(archive: Archive): Generator<undefined> {
    const blocks = archive.number(this.#pages.length);
    for (let block = 0; block < blocks; block++) {
      const used = archive.number(this.#goTo(block) ? this.#usedBytes() : 0);
      if (used > pageBytes) throw new ArchiveError("no such page");
      if (used > 0 && archive.isReading) this.#begin(block);
      if (used > 0) archive.bytes(this.#bytes().subarray(0, used));
      yield;
    }
  }

  /** Sets everything to 0. */
  clear(): void {
    if (this.#pages.length === 0) return;
    this.#cache.free(this.#pages);
    this.#pages.length = 0;
    this.#block = -1;
  }

  /** The page that is at hand. */
  #bytes(): Uint8Array {
    return this.#cache.bytes.subarray(this.#frame * pageBytes, (this.#frame + 1) * pageBytes);
  }

  /** Of the page that is at hand, without the zeros at its end. */
  #usedBytes(): number {
    const bytes = this.#bytes();
    let used = pageBytes;
    while (used > 0 && bytes[used - 1] === 0) used--;
    return used;
  }

  #isAt(block: number): boolean {
    return block === this.#block && this.#cache.isIn(this.#frame, this.#page);
  }

  #goTo(block: number): boolean {
    const page = this.#pages[block] ?? 0;
    if (page === 0) return false;
    this.#frame = this.#cache.frameOf(page);
    this.#page = page;
    this.#block = block;
    return true;
  }

  #begin(block: number): void {
    const page = this.#cache.allocate();
    while (this.#pages.length <= block) this.#pages.push(0);
    this.#pages[block] = page;
    this.#goTo(block);
  }
}

/** Numbers from 0 to 255. */
export class GrowingBytes extends GrowingColumn {
  constructor(cache = sharedPages) {
    super(cache, cache.bytes);
  }
}

/** Row numbers, ids and other whole numbers below 2^31. */
export class GrowingInts extends GrowingColumn {
  constructor(cache = sharedPages) {
    super(cache, cache.ints);
  }
}

/** Byte offsets and lengths. */
export class GrowingNumbers extends GrowingColumn {
  constructor(cache = sharedPages) {
    super(cache, cache.floats);
  }
}

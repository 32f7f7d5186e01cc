// Columns of numbers that grow: the skeleton of a conversation lives in them. They lie in pages (pageCache.ts), so growing
// copies nothing, and what a column takes in memory does not grow with it; reading beyond the end gives 0, which everywhere
// means "none".

import type { Archive } from "./archive.ts";
import { ArchiveError } from "./archive.ts";
import type { PageCache } from "./pageCache.ts";
import { HeldPage, type Page, pageBytes, sharedPages } from "./pageCache.ts";
import { freeWhenForgotten } from "./pageOwners.ts";

const pageBits = Math.log2(pageBytes);
/** Cells of a page, as powers of two: of a byte, four and eight. */
const intBits = pageBits - 2;
const numberBits = pageBits - 3;
const bytesInPage = 2 ** pageBits - 1;
const intsInPage = 2 ** intBits - 1;
const numbersInPage = 2 ** numberBits - 1;

/** The sorts of columns have `get` and `set` of their own, with one sort of cells each: they are what a reading does most. */
abstract class GrowingColumn {
  /** Where the cell that was asked for last lies: the next one mostly lies there too. */
  protected readonly held = new HeldPage();
  readonly #cache: PageCache;
  /** By block of the column; 0: nothing was set in it. */
  readonly #pages: Page[] = [];

  constructor(cache: PageCache) {
    this.#cache = cache;
    freeWhenForgotten(this, cache, this.#pages);
  }

  /** Of each page what is set in it. Pauses where it yields. */
  *archive(archive: Archive): Generator<undefined> {
    const blocks = archive.number(this.#pages.length);
    for (let block = 0; block < blocks; block++) {
      const used = archive.number(this.goTo(block) ? this.#usedBytes() : 0);
      if (used > pageBytes) throw new ArchiveError("no such page");
      if (used > 0 && archive.isReading) this.begin(block);
      if (used > 0) archive.bytes(this.#bytes().subarray(0, used));
      yield;
    }
  }

  /** Sets everything to 0. */
  clear(): void {
    if (this.#pages.length === 0) return;
    this.#cache.free(this.#pages);
    this.#pages.length = 0;
    this.held.release();
  }

  /** False: nothing was set in it. */
  protected goTo(block: number): boolean {
    const page = this.#pages[block] ?? 0;
    if (page === 0) return false;
    this.#cache.hold(page, this.held);
    this.held.block = block;
    return true;
  }

  protected begin(block: number): void {
    if (this.goTo(block)) return;
    const page = this.#cache.allocate();
    while (this.#pages.length <= block) this.#pages.push(0);
    this.#pages[block] = page;
    this.goTo(block);
  }

  /** To be told of the first change of a page that is at hand. */
  protected change(): void {
    this.held.isChanged = true;
    this.#cache.change(this.held.frame);
  }

  /** The page that is at hand. */
  #bytes(): Uint8Array {
    const { frame } = this.held;
    return this.#cache.bytes.subarray(frame * pageBytes, (frame + 1) * pageBytes);
  }

  /** Of the page that is at hand, without the zeros at its end. */
  #usedBytes(): number {
    const bytes = this.#bytes();
    let used = pageBytes;
    while (used > 0 && bytes[used - 1] === 0) used--;
    return used;
  }
}

/** Numbers from 0 to 255. */
export class GrowingBytes extends GrowingColumn {
  readonly #cells: Uint8Array;

  constructor(cache = sharedPages) {
    super(cache);
    this.#cells = cache.bytes;
  }

  get(index: number): number {
    const { held } = this;
    const block = index >>> pageBits;
    if (block !== held.block && !this.goTo(block)) return 0;
    return this.#cells[(held.frame << pageBits) | (index & bytesInPage)] ?? 0;
  }

  set(index: number, value: number): void {
    const { held } = this;
    const block = index >>> pageBits;
    if (block !== held.block) this.begin(block);
    this.#cells[(held.frame << pageBits) | (index & bytesInPage)] = value;
    if (!held.isChanged) this.change();
  }
}

/** Row numbers, ids and other whole numbers below 2^31. */
export class GrowingInts extends GrowingColumn {
  readonly #cells: Int32Array;

  constructor(cache = sharedPages) {
    super(cache);
    this.#cells = cache.ints;
  }

  get(index: number): number {
    const { held } = this;
    const block = index >>> intBits;
    if (block !== held.block && !this.goTo(block)) return 0;
    return this.#cells[(held.frame << intBits) | (index & intsInPage)] ?? 0;
  }

  set(index: number, value: number): void {
    const { held } = this;
    const block = index >>> intBits;
    if (block !== held.block) this.begin(block);
    this.#cells[(held.frame << intBits) | (index & intsInPage)] = value;
    if (!held.isChanged) this.change();
  }
}

/** Byte offsets and lengths. */
export class GrowingNumbers extends GrowingColumn {
  readonly #cells: Float64Array;

  constructor(cache = sharedPages) {
    super(cache);
    this.#cells = cache.floats;
  }

  get(index: number): number {
    const { held } = this;
    const block = index >>> numberBits;
    if (block !== held.block && !this.goTo(block)) return 0;
    return this.#cells[(held.frame << numberBits) | (index & numbersInPage)] ?? 0;
  }

  set(index: number, value: number): void {
    const { held } = this;
    const block = index >>> numberBits;
    if (block !== held.block) this.begin(block);
    this.#cells[(held.frame << numberBits) | (index & numbersInPage)] = value;
    if (!held.isChanged) this.change();
  }
}

/** For who never asks for what is set. */
export class NoInts extends GrowingInts {
  override get(): number {
    return 0;
  }

  override set(): void {}
}

/** The same of larger numbers. */
export class NoNumbers extends GrowingNumbers {
  override get(): number {
    return 0;
  }

  override set(): void {}
}

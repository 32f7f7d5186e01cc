// Bytes that only grow at their end, in pages like the columns of numbers. A text may lie across pages.

import type { Archive } from "./archive.ts";
import { areSame, copyWords } from "./byteWords.ts";
import type { Page, PageCache } from "./pageCache.ts";
import { pageBytes, sharedPages } from "./pageCache.ts";
import { freeWhenForgotten } from "./pageOwners.ts";

/**
 * A place in it is the number of bytes before it. Appending throws a SourceError when the disk is full, and changes
 * nothing then.
 */
export class GrowingText {
  /** Bytes in it. */
  length = 0;
  readonly #cache: PageCache;
  readonly #pages: Page[] = [];

  constructor(cache = sharedPages) {
    this.#cache = cache;
    freeWhenForgotten(this, cache, this.#pages);
  }

  /** Appends the bytes [at, at + length). */
  append(bytes: Uint8Array, at: number, length: number): void {
    for (let done = 0; done < length; ) {
      const inPage = this.length % pageBytes;
      const part = Math.min(length - done, pageBytes - inPage);
      const frame = inPage === 0 ? this.#begin() : this.#cache.frameOf(this.#pages.at(-1) ?? 0);
      copy(this.#cache.bytes, frame * pageBytes + inPage, bytes, at + done, part);
      this.#cache.change(frame);
      this.length += part;
      done += part;
    }
  }

  /** The same of a short text. */
  appendWords(words: DataView, at: number, length: number): void {
    for (let done = 0; done < length; ) {
      const inPage = this.length % pageBytes;
      const part = Math.min(length - done, pageBytes - inPage);
      const frame = inPage === 0 ? this.#begin() : this.#cache.frameOf(this.#pages[this.#pages.length - 1] ?? 0);
      copyWords(this.#cache.words, frame * pageBytes + inPage, words, at + done, part);
      this.#cache.change(frame);
      this.length += part;
      done += part;
    }
  }

  /** Gives its pages back. What is in it must not be asked for again. */
  clear(): void {
    this.#cache.free(this.#pages);
    this.#pages.length = 0;
    this.length = 0;
  }

  /** Pauses where it yields. */
  *archive(archive: Archive): Generator<undefined> {
    const length = archive.number(this.length);
    for (let at = 0; at < length; at += pageBytes) {
      const frame = archive.isReading ? this.#begin() : this.#cache.frameOf(this.#pages[at / pageBytes] ?? 0);
      const begin = frame * pageBytes;
      archive.bytes(this.#cache.bytes.subarray(begin, begin + Math.min(pageBytes, length - at)));
      yield;
    }
    this.length = length;
  }

  /** Whether the bytes from a place on are these. */
  is(place: number, words: DataView, at: number, length: number): boolean {
    for (let done = 0; done < length; ) {
      const start = this.#addressOf(place + done);
      const part = Math.min(length - done, pageBytes - ((place + done) % pageBytes));
      if (!areSame(this.#cache.words, start, words, at + done, part)) return false;
      done += part;
    }
    return true;
  }

  /** A copy of the bytes from a place on. */
  read(place: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    this.copy(place, length, bytes, 0);
    return bytes;
  }

  /** Copies the bytes from a place on to `target`, from `at` on. */
  copy(place: number, length: number, target: Uint8Array, at: number): void {
    for (let done = 0; done < length; ) {
      const start = this.#addressOf(place + done);
      const part = Math.min(length - done, pageBytes - ((place + done) % pageBytes));
      copy(target, at + done, this.#cache.bytes, start, part);
      done += part;
    }
  }

  #begin(): number {
    const page = this.#cache.allocate();
    this.#pages.push(page);
    return this.#cache.frameOf(page);
  }

  /** Where a byte lies in memory, until another page is asked for. */
  #addressOf(place: number): number {
    const inPage = place % pageBytes;
    return this.#cache.frameOf(this.#pages[(place - inPage) / pageBytes] ?? 0) * pageBytes + inPage;
  }
}

/** Bytes that are copied one by one, since making views of them would take longer. */
const few = 64;

function copy(to: Uint8Array, place: number, from: Uint8Array, at: number, length: number): void {
  if (length > few) to.set(from.subarray(at, at + length), place);
  else for (let i = 0; i < length; i++) to[place + i] = from[at + i] ?? 0;
}

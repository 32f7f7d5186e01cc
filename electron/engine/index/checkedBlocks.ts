// Reads a transcript by blocks, each of which is held against its sum. The last ones stay at hand.

import type { BlockReader } from "../scanner/blockSums.ts";
import { blockBytes, passingSlot } from "../scanner/blockSums.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import type { KnownSums } from "./sumStore.ts";

export class CheckedBlocks {
  readonly #source: Source;
  readonly #sums: KnownSums;
  readonly #reader: BlockReader;
  /** Blocks at hand, the longest unused first: their slots, and how many of their bytes were checked. */
  readonly #atHand = new Map<number, { readonly slot: number; readonly bytes: Uint8Array }>();

  constructor(source: Source, sums: KnownSums, reader: BlockReader) {
    this.#source = source;
    this.#sums = sums;
    this.#reader = reader;
  }

  /** As a source's. Throws a SourceError for a block that is not what it was; bytes that are not indexed yet come as they are. */
  readInto(target: Uint8Array, at: number, length: number, position: number): number {
    const wanted = Math.min(length, maxReadBytes);
    for (let done = 0; done < wanted; ) {
      const place = position + done;
      const from = place % blockBytes;
      const bytes = this.#checked(Math.floor(place / blockBytes), from);
      if (bytes === undefined) return done + this.#source.readInto(target, at + done, wanted - done, place);
      const part = bytes.subarray(from, from + wanted - done);
      target.set(part, at + done);
      done += part.length;
    }
    return Math.max(wanted, 0);
  }

  /** What is at hand is read again: it may be other bytes in the file by now. */
  forget(): void {
    this.#atHand.clear();
  }

  /** True while a block is what it was. Throws a SourceError when it cannot be read. */
  isSame(block: number): boolean {
    const known = this.#sums.of(block);
    if (known === undefined) return true;
    return this.#read(block, passingSlot, known.length) && this.#reader.sum(passingSlot, known.length) === known.sum;
  }

  /** The bytes of a block, as far as they are indexed; undefined when the one at `from` is not. */
  #checked(block: number, from: number): Uint8Array | undefined {
    const atHand = this.#atHand.get(block);
    if (atHand !== undefined && from < atHand.bytes.length) {
      this.#atHand.delete(block);
      this.#atHand.set(block, atHand);
      return atHand.bytes;
    }
    const known = this.#sums.of(block);
    if (known === undefined || from >= known.length) return undefined;
    const slot = this.#freeSlot(block);
    if (!this.#read(block, slot, known.length)) throw this.#changed("shrunk");
    if (this.#reader.sum(slot, known.length) !== known.sum) throw this.#changed("rewritten");
    const bytes = this.#reader.room(slot).subarray(0, known.length);
    this.#atHand.set(block, { slot, bytes });
    return bytes;
  }

  #freeSlot(block: number): number {
    const again = this.#atHand.get(block);
    if (again !== undefined) {
      this.#atHand.delete(block);
      return again.slot;
    }
    if (this.#atHand.size < passingSlot) return this.#unusedSlot();
    const [oldest] = this.#atHand;
    if (oldest === undefined) return 0;
    this.#atHand.delete(oldest[0]);
    return oldest[1].slot;
  }

  /** A slot may be without a block since the one that was to go there was not what it was. */
  #unusedSlot(): number {
    const used = new Set([...this.#atHand.values()].map(({ slot }) => slot));
    let slot = 0;
    while (used.has(slot)) slot++;
    return slot;
  }

  /** False when there are fewer bytes. */
  #read(block: number, slot: number, length: number): boolean {
    const room = this.#reader.room(slot);
    for (let done = 0; done < length; ) {
      const read = this.#source.readInto(room, done, length - done, block * blockBytes + done);
      if (read === 0) return false;
      done += read;
    }
    return true;
  }

  #changed(change: "shrunk" | "rewritten"): SourceError {
    return new SourceError({ code: "source-changed", name: this.#source.name, change });
  }
}

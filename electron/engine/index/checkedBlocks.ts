// Reads a transcript by blocks, each of which is held against its sum. Those of which a part is wanted stay at hand, the last ones; whole
// blocks go where they are wanted at once.

import { blockBytes, sumOfBlock } from "../scanner/blockSums.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import type { KnownSums } from "./sumStore.ts";

/** Blocks that stay at hand, when nobody says how many: together 1 MB. */
const usuallyAtHand = 15;
/** For blocks that are looked at only; nobody waits between filling it and using it. */
const passing = new ArrayBuffer(blockBytes);

/**
 * Reads of any place and length; a part of a block costs reading the whole of it, 64 KiB. Blocks at hand are not looked
 * at again before `forget`.
 */
export class CheckedBlocks {
  readonly #source: Pick<Source, "name" | "readInto">;
  readonly #sums: KnownSums;
  readonly #mostAtHand: number;
  /** Blocks at hand, the longest unused first: as many of their bytes as were checked. */
  readonly #atHand = new Map<number, Uint8Array<ArrayBuffer>>();
  /** Room for a block that holds none. */
  readonly #free: ArrayBuffer[] = [];
  #rooms = 0;
  /** The blocks [from, to) were given whole, one after the other, and last. */
  #given = { from: 0, to: 0 };
  /** Somebody wants parts of what was just given whole, so that stays at hand, too. */
  #keepsAll = false;

  constructor(source: Pick<Source, "name" | "readInto">, sums: KnownSums, mostAtHand?: number) {
    this.#source = source;
    this.#sums = sums;
    this.#mostAtHand = mostAtHand ?? usuallyAtHand;
  }

  /** As a source's. Throws a SourceError for a block that is not what it was; bytes that are not indexed yet come as they are. */
  readInto(target: Uint8Array, at: number, length: number, position: number): number {
    const wanted = Math.min(length, maxReadBytes);
    for (let done = 0; done < wanted; ) {
      const place = position + done;
      const from = place % blockBytes;
      const whole = from === 0 ? this.#readWhole(target, at + done, wanted - done, place / blockBytes) : 0;
      done += whole;
      if (whole > 0) continue;
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
    for (const { buffer } of this.#atHand.values()) this.#free.push(buffer);
    this.#atHand.clear();
  }

  /** True while a block is what it was. Throws a SourceError when it cannot be read. */
  isSame(block: number): boolean {
    const known = this.#sums.of(block);
    if (known === undefined) return true;
    const bytes = new Uint8Array(passing, 0, known.length);
    return this.#read(block, bytes) && sumOfBlock(bytes) === known.sum;
  }

  /** Reads the whole blocks that are wanted straight to where they are wanted. Gives how many bytes; 0: there is none. */
  #readWhole(target: Uint8Array, at: number, length: number, first: number): number {
    if (this.#keepsAll) return 0;
    let blocks = 0;
    while ((blocks + 1) * blockBytes <= length && this.#sums.of(first + blocks)?.length === blockBytes) blocks++;
    if (blocks === 0) return 0;
    const bytes = target.subarray(at, at + blocks * blockBytes);
    if (!this.#read(first, bytes)) throw this.#changed("shrunk");
    for (let block = 0; block < blocks; block++) {
      const sum = sumOfBlock(bytes.subarray(block * blockBytes, (block + 1) * blockBytes));
      if (sum !== this.#sums.of(first + block)?.sum) throw this.#changed("rewritten");
    }
    const to = first + blocks;
    this.#given = { from: Math.max(first === this.#given.to ? this.#given.from : first, to - this.#mostAtHand), to };
    return bytes.length;
  }

  /** The bytes of a block, as far as they are indexed; undefined when the one at `from` is not. */
  #checked(block: number, from: number): Uint8Array | undefined {
    const atHand = this.#atHand.get(block);
    if (atHand !== undefined) this.#atHand.delete(block);
    if (atHand !== undefined && from < atHand.length) {
      this.#atHand.set(block, atHand);
      return atHand;
    }
    if (atHand !== undefined) this.#free.push(atHand.buffer);
    if (block >= this.#given.from && block < this.#given.to) this.#keepsAll = true;
    const known = this.#sums.of(block);
    if (known === undefined || from >= known.length) return undefined;
    const buffer = this.#room();
    const bytes = new Uint8Array(buffer, 0, known.length);
    let isSame = false;
    try {
      const isWhole = this.#read(block, bytes);
      isSame = isWhole && sumOfBlock(bytes) === known.sum;
      if (!isSame) throw this.#changed(isWhole ? "rewritten" : "shrunk");
    } finally {
      if (!isSame) this.#free.push(buffer);
    }
    this.#atHand.set(block, bytes);
    return bytes;
  }

  /** Room for a block: made, or of the one that was not used for the longest time. */
  #room(): ArrayBuffer {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const [oldest] = this.#atHand;
    if (oldest === undefined || this.#rooms < this.#mostAtHand) {
      this.#rooms++;
      return new ArrayBuffer(blockBytes);
    }
    this.#atHand.delete(oldest[0]);
    return oldest[1].buffer;
  }

  /** Fills `target` with the bytes from a block's begin on; false when there are fewer. */
  #read(block: number, target: Uint8Array): boolean {
    for (let done = 0; done < target.length; ) {
      const read = this.#source.readInto(target, done, target.length - done, block * blockBytes + done);
      if (read === 0) return false;
      done += read;
    }
    return true;
  }

  #changed(change: "shrunk" | "rewritten"): SourceError {
    return new SourceError({ code: "source-changed", name: this.#source.name, change });
  }
}

// One sum of all first bytes of a source, made of the sums of its blocks: of bytes as they come, or of blocks whose sums are known.

import type { PartSum } from "./blockSums.ts";
import { addPart, blockBytes, foldParts, partOfBlock, sumOfBlock } from "./blockSums.ts";

const parts = 16;

/**
 * For whole files that are read anyway: the same digest from bytes and from the sums that an index keeps, however they
 * are cut. Not for what a stranger must not be able to forge.
 */
export class PrefixSum {
  readonly #hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  readonly #word = new BigUint64Array(1);
  /** Of the block that is not whole. */
  #open: PartSum = new BigUint64Array(parts);
  #end = 0;

  /** Bytes that are summed. */
  get end(): number {
    return this.#end;
  }

  /** Bytes from a place on that is not behind the end; those before the end were taken. */
  take(bytes: Uint8Array, position: number): void {
    if (position > this.#end) throw new Error("bytes were left out");
    for (let at = this.#end - position; at < bytes.length; ) {
      const start = this.#end % blockBytes;
      const piece = bytes.subarray(at, at + blockBytes - start);
      if (piece.length === blockBytes) this.takeBlock(sumOfBlock(piece));
      else this.#takePart(piece, start);
      at += piece.length;
    }
  }

  /** The next block, whole. */
  takeBlock(sum: bigint): void {
    this.#word[0] = sum;
    this.#hash.update(new Uint8Array(this.#word.buffer));
    this.#end += blockBytes;
  }

  #takePart(piece: Uint8Array, start: number): void {
    addPart(this.#open, partOfBlock(piece, start));
    this.#end += piece.length;
    if (this.#end % blockBytes !== 0) return;
    this.#end -= blockBytes;
    this.takeBlock(foldParts(this.#open));
    this.#open = new BigUint64Array(parts);
  }

  /** Of all that was taken. */
  digest(): string {
    this.#word[0] = foldParts(this.#open);
    return this.#hash.copy().update(new Uint8Array(this.#word.buffer)).update(String(this.#end)).digest("hex");
  }
}

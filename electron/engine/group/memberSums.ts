import type { KnownSums } from "../index/sumStore.ts";
import { GrowingNumbers } from "../paging/growing.ts";
import { blockBytes } from "../scanner/blockSums.ts";

/** Half of a sum, of 64 bits. */
const half = 2 ** 32;

/**
 * What the blocks of all transcripts of a group add up to, as it was when they were indexed: 16 bytes for 64 KiB, in pages. So
 * one that is opened again is held against what was indexed.
 */
export class MemberSums {
  readonly #high = new GrowingNumbers();
  readonly #low = new GrowingNumbers();
  #blocks = 0;

  /** Takes those of one transcript; gives them as they are kept. */
  keep(sums: KnownSums): KnownSums {
    const first = this.#blocks;
    const bytes = sums.bytes();
    for (let block = 0; block * blockBytes < bytes; block++, this.#blocks++) {
      const sum = sums.of(block)?.sum ?? 0n;
      this.#high.set(this.#blocks, Number(sum >> 32n));
      this.#low.set(this.#blocks, Number(BigInt.asUintN(32, sum)));
    }
    return {
      bytes: () => bytes,
      of: (block) => {
        const length = Math.min(blockBytes, bytes - block * blockBytes);
        if (length <= 0) return undefined;
        const [high, low] = [this.#high.get(first + block), this.#low.get(first + block)];
        return { sum: BigInt(high) * BigInt(half) + BigInt(low), length };
      },
    };
  }

  clear(): void {
    this.#high.clear();
    this.#low.clear();
  }
}

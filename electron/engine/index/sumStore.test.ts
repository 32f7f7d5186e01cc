import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockBytes, createBlockSummer, foldParts, sumOfBlock } from "../scanner/blockSums.ts";
import { createScanner } from "../scanner/scannerModule.ts";
import { createMemoryFile } from "./memoryFile.ts";
import type { SumStore } from "./sumStore.ts";
import { checkPage, copyPage, createSumStore, pageBlocks } from "./sumStore.ts";

const mask = (1n << 64n) - 1n;

/** The sum of a block as its definition has it (assembly/blockSum.ts), word for word. */
function definedSum(block: Uint8Array): bigint {
  const padded = Buffer.alloc(blockBytes);
  padded.set(block);
  const sums = Array.from({ length: 16 }, () => 0n);
  for (let at = 0; at < blockBytes; at += 8) {
    const word = padded.readBigUInt64LE(at);
    const column = (at / 8) % 8;
    sums[column] = ((sums[column] ?? 0n) + word) & mask;
    const weight = BigInt(1024 - Math.floor(at / 64));
    sums[column + 8] = ((sums[column + 8] ?? 0n) + word * weight) & mask;
  }
  return sums.reduce((folded, sum) => {
    const product = ((folded ^ sum) * 0x9fb21c651e98df25n) & mask;
    return product ^ (product >> 32n);
  }, 0n);
}

/** Bytes that no rule could make. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed >>> 0;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

const noDamage = (): never => {
  throw new Error("no sum is damaged");
};

/** Sums bytes in stretches that end at the cuts, each read in chunks of the given lengths in turn. */
function sumInStretches(bytes: Uint8Array, cuts: readonly number[], chunks: readonly number[]): SumStore {
  const store = createSumStore({ file: createMemoryFile(), again: noDamage });
  let from = 0;
  let turn = 0;
  for (const to of [...[...cuts].sort((a, b) => a - b), bytes.length]) {
    // As threads do, each stretch by a scanner of its own.
    const module = createScanner();
    const summer = createBlockSummer(module, from);
    for (let at = from; at < to; ) {
      const length = Math.min(chunks[turn++ % chunks.length] ?? 1, to - at);
      new Uint8Array(module.memory.buffer).set(bytes.subarray(at, at + length), module.inputAddress());
      summer.take(module.inputAddress(), length, at);
      at += length;
    }
    expect(store.append(summer.give())).toBe(true);
    from = to;
  }
  return store;
}

describe("the sums of blocks", () => {
  it("are the defined ones, however the bytes are cut and read", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 * blockBytes }),
        fc.nat(),
        fc.array(fc.nat(4 * blockBytes), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 256 * 1024 }), { minLength: 1, maxLength: 5 }),
        (length, seed, cuts, chunks) => {
          const bytes = noise(length, seed);
          const wholeCuts = cuts.map((cut) => Math.min(cut, length));
          const store = sumInStretches(bytes, wholeCuts, chunks);
          expect(store.bytes()).toBe(length);
          for (let start = 0; start < length; start += blockBytes) {
            const block = bytes.subarray(start, start + blockBytes);
            expect(store.of(start / blockBytes)).toEqual({ sum: definedSum(block), length: block.length });
          }
          expect(store.of(Math.ceil(length / blockBytes))).toBe(undefined);
        },
      ),
      { numRuns: 40 },
    );
  });

  const flip = (at: number) => (copy: Uint8Array) => {
    copy[at] = (copy[at] ?? 0) ^ 1;
  };

  it("differ when a byte differs, when bytes change places, and when all move by one", () => {
    const bytes = noise(blockBytes, 7);
    const changed = (change: (copy: Uint8Array) => void): Uint8Array => {
      const copy = bytes.slice();
      change(copy);
      return copy;
    };
    const swap = (one: number, other: number) => (copy: Uint8Array) => {
      [copy[one], copy[other]] = [copy[other] ?? 0, copy[one] ?? 0];
      if (copy[one] === copy[other]) copy[one] = (copy[one] ?? 0) ^ 1;
    };
    const others = [
      ...[0, 63, 64, 1000, blockBytes - 1].map((at) => changed(flip(at))),
      ...[1, 8, 16, 64, 640, 4096].map((step) => changed(swap(100, 100 + step))),
      changed((copy) => copy.copyWithin(1, 0)),
      changed((copy) => copy.copyWithin(0, 64)),
    ];
    const sums = [bytes, ...others].map(sumOfBlock);
    expect(new Set(sums).size).toBe(sums.length);
  });

  it("do not follow bytes that were left out", () => {
    const store = createSumStore({ file: createMemoryFile(), again: noDamage });
    expect(store.append({ from: 5, to: 10, head: undefined, whole: [], tail: undefined })).toBe(false);
  });
});

describe("saved sums", () => {
  const blocks = 2 * pageBlocks + 3;
  const whole = Array.from({ length: blocks }, (_, block) => BigInt(block * 7919));

  function saved() {
    const file = createMemoryFile();
    file.append(new Uint8Array(1000));
    const store = createSumStore({ file, again: noDamage });
    const tail = new BigUint64Array(16).fill(5n);
    const to = blocks * blockBytes + 100;
    store.append({ from: 0, to, head: undefined, whole, tail });
    const last = store.of(blocks);
    return { file, last, saved: store.save() };
  }

  it("are what they were, the last part of a block too", () => {
    const { file, last, saved: kept } = saved();
    const again = createSumStore({ file, saved: kept, again: noDamage });
    for (const [block, sum] of whole.entries()) expect(again.of(block)).toEqual({ sum, length: blockBytes });
    expect(again.of(blocks)).toEqual(last);
    expect(again.bytes()).toBe(kept.bytes);
  });

  it("go to another file, and are looked at on the way", () => {
    const { file, saved: kept } = saved();
    const other = createMemoryFile();
    const pages = kept.pages.map((at) => copyPage(file, at, other));
    const again = createSumStore({ file: other, saved: { ...kept, pages }, again: noDamage });
    for (const [block, sum] of whole.entries()) expect(again.of(block)).toEqual({ sum, length: blockBytes });
    for (const at of pages) checkPage(other, at);
    // Anything else in the file.
    expect(() => checkPage(file, 0)).toThrow("damaged");
    expect(() => copyPage(file, 1, other)).toThrow("damaged");
  });

  it.each([1, pageBlocks - 1, pageBlocks, pageBlocks + 1, 2 * pageBlocks])(
    "go on behind %i blocks and a part of one",
    (kept) => {
      const { file, saved: all } = saved();
      const pages = all.pages.slice(0, Math.ceil(kept / pageBlocks));
      const open = new BigUint64Array(16).fill(1n);
      const bytes = kept * blockBytes + 10;
      const store = createSumStore({ file, saved: { bytes, pages }, open, again: noDamage });
      const more = new BigUint64Array(16).fill(2n);
      const to = (kept + 2) * blockBytes;
      expect(store.append({ from: bytes, to, head: more, whole: [99n], tail: undefined })).toBe(true);
      expect(store.of(kept - 1)?.sum).toBe(whole[kept - 1]);
      expect(store.of(kept)?.sum).toBe(foldParts(new BigUint64Array(16).fill(3n)));
      expect(store.of(kept + 1)?.sum).toBe(99n);
      const loaded = createSumStore({ file, saved: store.save(), again: noDamage });
      for (let block = 0; block < kept + 2; block++) expect(loaded.of(block)).toEqual(store.of(block));
    },
  );
});

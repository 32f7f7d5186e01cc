// Whoever holds bytes of a source gives no wrong ones behind a read that was refused half-way.

import fc from "fast-check";
import { expect, it } from "vitest";
import { CheckedBlocks } from "../index/checkedBlocks.ts";
import { blockBytes, sumOfBlock } from "../scanner/blockSums.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { SourceError } from "./fileSource.ts";
import { createMemorySource } from "./memorySource.ts";
import { readAhead } from "./readAhead.ts";
import type { Source } from "./source.ts";

const source = createMemorySource(Array.from({ length: 100_000 }, (_, n) => `${n} `).join(""), "numbers");
const sums = {
  bytes: () => source.size,
  of: (block: number) => {
    const length = Math.min(blockBytes, source.size - block * blockBytes);
    const bytes = new Uint8Array(length);
    source.readInto(bytes, 0, length, block * blockBytes);
    return { sum: sumOfBlock(bytes), length };
  },
};

/** Reads [position, position + length) through what holds bytes of the source. */
type Read = (length: number, position: number) => Uint8Array;

const holders: readonly (readonly [string, (source: Source) => Read])[] = [
  [
    "pieces that are read ahead",
    (from) => {
      const ahead = readAhead(from);
      return (length, position) => {
        const target = new Uint8Array(length);
        return target.subarray(0, ahead.readInto(target, 0, length, position));
      };
    },
  ],
  [
    "a window",
    (from) => {
      const window = new ByteWindow(from);
      return (length, position) => Uint8Array.from(window.view(position, length));
    },
  ],
  [
    "a window, byte by byte",
    (from) => {
      const window = new ByteWindow(from);
      return (length, position) =>
        Uint8Array.from({ length: Math.min(length, 5) }, (_, n) => window.byteAt(position + n, source.size));
    },
  ],
  [
    "blocks that are checked",
    (from) => {
      const blocks = new CheckedBlocks(from, sums, 3);
      return (length, position) => {
        const target = new Uint8Array(length);
        return target.subarray(0, blocks.readInto(target, 0, length, position));
      };
    },
  ],
];

it.each(holders)("%s: gives the bytes of the source, whichever reads are refused", (_, holderOf) => {
  const piece = fc.record({
    position: fc.nat(source.size - 40_000),
    length: fc.integer({ min: 1, max: 40_000 }),
    goes: fc.constantFrom("near", "back", "anywhere"),
    refusals: fc.constantFrom([false], [true], [true, false]),
  });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 2, maxLength: 20 }), (pieces) => {
      let isRefused = false;
      const read = holderOf({
        ...source,
        readInto: (target, at, length, position) => {
          if (!isRefused) return source.readInto(target, at, length, position);
          target.fill(0x2d, at, at + Math.ceil(length / 2));
          throw new SourceError({ code: "not-readable", name: source.name, detail: "EIO" });
        },
      });
      const places = [0];
      for (const one of pieces) {
        const [before = 0, last = 0] = places.slice(-2);
        const to = { near: last + 1_000, back: before, anywhere: one.position }[one.goes];
        const position = Math.min(to, source.size - one.length);
        places.push(position);
        for (const refuses of one.refusals) {
          isRefused = refuses;
          const given = tried(() => read(one.length, position));
          if (given === undefined) continue;
          const wanted = new Uint8Array(given.length);
          source.readInto(wanted, 0, wanted.length, position);
          expect(Buffer.from(given).equals(wanted)).toBe(true);
        }
      }
    }),
  );
});

function tried<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

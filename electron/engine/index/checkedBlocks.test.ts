import { expect, it } from "vitest";
import { blockBytes, sumOfBlock } from "../scanner/blockSums.ts";
import { CheckedBlocks } from "./checkedBlocks.ts";

const count = 40;
const content = Buffer.from(Uint8Array.from({ length: count * blockBytes }, (_, at) => (at * 7) ^ (at >> 9)));

/** Reads `content`, and tells how many bytes of it were read by how many calls. */
function blocksOf(): { readonly blocks: CheckedBlocks; readonly read: { bytes: number; calls: number } } {
  const read = { bytes: 0, calls: 0 };
  const readInto = (target: Uint8Array, at: number, length: number, position: number): number => {
    const bytes = content.subarray(position, position + length);
    target.set(bytes, at);
    read.bytes += bytes.length;
    read.calls++;
    return bytes.length;
  };
  const of = (block: number) => ({
    sum: sumOfBlock(content.subarray(block * blockBytes, (block + 1) * blockBytes)),
    length: blockBytes,
  });
  return { blocks: new CheckedBlocks({ name: "log", readInto }, { bytes: () => content.length, of }), read };
}

function part(blocks: CheckedBlocks, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  expect(blocks.readInto(bytes, 0, length, position)).toBe(length);
  return bytes;
}

it("reads whole blocks that are wanted together by one call", () => {
  const { blocks, read } = blocksOf();
  for (let at = 0; at < content.length; at += 4 * blockBytes) {
    expect(part(blocks, at, 4 * blockBytes).equals(content.subarray(at, at + 4 * blockBytes))).toBe(true);
  }
  expect(read).toEqual({ bytes: content.length, calls: count / 4 });
});

it("reads next to nothing twice for who wants parts of what was just given whole", () => {
  const { blocks, read } = blocksOf();
  for (let at = 0; at < content.length; at += 4 * blockBytes) {
    part(blocks, at, 4 * blockBytes);
    for (const place of [at + 10, at + blockBytes - 5, at + 3 * blockBytes + 77]) {
      expect(part(blocks, place, 100).equals(content.subarray(place, place + 100))).toBe(true);
    }
  }
  expect(read.bytes).toBeLessThanOrEqual(content.length + 4 * blockBytes);
});

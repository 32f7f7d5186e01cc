import { expect, it } from "vitest";
import { succeed } from "../../../shared/result.ts";
import { blockBytes } from "../blocks/recordBlocks.ts";
import { createByteBlocks, shownBytes } from "./byteBlocks.ts";

/** A character of four bytes stands across each edge of a block, and a byte that is none behind it. */
const record = new Uint8Array(3 * blockBytes + 10).fill(0x61);
for (const edge of [blockBytes, 2 * blockBytes]) record.set([0xf0, 0x9f, 0x98, 0x80, 0xff], edge - 2);

const readRecord = async (from: number, length: number) => succeed({ bytes: record.slice(from, from + length), from });

it("know the bytes on both sides of an edge, whichever block is read", async () => {
  for (const edge of [blockBytes, 2 * blockBytes]) {
    const { store, show } = createByteBlocks(readRecord, record.length);
    await show(edge - 4, edge + 4);
    const shown = shownBytes(store.getState().blocks, edge - 4, edge + 4) ?? [];
    expect(shown.map(({ value }) => value)).toEqual([...record.slice(edge - 4, edge + 4)]);
    expect(shown.map(({ isInvalid }) => isInvalid)).toEqual([
      ...[false, false, false, false],
      ...[false, false, true, false],
    ]);
  }
});

it("show the end of the record, and say what is not there yet", async () => {
  const { store, show } = createByteBlocks(readRecord, record.length);
  await show(3 * blockBytes, record.length);
  expect(shownBytes(store.getState().blocks, 3 * blockBytes, record.length)).toHaveLength(10);
  expect(shownBytes(store.getState().blocks, 0, 4)).toBeUndefined();
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextSlice } from "../../../shared/rows.ts";
import { blockBytes, blockRange } from "../blocks/recordBlocks.ts";
import { makeBlock, textBetween } from "./textBlock.ts";

/** What the engine answers: whole characters from a byte on, which may lie inside one. */
function slice(bytes: Uint8Array, from: number, to: number): TextSlice {
  let next = to;
  while (next < bytes.length && next > from && ((bytes[next] ?? 0) & 0xc0) === 0x80) next -= 1;
  return { text: new TextDecoder().decode(bytes.subarray(from, next)), from, next, end: bytes.length };
}

function blocksOf(bytes: Uint8Array) {
  return Array.from({ length: Math.ceil(bytes.length / blockBytes) }, (_, number) => {
    const { from, to } = blockRange(number, bytes.length);
    return makeBlock(number, slice(bytes, from, to));
  });
}

function rowsOf(bytes: Uint8Array, columns: number): readonly string[] {
  const blocks = blocksOf(bytes);
  return Array.from({ length: Math.ceil(bytes.length / columns) }, (_, row) =>
    blocks
      .filter(({ from }) => from < (row + 1) * columns && from + blockBytes > row * columns)
      .map((block) => textBetween(block, row * columns, Math.min(bytes.length, (row + 1) * columns)))
      .join(""),
  );
}

const encode = (text: string) => new TextEncoder().encode(text);

describe("rows of raw text", () => {
  it("take as many bytes as there are columns", () => {
    expect(rowsOf(encode("abcdefghij"), 4)).toEqual(["abcd", "efgh", "ij"]);
  });

  it("show a character where it begins", () => {
    expect(rowsOf(encode("abcé😀x"), 4)).toEqual(["abcé", "😀", "x"]);
  });

  it("keep characters across the edge of a block whole", () => {
    for (let shift = 0; shift < 4; shift += 1) {
      const text = `${"a".repeat(blockBytes - 2 + shift)}😀é😀${"b".repeat(10)}`;
      expect(rowsOf(encode(text), 100).join("")).toBe(text);
    }
  });

  it("show every character once, in order, at its byte", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "é", "€", "😀", "\\", '"', "\ufffd"), maxLength: 300 });
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: blockBytes - 300, max: blockBytes }),
        fc.integer({ min: 5, max: 200 }),
        (end, pad, columns) => {
          const text = "z".repeat(pad) + end;
          const bytes = encode(text);
          const rows = rowsOf(bytes, columns);
          expect(rows.join("")).toBe(text);
          let byte = 0;
          for (const [row, shown] of rows.entries()) {
            if (shown === "") continue;
            expect(Math.floor(byte / columns)).toBe(row);
            byte += encode(shown).length;
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("show bytes that are no UTF-8 as replacements, losing nothing around them", () => {
    const bytes = Uint8Array.from({ length: 400 }, (_, at) => (at % 3 === 0 ? 0xe9 : 0x61));
    expect(rowsOf(bytes, 7).join("")).toBe(new TextDecoder().decode(bytes));
    expect(rowsOf(bytes, 7)[10]).toBe(new TextDecoder().decode(bytes.subarray(70, 77)));
  });
});

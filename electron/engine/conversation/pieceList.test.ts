import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberedPieces, recordsOf } from "./pieceList.ts";
import type { Piece } from "./pieces.ts";

const pieceOf = (record: number): Piece => ({
  ...{ sort: record % 3 === 0 ? "text" : "output", continues: false, record, offset: record, length: 1, path: [] },
  ...{ marks: 0, spoken: undefined },
});

function listOf(records: readonly number[]): NumberedPieces {
  const list = new NumberedPieces(pieceOf);
  for (const record of records.toReversed()) list.addBefore(record);
  return list;
}

describe("a list of pieces", () => {
  it.each([0, 1, 100, 8_192, 8_193, 40_000])("is what an array of %i would be", (length) => {
    const records = Array.from({ length }, (_, n) => (n * 7) % 1_000);
    const [list, array] = [listOf(records), records.map(pieceOf)];
    const isText = ({ sort }: Piece): boolean => sort === "text";
    expect([...list]).toEqual(array);
    expect([...list.filter(isText)]).toEqual(array.filter(isText));
    expect(list.findLast(isText)).toEqual(array.findLast(isText));
    expect(list.some(isText)).toBe(array.some(isText));
    for (const place of [0, -1, length - 1, length, -length, 8_192]) expect(list.at(place)).toEqual(array.at(place));
  });

  it("counts its records, and names the first", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(50), fc.nat(60), (records, also, most) => {
        const distinct = [...new Set([...records, also])].sort((a, b) => a - b);
        expect(recordsOf(listOf(records), also, most)).toEqual({
          count: distinct.length,
          first: distinct.slice(0, most),
        });
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, rowText, wrapText } from "./wrappedText.ts";

function rows(text: string, columns: number): readonly string[] {
  const wrapped = wrapText(text, columns);
  return wrapped.starts.map((_start, row) => rowText(wrapped, row));
}

describe("wrapText", () => {
  it.each([
    ["", 10, [""]],
    ["one line", 10, ["one line"]],
    ["a\nb\n\nc", 10, ["a", "b", "", "c"]],
    ["a\r\nb", 10, ["a", "b"]],
    ["ends with a break\n", 40, ["ends with a break", ""]],
    ["the quick brown fox", 10, ["the quick ", "brown fox"]],
    ["abcdefghijkl", 5, ["abcde", "fghij", "kl"]],
    ["a bcdefghijkl", 5, ["a ", "bcdef", "ghijk", "l"]],
    ["\tx", 4, ["\t", "x"]],
    ["日本語です", 4, ["日本", "語で", "す"]],
    ["ab😀cd", 3, ["ab", "😀c", "d"]],
    ["e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]],
  ])("wraps %j at %i columns", (text, columns, expected) => {
    expect(rows(text, columns)).toEqual(expected);
  });

  it("keeps every character, splits none and never exceeds the width but by spaces", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 2, max: 20 }), (text, columns) => {
        const { starts } = wrapText(text, columns);
        const pieces = starts.map((start, row) => text.slice(start, starts[row + 1]));
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) {
          expect(piece.isWellFormed()).toBe(true);
          const width = [...piece.replace(/ *\n?$/, "")].reduce((sum, c) => sum + columnsOf(c.codePointAt(0) ?? 0), 0);
          expect(width).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });
});

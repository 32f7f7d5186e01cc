import { describe, expect, it } from "vitest";
import { byteColumnsFor, byteRuns, hexWidth } from "./byteRows.ts";

const shown = (text: string, invalid: readonly number[] = []) =>
  [...Buffer.from(text, "latin1")].map((value, at) => ({ value, isInvalid: invalid.includes(at) }));

/** The row as text: in hexadecimal, and as characters. */
const lines = (runs: ReturnType<typeof byteRuns>) => [
  runs.map(({ gap, hex }) => gap + hex).join(""),
  runs.map(({ characters }) => characters).join(""),
];

describe("a row of bytes", () => {
  it("stands in hexadecimal and as characters, in groups of eight", () => {
    const runs = byteRuns(shown('{"a":1}\u0000\n~\u007f'), 0, [], undefined);
    expect(lines(runs)).toEqual(["7b 22 61 22 3a 31 7d 00  0a 7e 7f", '{"a":1}··~·']);
    expect(lines(runs)[0]).toHaveLength(hexWidth(11));
  });

  it("tells apart what is no UTF-8, what is no ASCII and what is looked for", () => {
    const runs = byteRuns(shown("ab\u00c3\u00a9\u00ffcd", [4]), 100, [{ from: 101, to: 103 }], { from: 105, to: 107 });
    expect(runs.map(({ look, hex }) => [look, hex])).toEqual([
      ["plain", "61"],
      ["hit", "62 c3"],
      ["other", "a9"],
      ["invalid", "ff"],
      ["current", "63 64"],
    ]);
  });

  it("has as many bytes as there is room for", () => {
    for (const columns of [4, 8, 16, 32]) {
      const needed = hexWidth(columns) + 2 + columns;
      expect(byteColumnsFor(needed * 7, 7)).toBe(columns);
      expect(byteColumnsFor(needed * 7 - 1, 7)).toBe(Math.max(4, columns / 2));
    }
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { BorderMatcher } from "./borderMatcher.ts";

// Few letters, so that much of what is looked for stands over borders, and one that is written as an escape.
const letters = ["a", "b", "c", "B", "é", "\n"];
const text = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: least, maxLength: most });

/** The pieces of all matches that several pieces hold together. */
function expected(pieces: readonly string[], sought: string): readonly number[] {
  const whole = pieces.join("").toLowerCase();
  const owners = pieces.flatMap((piece, row) => Array.from(piece, () => row));
  const found = new Set<number>();
  for (let at = whole.indexOf(sought.toLowerCase()); at >= 0; at = whole.indexOf(sought.toLowerCase(), at + 1)) {
    const [first = 0, last = 0] = [owners[at], owners[at + sought.length - 1]];
    for (let row = first; first < last && row <= last; row++) found.add(row);
  }
  return [...found].sort((one, other) => one - other);
}

it("finds all matches that lie over borders, whatever stands beside them", () => {
  let matches = 0;
  fc.assert(
    fc.property(fc.array(text(0, 3), { minLength: 4, maxLength: 12, size: "max" }), text(2, 4), (pieces, sought) => {
      const found = new Set<number>();
      const matcher = new BorderMatcher({ type: "text", text: sought, exactCase: false }, (from, to) => {
        for (let row = from; row <= to; row++) found.add(row);
      });
      matcher.begin();
      pieces.forEach((piece, row) => {
        const raw = Buffer.from(JSON.stringify(piece).slice(1, -1));
        matcher.take(row, raw, 0, raw.length);
      });
      const rows = [...found].sort((one, other) => one - other).filter((row) => pieces[row] !== "");
      expect(rows).toEqual(expected(pieces, sought).filter((row) => pieces[row] !== ""));
      matches += rows.length;
    }),
    { numRuns: 3000, examples: [[["bé", "b", "éB"], "béb"]] },
  );
  // Else nothing would have been compared.
  expect(matches).toBeGreaterThan(500);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { readEscapes } from "./jsonEscapes.ts";

it.each([
  ["plain", "plain"],
  ['caf\\u00e9 \\"x\\"', 'café "x"'],
  ["a\\nb\\tc\\/d\\\\e", "a\nb\tc/d\\e"],
  ["\\ud83d\\ude00", "😀"],
  ["\\\\n is no line break", "\\n is no line break"],
  ["\\x and \\u12 are no escapes\\", "\\x and \\u12 are no escapes\\"],
])("reads %s", (spelled, text) => expect(readEscapes(spelled).text).toBe(text));

it("tells where each character stands", () => {
  const { text, places } = readEscapes("a\\u00e9b\\n");
  expect([...text, ""].map((_, unit) => places(unit))).toEqual([0, 1, 7, 8, 10]);
});

it("reads what JSON wrote, each character at its place", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", '"', "\\", "\n", "\u0001", "é", "😀") }), (written) => {
      const spelled = JSON.stringify(written).slice(1, -1);
      const { text, places } = readEscapes(spelled);
      expect(text).toBe(written);
      for (let unit = 0; unit < text.length; unit++) {
        expect(readEscapes(spelled.slice(places(unit), places(unit + 1))).text).toBe(text[unit]);
      }
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactly, plainOf, writeExactly } from "./exactJson.ts";

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.bigInt().map(String),
  fc.constantFrom("1.10", "-0", "0.0", "1e400", "-1E+2", "9007199254740993", "0e0", "5e-324", "1e-400"),
);
/** JSON text without blanks, as JSON.stringify would space it, but with numbers of every spelling. */
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    number,
    fc
      .oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u00001", "\u0000\u0000", "\u0000", '"\u0000', "\\"))
      .map((text) => JSON.stringify(text)),
    fc.constantFrom("null", "true", "false"),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
    fc
      .uniqueArray(
        fc.tuple(
          fc.oneof(fc.string(), fc.constantFrom("\u0000", "\u00001")).filter((key) => !/^\d/.test(key)),
          tie("value"),
        ),
        {
          maxLength: 4,
          selector: ([key]) => key,
        },
      )
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`),
  ),
})).value;

describe("JSON that keeps its digits", () => {
  it("is written as it was read", () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(writeExactly(parseExactly(text).value)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps a key of one escape behind one of a backslash, which JSON.parse may mistake for it", () => {
    for (const text of [
      String.raw`{"":0,"\\":0}`,
      String.raw`{"":0,"\u0000":0}`,
      String.raw`{"":0,"\n":{"\t":[{"\u0000k":1}]}}`,
    ]) {
      expect(writeExactly(parseExactly(text).value)).toBe(text);
    }
  });

  it("is to JavaScript what JSON.parse makes of it", () => {
    fc.assert(
      fc.property(json, (text) => {
        // Where JSON.parse itself may be wrong.
        fc.pre(!/"\\(?:u[0-9a-f]{4}|.)":/.test(text));
        expect(plainOf(parseExactly(text).value)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("tells how deep it is", () => {
    expect(parseExactly("1").depth).toBe(0);
    expect(parseExactly('{"a":[1,{"b":"[["}],"[":[]}').depth).toBe(3);
    expect(parseExactly(`${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`).depth).toBe(1_000_000);
  });
});

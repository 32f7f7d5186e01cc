import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLoosely } from "./looseJson.ts";

const read = (text: string, whole = true) => readLoosely(text, 0, whole);

describe("a loose reader of JSON", () => {
  it("reads JSON as JSON.parse does, with any white space", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(read(text)).toEqual({ value: JSON.parse(text), end: text.length, odd: false, cut: false });
      }),
    );
  });

  it("ends a text that is cut anywhere, and says so", () => {
    const text = JSON.stringify({ a: { b: ['x"\\', 12.5, true, null] }, c: "\u00e9\n\ud83d\ude00" });
    const whole = read(text).value;
    for (let end = 1; end < text.length; end++) {
      const { value, cut, odd } = read(text.slice(0, end), false);
      expect([cut, odd], text.slice(0, end)).toEqual([true, false]);
      expect(whole).toMatchObject(typeof value === "object" && value !== null ? withoutCut(value) : {});
    }
    expect(read('{"a":"one two', false).value).toEqual({ a: "one two" });
    expect(read('{"a":"one\\u00', false).value).toEqual({ a: "one" });
    expect(read('{"a":"one\\\\', false).value).toEqual({ a: "one\\" });
    expect(read('{"a":1,"b":12', false).value).toEqual({ a: 1 });
  });

  it.each([
    ['{"a":NaN,"b":007,"c":"x"}', { a: "NaN", b: "007", c: "x" }],
    ['{"a":-Infinity,"b":undefined}', { a: "-Infinity", b: "undefined" }],
    ['{"a":1,,"b":2,}', { a: 1, b: 2 }],
    ['{"a" 1,"b":2}', { b: 2 }],
    ['{"a":1 "b":2}', { a: 1, b: 2 }],
    ['{"a":[1,,3,],"b":2}', { a: [1, 3], b: 2 }],
    ['{"a":[1,2},"b":2}', { a: [1, 2], b: 2 }],
    ['{"a":"\\x41","b":2}', { a: "\\x41", b: 2 }],
    ['{"a":"tab\there"}', { a: "tab\there" }],
    ['{"a":1]', { a: 1 }],
    ['{"a":[1,\ufeff2,\u00a0],"b":2}', { a: [1, "\ufeff2", "\u00a0"], b: 2 }],
    ["[1\u2028\f2]", ["1\u2028\f2"]],
    ["\u00a0[1]", "\u00a0"],
  ])("reads of %s what can be read", (text, value) => {
    expect(read(text)).toMatchObject({ value, odd: true });
  });

  it("comes to an end whatever stands in the text", () => {
    const piece = fc.constantFrom(...'[]{}:,"\\ \t\n1ax\ufeff\u00a0\u2028\f\v\0');
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 40 }), fc.boolean(), (text, whole) => {
        expect(read(text, whole).end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("goes no deeper than is good for it", () => {
    for (const open of ["[", '{"a":']) {
      const text = open.repeat(200_000);
      expect(read(text, false)).toMatchObject({ cut: true, odd: false, end: text.length });
    }
    const deep = `{"a":${"[".repeat(500)}"]"${"]".repeat(500)},"b":1}`;
    expect(read(deep)).toMatchObject({ value: { b: 1 }, end: deep.length, odd: false });
  });
});

/** What holds although strings may be cut and arrays short: only the members that are objects are compared. */
function withoutCut(value: object): object {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      typeof member === "object" && member !== null && !Array.isArray(member) ? [[key, withoutCut(member)]] : [],
    ),
  );
}

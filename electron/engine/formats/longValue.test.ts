import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLong } from "./longValue.ts";

/** What a reader gives, or that it refuses. */
function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch {
    return "refused";
  }
}

function expectSame(text: string, part: number): void {
  // Bytes that are no text are replaced in both.
  const bytes = Buffer.from(text);
  expect(outcome(() => parseLong(bytes, part))).toEqual(outcome(() => JSON.parse(bytes.toString())));
}

describe("a long JSON text", () => {
  const parts = fc.integer({ min: 0, max: 40 });

  it("has the value that JSON.parse gives it, in parts of any size", () => {
    fc.assert(fc.property(fc.jsonValue(), parts, (value, part) => expectSame(JSON.stringify(value), part)));
    for (const text of [
      '{"__proto__":{"a":[1,2]},"b":[{},[],""]}',
      '{"a":1,"b":2,"a":{"c":"\\"]\\\\"}}',
      '{"2":0,"1":[""]}',
    ]) {
      for (let part = 0; part < 40; part++) expectSame(text, part);
    }
  });

  it("is refused when it is none, wherever it is cut or changed", () => {
    const marks = fc.constantFrom('"', "\\", ",", ":", "[", "]", "{", "}", "0", "");
    fc.assert(
      fc.property(fc.jsonValue(), parts, fc.nat(), fc.nat({ max: 2 }), marks, (value, part, place, length, mark) => {
        const text = JSON.stringify(value);
        const at = place % (text.length + 1);
        expectSame(text.slice(0, at) + mark + text.slice(at + length), part);
      }),
      { numRuns: 2000 },
    );
  });
});

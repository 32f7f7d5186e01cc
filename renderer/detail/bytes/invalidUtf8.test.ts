import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invalidUtf8 } from "./invalidUtf8.ts";

/** Bytes among which characters of every length, and ends and beginnings of them, are frequent. */
const bytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: "binary", maxLength: 3 }).map((text) => new TextEncoder().encode(text)),
      fc.constantFrom(0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xbf).map((byte) => Uint8Array.of(byte)),
    ),
    { maxLength: 20 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

function isUtf8(some: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(some);
    return true;
  } catch {
    return false;
  }
}

describe("bytes that are no UTF-8", () => {
  it("are none in what a strict decoder takes, and some in what it refuses", () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(invalidUtf8(some).includes(1)).toBe(!isUtf8(some));
      }),
    );
  });

  it("are those that have to go, so that every run of others is taken", () => {
    fc.assert(
      fc.property(bytes, (some) => {
        const invalid = invalidUtf8(some);
        const runs: number[][] = [[]];
        for (const [at, byte] of some.entries()) {
          if (invalid[at] === 1) runs.push([]);
          else runs.at(-1)?.push(byte);
        }
        for (const run of runs) expect(isUtf8(Uint8Array.from(run))).toBe(true);
      }),
    );
  });

  it("are marked one by one", () => {
    const marked = (...some: number[]) => [...invalidUtf8(Uint8Array.from(some))];
    expect(marked(0x61, 0xff, 0x62)).toEqual([0, 1, 0]);
    // Half of a surrogate pair, an overlong slash, a character that is cut off.
    expect(marked(0xed, 0xa0, 0x80)).toEqual([1, 1, 1]);
    expect(marked(0xc0, 0xaf)).toEqual([1, 1]);
    expect(marked(0xe2, 0x82)).toEqual([1, 1]);
    expect(marked(0xe2, 0x82, 0xac)).toEqual([0, 0, 0]);
  });
});

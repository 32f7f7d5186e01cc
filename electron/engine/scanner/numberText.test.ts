import fc from "fast-check";
import { expect, it } from "vitest";
import { NumberText } from "./numberText.ts";

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

it("says what is a number, in any pieces", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom(..."0012345-+.eE"), maxLength: 5 }), { maxLength: 4 }),
      (pieces) => {
        const text = new NumberText();
        for (const piece of pieces) text.take(Buffer.from(piece));
        expect(text.isWhole).toBe(number.test(pieces.join("")));
      },
    ),
    { numRuns: 3000 },
  );
});

it("takes nothing else for a digit", () => {
  for (let byte = 0; byte < 256; byte++) {
    const text = new NumberText();
    text.take(Uint8Array.of(0x31, byte));
    expect(text.isWhole).toBe(/\d/.test(String.fromCharCode(byte)));
  }
});

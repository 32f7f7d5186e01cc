import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printJson, printText } from "./printText.ts";

/** What a terminal obeys, by code point: C0, DEL and C1, separators of lines, and every mark of direction. */
const obeyed: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x061c, 0x061c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
];

function isObeyed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return obeyed.some(([first, last]) => first <= code && code <= last);
}

const anyText = fc.string({ unit: "binary", maxLength: 40 });
const hostileText = fc.string({
  unit: fc.constantFrom(
    "a",
    "é",
    "名",
    "👍🏽",
    "\u001b[31m",
    "\u001b]0;t\u0007",
    "\n",
    "\r",
    "\u009b",
    "\u202e",
    "\u2028",
  ),
});

describe("printText", () => {
  it("leaves nothing that a terminal obeys, in any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, hostileText),
        (text) => void expect([...printText(text)].filter(isObeyed)).toEqual([]),
      ),
    );
  });

  it("leaves all other text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\\", "u{1b}", "é", "名", "מ", " ", "“") }), (text) => {
        expect(printText(text)).toBe(text);
      }),
    );
  });

  it("spells out which character stood there", () => {
    expect(printText("a\u001b]0;x\u0007\u202eb\n")).toBe("a\\u{1b}]0;x\\u{7}\\u{202e}b\\u{a}");
  });
});

describe("printJson", () => {
  it("is JSON of the same value, and harmless", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, hostileText, fc.constant("\u{e0041}")), (text) => {
        const printed = printJson({ [text]: [text] });
        expect(JSON.parse(printed)).toEqual({ [text]: [text] });
        expect(printText(printed)).toBe(printed);
      }),
    );
  });
});

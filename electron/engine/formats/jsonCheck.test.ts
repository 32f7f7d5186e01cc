import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonCheck } from "./jsonCheck.ts";
import { cutBetweenCharacters, judgeText } from "./rawText.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One for all, as in use: each takes memory of its own, and must forget what came before. */
const check = new JsonCheck();

/** Pushed in two chunks, cut at `cut`. */
function checked(text: string, cut: number): boolean {
  const bytes = Buffer.from(text);
  check.begin();
  return check.push(bytes.subarray(0, cut)) && check.push(bytes.subarray(cut)) && check.isWhole();
}

describe("JsonCheck", () => {
  it("agrees with JSON.parse on JSON, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(40), fc.boolean(), (text, cut, spaced) => {
        expect(checked(spaced ? JSON.stringify(JSON.parse(text), undefined, 2) : text, cut)).toBe(true);
      }),
    );
  });

  it("agrees with JSON.parse on JSON with one wrong byte", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom(...' \t\n\u0001"\\,:[]{}0-+.eEtu19x'), (text, at, byte) => {
        const position = at % (text.length + 1);
        for (const wrong of [text.slice(0, position) + byte + text.slice(position), text.slice(0, position)]) {
          expect([wrong, checked(wrong, position)]).toEqual([wrong, isJson(wrong)]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "0",
    "-0",
    "1e5",
    "-1.5E-3",
    "01",
    "1.",
    ".5",
    "-",
    "1e",
    "+1",
    "0x1",
    "1 2",
    "nul",
    "truee",
    "[1}",
    '{"a":1]',
  ])("agrees with JSON.parse on %s", (text) => {
    expect(checked(text, 1)).toBe(isJson(text));
  });
});

describe("judgeText", () => {
  it("agrees with JSON.parse on any text", () => {
    const part = fc.constantFrom(
      "a",
      "é",
      "\\n",
      "\\u00e9",
      "\\ud83d",
      "\\",
      "\\u12",
      "\\x",
      "\t",
      "\u0000",
      '\\"',
      "😀",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join("");
        // A quote of its own ends a string: it is never part of its text.
        fc.pre(!/^(?:[^"\\]|\\.)*"/su.test(text));
        expect([text, judgeText(Buffer.from(text)) === "fine"]).toEqual([text, isJson(`"${text}"`)]);
      }),
      { numRuns: 1000 },
    );
  });

  it("finds bytes that are not UTF-8", () => {
    expect(judgeText(Uint8Array.of(0x61, 0xc3))).toBe("damaged");
    expect(judgeText(Uint8Array.of(0xc3, 0x1f))).toBe("broken");
  });
});

describe("cutBetweenCharacters", () => {
  it("never cuts a character in two, and cuts as late as it can", () => {
    const part = fc.constantFrom("a", "é", "€", "😀", "\\n", "\\\\", "\\u00e9", "u", "1");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), fc.nat(), (parts, at) => {
        const bytes = Buffer.from(parts.join(""));
        const ends = parts.map((_, index) => Buffer.byteLength(parts.slice(0, index + 1).join("")));
        const end = 1 + (at % bytes.length);
        const whole = Math.max(0, ...ends.filter((place) => place <= end));
        expect(cutBetweenCharacters(bytes.subarray(0, end))).toBe(whole);
      }),
      { numRuns: 2000 },
    );
  });
});

import { expect, it } from "vitest";
import { caseFolds } from "./caseFolds.ts";

it("knows every letter that has cases", () => {
  const unknown: string[] = [];
  for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
    const text = String.fromCodePoint(codePoint);
    for (const other of [text.toLowerCase(), text.toUpperCase()]) {
      // Simple folding is one character for one, and İ and ı fold to nothing but themselves.
      const isSame = other !== text && [...other].length === 1 && new RegExp(`^${escaped(text)}$`, "iu").test(other);
      if (isSame && !caseFolds(codePoint).includes(other.codePointAt(0) ?? 0)) unknown.push(codePoint.toString(16));
    }
  }
  expect(unknown).toEqual([]);
});

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}

it.each([
  ["k", "kK\u212a"],
  ["S", "Ssſ"],
  ["a", "aA"],
  ["é", "éÉ"],
  ["ß", "ßẞ"],
  ["σ", "σΣς"],
  ["ı", "ı"],
  ["1", "1"],
  ["漢", "漢"],
  ["𐐀", "𐐀𐐨"],
])("%s is %s", (letter, all) => {
  const found = caseFolds(letter.codePointAt(0) ?? 0).map((one) => String.fromCodePoint(one));
  expect(found.sort()).toEqual([...all].sort());
});

import { expect, it } from "vitest";
import { isPiece } from "./pieceTexts.ts";

it.each([1, 2, 3, 4])(
  "knows a record by the beginning of the pieces that it holds in JSON of JSON, %d deep",
  (depth) => {
    const pieces = Array.from({ length: 2_000 }, (_, n) => `data: {"choices":[{"delta":{"content":"${n}"}}]}\n\n`);
    let text = pieces.join("");
    for (let deep = 1; deep < depth; deep++) text = JSON.stringify({ status: 200, body: text });
    expect(isPiece({ time: 1, body: text.slice(0, 4_000) })).toBe(true);
    expect(isPiece({ time: 1, body: text.slice(0, 4_000).replaceAll("delta", "other") })).toBe(false);
  },
);

it("knows a piece that is the beginning of JSON itself", () => {
  expect(isPiece({ delta: '{"city' })).toBe(true);
});

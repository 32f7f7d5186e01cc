import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PageCache } from "./pageCache.ts";
import { longestText, TextIds } from "./textIds.ts";

describe("TextIds", () => {
  it("gives equal texts equal numbers, and the texts back, whatever they hold", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("", "\ud83d", "\ude00a", "é"));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
        const ids = new TextIds();
        const numbers = new Map(texts.map((one) => [one, ids.ofText(one)]));
        expect(new Set(numbers.values()).size).toBe(numbers.size);
        for (const [one, number] of numbers) {
          expect([ids.text(number), ids.ofText(one), ids.known(one)]).toEqual([one, number, number]);
        }
      }),
    );
  });

  it("knows a text by its bytes", () => {
    const ids = new TextIds();
    const bytes = Buffer.from("xxmessage-1yy");
    const id = ids.ofText("message-1");
    expect(ids.ofBytes(bytes, 2, 9)).toBe(id);
    expect(ids.ofBytes(bytes, 2, 9)).toBe(id);
    expect(ids.ofBytes(bytes, 2, 8)).not.toBe(id);
    expect(ids.ofBytes(bytes, 0, 0)).toBe(ids.ofText(""));
  });

  it("asks for the text of what is not ASCII", () => {
    expect(new TextIds().ofBytes(Buffer.from("é"), 0, 2)).toBe(-1);
  });

  it("tells a text that nobody has asked for", () => {
    const ids = new TextIds();
    ids.ofText("a");
    expect([ids.known("a"), ids.known("b")]).toEqual([1, 0]);
  });

  it("keeps many texts in little memory", () => {
    const ids = new TextIds(new PageCache(40));
    const texts = Array.from({ length: 70_000 }, (_, index) => `message ${index} ${"x".repeat(index % 50)}`);
    expect(texts.map((text) => ids.ofText(text))).toEqual(texts.map((_, index) => index + 1));
    expect(texts.every((text, index) => ids.text(index + 1) === text)).toBe(true);
  });

  it("knows a text by its bytes that was asked for in vain", () => {
    const ids = new TextIds();
    expect(ids.known("a")).toBe(0);
    expect(ids.ofBytes(Buffer.from("a"), 0, 1)).toBe(1);
    expect([ids.known("a"), ids.ofText("a")]).toEqual([1, 1]);
  });

  it("has no number for a text beyond the bound", () => {
    const ids = new TextIds();
    expect([ids.ofText("x".repeat(longestText)), ids.ofText("x".repeat(longestText + 1))]).toEqual([1, 0]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlainText } from "./plainText.ts";

function plain(raw: string, parts: readonly number[] = []): PlainText {
  const bytes = Buffer.from(raw);
  const text = new PlainText(4096);
  const places = [0, ...parts.toSorted((a, b) => a - b), bytes.length];
  places.slice(1).forEach((to, index) => {
    const from = places[index] ?? 0;
    expect(text.append(bytes.subarray(from, to), from)).toBe(to - from);
  });
  text.settle();
  return text;
}

const said = (text: PlainText): string => text.bytes.toString("utf8", 0, text.length);

describe("plain text", () => {
  it("undoes escapes, those of JSON inside of JSON, too", () => {
    expect(said(plain(String.raw`a\nb\\nc\u0041\\u0042\/ \ud83d\ude00 \"q\\\"`))).toBe('a\nb\ncAB/ 😀 "q"');
  });

  it("leaves what is no escape", () => {
    expect(said(plain(String.raw`C:\\Users \u12 \q \\"x`))).toBe(String.raw`C:\Users \u12 \q \"x`);
  });

  it("says of every text the same wherever its bytes are cut", () => {
    const raw = String.raw`x\\\"\u00e9\ud83d\ude00\\u0041"ü\n`.repeat(5);
    const whole = plain(raw);
    fc.assert(
      fc.property(fc.array(fc.nat(Buffer.byteLength(raw)), { maxLength: 20 }), (cuts) => {
        const cut = plain(raw, cuts);
        expect(said(cut)).toBe(said(whole));
        expect(cut.stretches(0, cut.length)).toEqual(whole.stretches(0, whole.length));
      }),
    );
  });

  it("knows where each character stands, escapes as a whole, whatever was forgotten before", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(60), fc.nat(60), (value, first, second) => {
        const raw = JSON.stringify(JSON.stringify(value)).slice(3, -3);
        const text = plain(raw);
        const dropped = Math.min(first, text.length);
        text.drop(dropped);
        const from = Math.min(second, text.length);
        const stretches = text.stretches(from, text.length);
        const joined = stretches.map(({ text: part }) => part).join("");
        expect(joined).toBe(text.bytes.toString("latin1", from, text.length));
        // All of it can be written over, and it is the same text of JSON but for that.
        const bytes = Buffer.from(raw);
        for (const { offset, length } of stretches) bytes.fill(0x2a, offset, offset + length);
        expect(() => JSON.parse(`"${bytes.toString("utf8")}"`)).not.toThrow();
      }),
    );
  });

  it("leaves quotes and line breaks of the file out of what can be written over", () => {
    const text = plain('"a":"b\\"c"\n"d"');
    expect(text.stretches(0, text.length).map(({ text: part }) => part)).toEqual(["a", ":", 'b"c', "d"]);
  });
});

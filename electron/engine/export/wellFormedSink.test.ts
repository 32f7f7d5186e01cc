import fc from "fast-check";
import { expect, it } from "vitest";
import { WellFormedSink } from "./wellFormedSink.ts";

/** What is handed on of bytes that come cut at these places. */
function through(json: string, cuts: readonly number[]): { readonly json: string; readonly mended: number } {
  const bytes = Buffer.from(json);
  const before = Buffer.from(bytes);
  const written: Buffer[] = [];
  const sink = new WellFormedSink({ write: (part) => void written.push(Buffer.from(part)) });
  let from = 0;
  for (const to of [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]) {
    void sink.write(bytes.subarray(from, to));
    from = to;
  }
  expect(bytes.equals(before)).toBe(true);
  return { json: Buffer.concat(written).toString("utf8"), mended: sink.mended };
}

const units = fc.constantFrom("\ud83d", "\ude00", "\\", '"', "u", "d83d", "\n", "a", "ä", "\u2028", "\\ud83d");
const texts = fc.array(units, { maxLength: 12 }).map((parts) => parts.join(""));

it("hands on JSON in which no half of a pair stands alone, however it is cut", () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 6 }), (list, cuts) => {
      const found = through(JSON.stringify(list), cuts);
      expect(JSON.parse(found.json)).toEqual(list.map((text) => text.toWellFormed()));
      expect(found.mended > 0).toBe(list.some((text) => !text.isWellFormed()));
    }),
  );
});

it("leaves pairs that are spelled as escapes, in letters of any case, and counts what it mends", () => {
  const json = String.raw`["\uD83D\uDE00","\ud83D\ude00\uDE00","\\ud83d","\uD83Dx","\uD83D\n"]`;
  for (let cut = 0; cut <= json.length; cut++) {
    expect(through(json, [cut])).toEqual({
      json: String.raw`["\uD83D\uDE00","\ud83D\ude00\ufffd","\\ud83d","\ufffdx","\ufffd\n"]`,
      mended: 3,
    });
  }
});

it("makes no room anew for each piece of a long text", () => {
  const rooms = new Set<ArrayBufferLike>();
  const sink = new WellFormedSink({ write: (part) => void rooms.add(part.buffer) });
  const pieces = Array.from({ length: 50 }, (_, n) =>
    Buffer.from(`\\n${n % 3 === 0 ? "\\ud83d" : "abc\\ude00"}`.padStart(16_384 - (n % 5))),
  );
  for (const piece of pieces) void sink.write(piece);
  // It grows with the longest, and with what is held in front of it.
  expect(rooms.size).toBeLessThanOrEqual(3);
});

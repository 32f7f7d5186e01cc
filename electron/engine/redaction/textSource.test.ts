import fc from "fast-check";
import { expect, it } from "vitest";
import { runNow } from "../conversation/pacer.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { openText } from "./textSource.ts";

const units = fc.constantFrom(
  "a",
  "\n",
  '"',
  "\\",
  "Ä",
  "漢",
  "😀",
  "\u2028",
  "x".repeat(5_000),
  "\\u0041".repeat(4_000),
);

it("is what a string says, in slices, and each part of it has its place", () => {
  fc.assert(
    fc.property(fc.array(units, { maxLength: 40 }), fc.boolean(), fc.nat(), fc.nat(), (parts, inAscii, one, other) => {
      const said = parts.join("");
      const json = inAscii
        ? JSON.stringify(said).replace(
            /[^\0-\x7f]/g,
            (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
          )
        : JSON.stringify(said);
      const outer = Buffer.from(`{"before":1,"text":${json}}`);
      const offset = outer.length - 1 - Buffer.byteLength(json);
      const text = runNow(openText(createMemorySource(outer), { offset, length: Buffer.byteLength(json) }));
      const { size } = text.source;
      const read = (from: number, length: number): string => {
        const buffer = Buffer.alloc(length);
        return buffer.toString("utf8", 0, text.source.readInto(buffer, 0, length, from));
      };
      // Halves of a pair that are escapes of their own are two characters that nobody looks for.
      const halves = inAscii ? said.replaceAll("😀", "\ufffd\ufffd") : said;
      expect(read(0, size + 9)).toBe(halves);
      const from = size === 0 ? 0 : one % size;
      const length = other % (size - from + 1);
      const place = text.placeOf({ offset: from, length });
      expect(text.placeOf({ offset: 0, length: size })).toEqual({
        offset: offset + 1,
        length: outer.length - 3 - offset,
      });
      // Where whole characters are taken, their place in the file says just these.
      const part = read(from, length);
      if (part.includes("\ufffd")) return;
      const raw = outer.toString("utf8", place.offset, place.offset + place.length);
      expect(JSON.parse(`"${raw}"`)).toBe(part);
    }),
    { numRuns: 60 },
  );
});

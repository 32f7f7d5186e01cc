import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createMemorySource } from "./memorySource.ts";
import { readAhead } from "./readAhead.ts";

const source = createMemorySource(Array.from({ length: 100_000 }, (_, n) => `${n} `).join(""), "numbers");

describe("a source that is read ahead", () => {
  it("gives the bytes of the source, wherever they are asked for", () => {
    const piece = fc.record({ position: fc.nat(source.size + 1000), length: fc.nat(100_000), at: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const ahead = readAhead(source);
        for (const { position, length, at } of pieces) {
          const [wanted, given] = [Buffer.alloc(length + 10), Buffer.alloc(length + 10)];
          const read = source.readInto(wanted, at, length, position);
          expect(ahead.readInto(given, at, length, position)).toBe(read);
          expect(given.equals(wanted)).toBe(true);
        }
      }),
    );
  });

  it("asks the source seldom when it is read from front to back", () => {
    const readInto = vi.fn(source.readInto);
    const ahead = readAhead({ ...source, readInto });
    const target = Buffer.alloc(100);
    for (let position = 0; position < source.size; position += 100) ahead.readInto(target, 0, 100, position);
    expect(readInto.mock.calls.length).toBeLessThan(10);
  });

  it("asks for little when pieces lie far from each other", () => {
    const readInto = vi.fn(source.readInto);
    const ahead = readAhead({ ...source, readInto });
    const target = Buffer.alloc(100);
    for (let position = 0; position < source.size; position += 100_000) ahead.readInto(target, 0, 100, position);
    const asked = readInto.mock.calls.map(([, , length]) => length);
    // The first one lies where a source is read from its beginning on.
    expect(Math.max(...asked.slice(1))).toBeLessThan(20_000);
  });
});

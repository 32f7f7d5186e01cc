import fc from "fast-check";
import { expect, it } from "vitest";
import { createMemoryFile } from "./memoryFile.ts";
import { createMovingFile } from "./movingFile.ts";

it("keeps every byte at its place, however often a place takes no more", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 40 }),
      fc.array(fc.nat(400), { maxLength: 5 }),
      (pieces, rooms) => {
        const places = [...rooms, 100_000].map((room) => createMemoryFile(room));
        const file = createMovingFile(places[Symbol.iterator](), () => new Error("no place is left"));
        const put = pieces.map((piece) => ({ piece, at: file.append(piece) }));
        for (const { piece, at } of put) expect(file.read(at, piece.length)).toEqual(piece);
        expect(Buffer.from(file.read(0, file.size()))).toEqual(Buffer.concat(pieces));
      },
    ),
  );
});

it("says why when no place is left, and still has what it took", () => {
  const places = [10, 20].map((room) => createMemoryFile(room));
  const file = createMovingFile(places[Symbol.iterator](), () => new Error("no place is left"));
  for (let taken = 0; taken < 2; taken++) file.append(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  expect(() => file.append(new Uint8Array(8))).toThrow("no place is left");
  expect(file.size()).toBe(16);
});

it("keeps more in memory than one block", () => {
  const file = createMemoryFile();
  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, at) => at % 251);
  file.append(bytes.subarray(0, 700_001));
  file.append(bytes.subarray(700_001));
  expect(Buffer.from(file.read(0, bytes.length)).equals(bytes)).toBe(true);
  expect(Buffer.from(file.read(1_048_570, 20)).equals(bytes.subarray(1_048_570, 1_048_590))).toBe(true);
  expect(() => file.read(bytes.length - 1, 2)).toThrow("ended early");
});

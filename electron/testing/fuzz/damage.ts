// Files of our own as a bad disk gives them back.

import fc from "fast-check";

interface Damage {
  readonly how: "flip" | "zeros" | "cut" | "repeat" | "garbage";
  /** Where, as a part of the file; ends and heads are met as often as the rest. */
  readonly at: number;
  readonly bytes: number;
  readonly value: number;
}

const place = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat({ max: 64 }).map((near) => near / 1e6),
  fc.nat({ max: 64 }).map((near) => 1 - near / 1e5),
);

export const damage: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    how: fc.constantFrom("flip", "flip", "zeros", "cut", "repeat", "garbage"),
    at: place,
    bytes: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 70_000 })),
    value: fc.integer({ min: 1, max: 255 }),
  }),
  { minLength: 1, maxLength: 3 },
);

export function damaged(file: Buffer, all: readonly Damage[]): Buffer {
  let bytes = Buffer.from(file);
  for (const { how, at, bytes: count, value } of all) {
    const from = Math.min(Math.floor(at * bytes.length), Math.max(0, bytes.length - 1));
    const part = bytes.subarray(from, from + count);
    if (how === "flip") bytes[from] = (bytes[from] ?? 0) ^ value;
    else if (how === "zeros") part.fill(0);
    else if (how === "garbage")
      for (let at = 0; at < part.length; at++) part[at] = ((part[at] ?? 0) * 31 + value + at) & 0xff;
    else if (how === "cut") bytes = bytes.subarray(0, from);
    else bytes = Buffer.concat([bytes.subarray(0, from), part, bytes.subarray(from)]);
  }
  return bytes;
}

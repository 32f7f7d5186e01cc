import type { Source } from "./source.ts";

/** A source that ends before a byte. */
export function beginningOf(source: Source, end: number): Source {
  const size = Math.min(source.size, end);
  return {
    ...source,
    size,
    // Who reads the file itself would see all of it.
    descriptor: undefined,
    readInto: (target, at, length, position) =>
      source.readInto(target, at, Math.max(0, Math.min(length, size - position)), position),
  };
}

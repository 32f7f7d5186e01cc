import type { Source } from "../source/source.ts";
import type { Masks } from "./masks.ts";

/** A source as it is but for what is masked in it: whoever reads it, however, never sees that. */
export function redactedSource(source: Source, masks: Masks): Source {
  return {
    ...source,
    get size() {
      return source.size;
    },
    // Who reads the file itself would see all of it.
    descriptor: undefined,
    readInto: (target, at, length, position) => {
      const read = source.readInto(target, at, length, position);
      masks.apply(target, at, read, position);
      return read;
    },
  };
}

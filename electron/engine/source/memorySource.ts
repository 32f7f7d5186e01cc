// Bytes in memory as a source: what a test, or a reader of a value that was made here, hands to code that reads sources.

import type { Source } from "./source.ts";

/** A text becomes its UTF-8. It never changes, has no file to be read by others, and need not be closed. */
export function createMemorySource(content: string | Uint8Array, name = "memory"): Source {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return {
    name,
    path: name,
    original: name,
    size: bytes.length,
    growTo: () => {},
    descriptor: undefined,
    identity: undefined,
    readInto: (target, at, length, position) => {
      const part = bytes.subarray(position, position + length);
      target.set(part, at);
      return part.length;
    },
    change: () => undefined,
    finalChange: () => undefined,
    currentSize: () => bytes.length,
    currentIdentity: () => undefined,
    close: () => {},
  };
}

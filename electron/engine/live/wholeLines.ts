// Where the last whole line of a growing file ends. What stands behind it is held back: its writer is not done.

import type { Source } from "../source/source.ts";

const newline = 0x0a;
const partBytes = 64 * 1024;

/** A longer last line is not held back: nobody is about to end it. */
const longestHeldBack = 1024 * 1024;

/** Where a file ends but for a last line that begins an object and does not end it: somebody may be writing it. */
export function endWithoutTorn(source: Source): number {
  const from = Math.max(0, source.size - longestHeldBack);
  const end = new WholeLines(source, from).look();
  // It may have grown since it was opened.
  if (end >= source.size) return end;
  return end > from && isTorn(source, end) ? end : source.size;
}

function isTorn(source: Source, from: number): boolean {
  const bytes = Buffer.alloc(source.size - from);
  const text = bytes.toString("utf8", 0, source.readInto(bytes, 0, bytes.length, from));
  if (!text.trimStart().startsWith("{")) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

export class WholeLines {
  readonly #source: Source;
  readonly #part = new Uint8Array(partBytes);
  #end: number;
  /** Bytes that were looked at: a line that is written for long is not looked at again and again. */
  #seen: number;

  /** `end`: where lines end that are known, or 0. */
  constructor(source: Source, end: number) {
    this.#source = source;
    this.#end = end;
    this.#seen = end;
  }

  get end(): number {
    return this.#end;
  }

  /** Looks at what was written since. */
  look(): number {
    const size = this.#source.currentSize();
    for (let to = size; to > this.#seen; ) {
      const from = Math.max(this.#seen, to - partBytes);
      const read = this.#source.readInto(this.#part, 0, to - from, from);
      const at = this.#part.subarray(0, read).lastIndexOf(newline);
      if (at >= 0) {
        this.#end = from + at + 1;
        break;
      }
      to = from;
    }
    this.#seen = Math.max(this.#seen, size);
    return this.#end;
  }

  /** Where the file ended when it was looked at. */
  get seen(): number {
    return this.#seen;
  }
}

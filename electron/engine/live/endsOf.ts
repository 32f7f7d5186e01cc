import type { Source } from "../source/source.ts";

/** The beginning and the end of a text of any length. */
export interface TextEnds {
  readonly bytes: number;
  readonly head: string;
  /** Empty when the head is all of it. */
  readonly tail: string;
}

/** Bytes of each end. */
const endBytes = 8 * 1024;

/**
 * Up to 8 KiB of each end, or 16 KiB that are all, of the file as it is now, decoded as UTF-8: a character that is cut
 * becomes U+FFFD. Throws a SourceError.
 */
export function endsOf(source: Source): TextEnds {
  const bytes = source.currentSize();
  const head = Math.min(bytes, bytes <= 2 * endBytes ? bytes : endBytes);
  const tail = head === bytes ? 0 : endBytes;
  return { bytes, head: textAt(source, 0, head), tail: textAt(source, bytes - tail, tail) };
}

function textAt(source: Source, at: number, length: number): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString("utf8", 0, source.readInto(bytes, 0, length, at));
}

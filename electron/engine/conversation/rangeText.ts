// The text, or the value, of a part of the source that is known to be short enough to be held.

import type { ByteRange } from "../scanner/byteWindow.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";

/**
 * Reads and decodes as UTF-8 all of the range, however long it is: the caller knows that it is short. Throws a
 * SourceError when the source ends inside it.
 */
export function readRangeText(source: Source, { offset, length }: ByteRange): string {
  const bytes = Buffer.allocUnsafe(length);
  for (let have = 0; have < length; ) {
    const read = source.readInto(bytes, have, Math.min(maxReadBytes, length - have), offset + have);
    if (read === 0) throw new SourceError({ code: "source-changed", name: source.name, change: "shrunk" });
    have += read;
  }
  return bytes.toString("utf8");
}

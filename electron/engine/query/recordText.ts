// A record's text in slices, whatever its length and whatever its bytes: malformed and binary records have text too, with
// U+FFFD where bytes are no UTF-8. Slices end between characters, so that they can be put together again.

import type { TextSlice } from "../../../shared/rows.ts";
import type { Source } from "../source/source.ts";
import { boundaryFrom, boundaryUpTo, maxCharacterBytes } from "./characterBoundary.ts";
import type { RecordPlace } from "./recordBytes.ts";
import { readRecordBytes } from "./recordBytes.ts";

/**
 * The raw text of a record from byte `from`, about `length` bytes of it: a slice is up to 3 bytes shorter, and a character
 * longer than `length` is given whole. When `from` lies within a character, the slice begins where that does.
 */
export function readText(source: Source, record: RecordPlace, from: number, length: number): TextSlice {
  const end = record.length;
  const wanted = Math.min(from, end);
  // A few bytes on both sides, to see the characters at the edges whole.
  const first = Math.max(0, wanted - maxCharacterBytes);
  const bytes = readRecordBytes(source, record, first, wanted + length + maxCharacterBytes);
  const start = boundaryUpTo(bytes, wanted - first);
  const cut = Math.min(wanted - first + length, bytes.length);
  const before = boundaryUpTo(bytes, cut);
  const stop = before > start || length === 0 ? Math.max(before, start) : boundaryFrom(bytes, cut);
  return { text: bytes.toString("utf8", start, stop), from: first + start, next: first + stop, end };
}

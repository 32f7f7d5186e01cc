import type { Source } from "../source.ts";

/** What a decoder gets at once: the less, the more is known of the place where it fails. */
const pieceBytes = 16 * 1024;

/** The bytes of a source from one place to another, each piece in memory of its own. */
export function* piecesOf(
  source: Source,
  from: number,
  to: number = source.size,
): Generator<Uint8Array, void, undefined> {
  for (let at = from; at < to; ) {
    const piece = new Uint8Array(Math.min(pieceBytes, to - at));
    const read = source.readInto(piece, 0, piece.length, at);
    if (read === 0) return;
    yield piece.subarray(0, read);
    at += read;
  }
}

/** The bytes at a place; fewer where the source ends. */
export function bytesAt(source: Source, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const read = source.readInto(bytes, done, length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

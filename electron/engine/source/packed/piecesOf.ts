import type { Source } from "../source.ts";
import type { More } from "./member.ts";

/** What a decoder gets at once: the less, the more is known of the place where it fails. */
const pieceBytes = 16 * 1024;

/** The bytes of a source from one place on, each piece in memory of its own. */
export async function* piecesOf(source: Source, from: number, more: More): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = from; at < source.size || (await more()); ) {
    const piece = new Uint8Array(Math.max(0, Math.min(pieceBytes, source.size - at)));
    const read = source.readInto(piece, 0, piece.length, at);
    // It was cut, or a member's head went to its end.
    if (read === 0 && piece.length > 0) return;
    if (read > 0) yield piece.subarray(0, read);
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

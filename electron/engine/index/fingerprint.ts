// Short pieces of a transcript, by which a later opening tells whether what was indexed is still what is there: the
// first and the last bytes, and one piece at the beginning of every segment (thinned out to a bound). A file that only
// grew agrees in all of them. What is rewritten in place between two pieces while the file also grew is not seen; a
// file that kept its size but not its time of writing is indexed anew without asking.

import zlib from "node:zlib";
import type { Source } from "../source/source.ts";
import type { SegmentDirectory } from "./directory.ts";

const pieceBytes = 256;
const endBytes = 4096;
const mostPieces = 2048;

/** Offset and CRC-32 of each piece; `size` bytes were indexed. */
export function takeFingerprints(source: Source, size: number, segments: SegmentDirectory): [number, number][] {
  const every = Math.max(1, Math.ceil(segments.length / mostPieces));
  const places: number[] = [];
  for (let segment = 0; segment < segments.length; segment += every) places.push(segments.firstByte(segment));
  return [0, Math.max(0, size - endBytes), ...places].map((at) => [at, checksum(source, at, size)]);
}

/** True when every piece is as it was. */
export function sameFingerprints(
  source: Source,
  size: number,
  fingerprints: readonly (readonly [number, number])[],
): boolean {
  return fingerprints.every(([at, expected]) => checksum(source, at, size) === expected);
}

function checksum(source: Source, at: number, size: number): number {
  const bytes = new Uint8Array(at === 0 || at === size - endBytes ? endBytes : pieceBytes);
  const length = Math.min(bytes.length, size - at);
  return zlib.crc32(bytes.subarray(0, source.readInto(bytes, 0, length, at)));
}

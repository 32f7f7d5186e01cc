// The end of a finished index file: the directory and all that is needed to use the segments before it again.
//
//   segments … | facts (JSON) | directory, as it lies in memory | footer: magic, u32 sizes of facts and directory,
//   u32 CRC-32 of both
//
// A file without a sound footer is no index: it was cut, damaged, is another program's or another version's, and is
// thrown away. Segments carry checksums of their own.

import zlib from "node:zlib";
import type { GrowingDirectory } from "./directory.ts";
import { loadDirectory } from "./directory.ts";
import type { SavedFacts } from "./savedFacts.ts";
import { readFacts, writeFacts } from "./savedFacts.ts";
import type { SegmentFile } from "./segmentFile.ts";

/** Changes with every change of what the bytes mean. The scanner's own version is part of an index's key. */
const magic = Buffer.from("seekidx5");
const footerBytes = magic.length + 12;
/** Bytes that are checked at a time. */
const pieceBytes = 1024 * 1024;

export interface SavedIndex {
  readonly facts: SavedFacts;
  readonly directory: GrowingDirectory;
}

/** Appends the end to a file of segments. */
export function appendEnd(file: SegmentFile, facts: SavedFacts, directory: GrowingDirectory): void {
  const start = file.size();
  const text = Buffer.from(writeFacts(facts, directory.length));
  file.append(text);
  let checksum = zlib.crc32(text);
  for (const piece of directory.pieces()) {
    file.append(piece);
    checksum = zlib.crc32(piece, checksum);
  }
  const footer = Buffer.alloc(footerBytes);
  magic.copy(footer);
  footer.writeUInt32LE(text.length, magic.length);
  footer.writeUInt32LE(file.size() - start - text.length, magic.length + 4);
  footer.writeUInt32LE(checksum, magic.length + 8);
  file.append(footer);
}

/** Reads the end of an index file; undefined or an error when it is not sound. */
export function readEnd(file: SegmentFile): SavedIndex | undefined {
  const end = file.size() - footerBytes;
  if (end < 0) return undefined;
  const footer = Buffer.from(file.read(end, footerBytes));
  if (!footer.subarray(0, magic.length).equals(magic)) return undefined;
  const textSize = footer.readUInt32LE(magic.length);
  const size = footer.readUInt32LE(magic.length + 4);
  let at = end - textSize - size;
  if (at < 0 || checksumOf(file, at, end) !== footer.readUInt32LE(magic.length + 8)) return undefined;
  const read = (bytes: number): Uint8Array => {
    at += bytes;
    return file.read(at - bytes, bytes);
  };
  const { facts, segments } = readFacts(Buffer.from(read(textSize)).toString("utf8"));
  return { directory: loadDirectory(segments, size, read), facts };
}

function checksumOf(file: SegmentFile, from: number, to: number): number {
  let checksum = 0;
  for (let at = from; at < to; at += pieceBytes) {
    checksum = zlib.crc32(file.read(at, Math.min(pieceBytes, to - at)), checksum);
  }
  return checksum;
}

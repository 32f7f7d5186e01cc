import { createHash } from "node:crypto";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";

/** Hexadecimal digits of each hash. */
const hashDigits = 16;
const [shortest, longest] = [2, 64 * 1024];

/**
 * What tells a transcript's content from that of others wherever it lies, and while it grows: hashes of its beginnings of 2, 4,
 * 8 … bytes up to 64 KiB, as `bytes-hash`, the longest last. What was kept under the longest one is found again by it, since a
 * file that has grown still has that beginning. None of a file that cannot be read any more.
 */
export function headsOf(source: Source): readonly string[] {
  try {
    return readHeads(source);
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}

function readHeads(source: Source): readonly string[] {
  const buffer = Buffer.allocUnsafe(Math.min(longest, source.size));
  const read = source.readInto(buffer, 0, buffer.length, 0);
  const hash = createHash("sha256");
  const heads: string[] = [];
  for (let from = 0, to = shortest; to <= read; from = to, to *= 2) {
    hash.update(buffer.subarray(from, to));
    heads.push(`${to}-${hash.copy().digest("hex").slice(0, hashDigits)}`);
  }
  return heads;
}

import { createHash } from "node:crypto";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import type { RecordPlace } from "./recordBytes.ts";

/** Hexadecimal digits of a hash that stand in a citation: enough that no two records share them by chance. */
const hashDigits = 16;

/** What a citation says of a record's SHA-256, which is given whole. */
export function citedHash(sha256: string): string {
  return sha256.slice(0, hashDigits);
}

/** The SHA-256 of a record's bytes, read piece by piece whatever its length. Pauses where it yields. */
export function* hashRecord(source: Source, { offset, length }: RecordPlace): Generator<undefined, string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(Math.min(length, maxReadBytes));
  for (let done = 0; done < length; ) {
    const read = source.readInto(buffer, 0, Math.min(buffer.length, length - done), offset + done);
    if (read === 0) break;
    hash.update(buffer.subarray(0, read));
    done += read;
    yield;
  }
  return hash.digest("hex");
}

// The bytes of a packed file, member by member. Where it ends early, is damaged or goes on with something else, that is told with
// the place; all before it has been given.

import type { Source } from "../source.ts";
import { unpackBrotliStream } from "./brotliStream.ts";
import { unpackGzipMember } from "./gzipMember.ts";
import type { Unpacker } from "./member.ts";
import type { Packing } from "./packing.ts";
import { bytesAt } from "./piecesOf.ts";
import { unpackZstdFrame } from "./zstdFrame.ts";

/** Places are bytes of the packed file. */
export type UnpackEnd =
  | { readonly is: "whole" }
  /** It ends inside of a member that begins at `at`, the `member`th, counted from 1. */
  | { readonly is: "cut"; readonly at: number; readonly member: number }
  | { readonly is: "damaged"; readonly at: number; readonly detail: string }
  /** From here on it is something else; at 0, all of it. */
  | { readonly is: "foreign"; readonly at: number };

const unpackers: Readonly<Record<Packing, Unpacker>> = {
  gzip: unpackGzipMember,
  zstd: unpackZstdFrame,
  brotli: unpackBrotliStream,
};

/**
 * Each part is valid until the next is asked for. Throws a SourceError when the file cannot be read. `more` waits where the file
 * ends, inside a member or behind the last one, and is told how it would have ended there.
 */
export async function* unpack(
  source: Source,
  packing: Packing,
  more: (end: UnpackEnd) => Promise<boolean> = async () => false,
): AsyncGenerator<Uint8Array, UnpackEnd, undefined> {
  let at = 0;
  for (let member = 1; ; member++) {
    const cut = { is: "cut", at, member } as const;
    const end = yield* unpackers[packing](source, at, () => more(cut));
    if (end.is === "cut") return cut;
    if (end.is === "damaged") return end;
    if (end.is === "none") return { is: "foreign", at };
    // Tapes and disks fill what is left of a block with zeros.
    at = behindZeros(source, end.next);
    while (at >= source.size) {
      if (!(await more({ is: "whole" }))) return { is: "whole" };
      at = behindZeros(source, at);
    }
  }
}

const lookedAtOnce = 64 * 1024;

function behindZeros(source: Source, from: number): number {
  for (let at = from; ; ) {
    const bytes = bytesAt(source, at, lookedAtOnce);
    const other = bytes.findIndex((byte) => byte !== 0);
    if (other >= 0) return at + other;
    at += bytes.length;
    if (bytes.length === 0) return at;
  }
}

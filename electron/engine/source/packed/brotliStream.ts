import zlib from "node:zlib";
import type { Source } from "../source.ts";
import type { MemberEnd } from "./member.ts";
import { piecesOf } from "./piecesOf.ts";
import { throughStream } from "./throughStream.ts";

/** A Brotli stream (RFC 7932). It has no checksum, so damage may go unnoticed. */
export async function* unpackBrotliStream(
  source: Source,
  at: number,
): AsyncGenerator<Uint8Array, MemberEnd, undefined> {
  let isAny = false;
  const decoded = throughStream(zlib.createBrotliDecompress(), piecesOf(source, at));
  for (;;) {
    const { value, done } = await decoded.next();
    if (done !== true) {
      isAny = true;
      yield value;
      continue;
    }
    if (value.is === "ended") return { is: "whole", next: at + value.consumed };
    if (value.is === "damaged" && isAny) return { is: "damaged", at: at + value.consumed, detail: value.detail };
    return { is: value.is === "cut" ? "cut" : "none" };
  }
}

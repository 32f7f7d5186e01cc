import { setTimeout } from "node:timers/promises";
import zlib from "node:zlib";
import type { Source } from "../source.ts";
import type { MemberEnd, More } from "./member.ts";
import { piecesOf } from "./piecesOf.ts";
import { throughStream } from "./throughStream.ts";

/**
 * A Brotli stream (RFC 7932). It has no checksum, so damage may go unnoticed. The runtime's decoder tells only when it is ended
 * whether the stream is; so one that goes on where it was cut is decoded anew, for half of the time at most.
 */
export async function* unpackBrotliStream(
  source: Source,
  at: number,
  more: More,
): AsyncGenerator<Uint8Array, MemberEnd, undefined> {
  for (let given = 0; ; ) {
    const began = performance.now();
    const decoded = throughStream(
      zlib.createBrotliDecompress(),
      piecesOf(source, at, async () => false),
    );
    let passed = 0;
    let part = await decoded.next();
    for (; part.done !== true; part = await decoded.next()) {
      const unknown = part.value.subarray(Math.max(0, given - passed));
      passed += part.value.length;
      if (unknown.length > 0) yield unknown;
    }
    given = Math.max(given, passed);
    const end = part.value;
    if (end.is === "ended") return { is: "whole", next: at + end.consumed };
    if (end.is === "damaged" && given > 0) return { is: "damaged", at: at + end.consumed, detail: end.detail };
    if (end.is === "damaged") return { is: "none" };
    const took = performance.now() - began;
    if (!(await more())) return { is: "cut" };
    await setTimeout(took);
  }
}

// A member of a gzip file (RFC 1952). Its head and end are read here, since the runtime's reader of whole files ends silently at
// zeros between members and throws good bytes away with odd ones behind them.

import zlib from "node:zlib";
import type { Source } from "../source.ts";
import { type MemberEnd, type More, onceWhole } from "./member.ts";
import { bytesAt, piecesOf } from "./piecesOf.ts";
import { throughStream } from "./throughStream.ts";

const fixedHead = 10;
const trailer = 8;
/** More than any program writes in front of a member. */
const longestHead = 256 * 1024;
const flag = { headChecksum: 2, extra: 4, name: 8, comment: 16 } as const;

export async function* unpackGzipMember(
  source: Source,
  at: number,
  more: More,
): AsyncGenerator<Uint8Array, MemberEnd, undefined> {
  const head = await onceWhole(() => headAt(source, at), more);
  if (typeof head === "string") return { is: head };
  const from = at + head;
  let checksum = 0;
  let size = 0;
  const decoded = throughStream(zlib.createInflateRaw(), piecesOf(source, from, more));
  for (;;) {
    const { value, done } = await decoded.next();
    if (done !== true) {
      checksum = zlib.crc32(value, checksum);
      size += value.length;
      yield value;
      continue;
    }
    if (value.is === "cut") return { is: "cut" };
    if (value.is === "damaged") return { is: "damaged", at: from + value.consumed, detail: value.detail };
    const end = await onceWhole(() => endAt(source, from + value.consumed, checksum, size), more);
    return end === "cut" ? { is: "cut" } : end;
  }
}

function endAt(source: Source, at: number, checksum: number, size: number): MemberEnd | "cut" {
  const end = Buffer.from(bytesAt(source, at, trailer));
  if (end.length < trailer) return "cut";
  const isSame = end.readUInt32LE(0) === checksum && end.readUInt32LE(4) === size % 2 ** 32;
  return isSame ? { is: "whole", next: at + trailer } : { is: "damaged", at, detail: "its checksum is wrong" };
}

/** Bytes in front of the packed ones. */
function headAt(source: Source, at: number): number | "none" | "cut" {
  const bytes = bytesAt(source, at, Math.min(longestHead, source.size - at));
  if (bytes[0] !== 0x1f || (bytes.length > 1 && bytes[1] !== 0x8b)) return "none";
  if (bytes.length < fixedHead) return "cut";
  const flags = bytes[3] ?? 0;
  let end = fixedHead;
  if ((flags & flag.extra) !== 0) end += 2 + (bytes[end] ?? 0) + 256 * (bytes[end + 1] ?? 0);
  for (const text of [flag.name, flag.comment]) {
    if ((flags & text) === 0) continue;
    const zero = bytes.indexOf(0, end);
    if (zero < 0) return "cut";
    end = zero + 1;
  }
  if ((flags & flag.headChecksum) !== 0) end += 2;
  return end <= bytes.length ? end : "cut";
}

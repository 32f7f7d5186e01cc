// The text of a file in UTF-16 or UTF-32 as UTF-8, part by part.

import type { Encoding } from "./encoding.ts";
import type { Source } from "./source.ts";

/** A multiple of every unit. */
const partBytes = 256 * 1024;
const byteOrderMark = 0xfeff;
const replacement = 0xfffd;

/** What was lost on the way; both 0 of a sound file. */
export interface TextEnd {
  /** Bytes at the end that are only a part of a character. */
  readonly torn: number;
  /** Characters that are none (half of a surrogate pair, beyond Unicode), and became U+FFFD. */
  readonly replaced: number;
}

/**
 * Reads from the first byte to the end as it is then, without a byte order mark; parts are the reader's to keep. What
 * is no character becomes U+FFFD and is counted. Throws a SourceError.
 */
export async function* toUtf8(
  source: Source,
  { unit, isBig }: Encoding,
): AsyncGenerator<Uint8Array, TextEnd, undefined> {
  const bytes = Buffer.alloc(partBytes);
  let kept = 0;
  let replaced = 0;
  for (let at = 0; ; ) {
    const read = source.readInto(bytes, kept, partBytes - kept, at);
    const isFirst = at === 0;
    at += read;
    const end = kept + read;
    const units = Math.floor(end / unit);
    const codes = new Uint32Array(units);
    for (let n = 0; n < units; n++) codes[n] = codeAt(bytes, n * unit, unit, isBig);
    // The first half of a pair waits for the other.
    const isHalf = unit === 2 && read > 0 && isHigh(codes.at(-1));
    const used = isHalf ? units - 1 : units;
    const text = unit === 2 ? String.fromCharCode : String.fromCodePoint;
    let out = "";
    for (let n = isFirst && codes[0] === byteOrderMark ? 1 : 0; n < used; n++) {
      const code = codes[n] ?? 0;
      const isCharacter = code <= 0x10ffff && !(unit === 4 && isSurrogate(code));
      if (!isCharacter) replaced++;
      out += text(isCharacter ? code : replacement);
    }
    replaced += lonely(out);
    if (out !== "") yield Buffer.from(out);
    bytes.copyWithin(0, used * unit, end);
    kept = end - used * unit;
    if (read === 0) return { torn: kept, replaced };
  }
}

function codeAt(bytes: Buffer, at: number, unit: 2 | 4, isBig: boolean): number {
  if (unit === 2) return isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at);
  return isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
}

function isHigh(code: number | undefined): boolean {
  return code !== undefined && code >= 0xd800 && code < 0xdc00;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xe000;
}

/** How many halves of pairs stand alone; they become U+FFFD when they are written as UTF-8. */
function lonely(text: string): number {
  return text.match(/\p{Surrogate}/gu)?.length ?? 0;
}

// Captures of server-sent events whose lines end in carriage returns, which the format allows, as ones whose lines end in
// newlines. In such a capture no carriage return is anything else, and every byte stays where it is.
// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream

import { bytesAt } from "./packed/piecesOf.ts";
import type { Source } from "./source.ts";

/** Bytes by which a file is judged. */
const judgedBytes = 64 * 1024;
const partBytes = 256 * 1024;
const newline = 0x0a;
const carriageReturn = 0x0d;
/** A field or a comment, behind a byte order mark. */
const beginning = /^(?:\u00ef\u00bb\u00bf)?\s*(?:(?:data|event|id|retry):|:[ \t\r\n])/;
const loneReturn = /\r[^\n]/;

/**
 * Judges the first 64 KiB, which must begin as an event stream does; so a log with `\r` inside a text is none. Throws a
 * SourceError.
 */
export function endsLinesWithReturns(source: Source): boolean {
  const text = Buffer.from(bytesAt(source, 0, judgedBytes)).toString("latin1");
  return beginning.test(text) && loneReturn.test(text);
}

/** As many bytes as the source has, in parts of 256 KiB that are the reader's to keep. Throws a SourceError. */
export async function* returnsAsNewlines(source: Source): AsyncGenerator<Uint8Array, undefined, undefined> {
  for (let at = 0; ; ) {
    // What follows the last byte says whether that ends a line by itself.
    const read = bytesAt(source, at, partBytes + 1);
    const part = Buffer.from(read.subarray(0, partBytes));
    if (part.length === 0) return undefined;
    for (let found = part.indexOf(carriageReturn); found >= 0; found = part.indexOf(carriageReturn, found + 1)) {
      if (read[found + 1] !== newline) part[found] = newline;
    }
    at += part.length;
    yield part;
  }
}

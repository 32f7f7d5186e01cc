// Captures of server-sent events whose JSON stands over several `data:` lines, which belong together until an empty line follows: so do
// servers send JSON that is written over many lines. Between two of them JSON has white space, and blanks take the place of line end
// and name, so every byte stays where it is.
// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation

import { bytesAt } from "./packed/piecesOf.ts";
import type { Source } from "./source.ts";

/** Bytes by which a file is judged. */
const judgedBytes = 64 * 1024;
const partBytes = 256 * 1024;
const newline = 0x0a;
const blank = 0x20;
const name = "data:";
/** The mark at the end of a stream is no part of an event before it. */
const endMark = /^data:[ \t]*\[DONE\]/;
const longestEnd = 32;
/** A field or a comment, behind a byte order mark. */
const beginning = /^(?:\u00ef\u00bb\u00bf)?\s*(?:(?:data|event|id|retry):|:[ \t\r\n])/;
const beginsWithData = /^(?:\u00ef\u00bb\u00bf)?data:/;
const severalLines = /^data:[^\n]*(?:\ndata:[^\n]*)+/gm;

/** Judges the first 64 KiB, by one event that is JSON only when its lines stand together. Throws a SourceError. */
export function holdsJoinedEvents(source: Source): boolean {
  const text = Buffer.from(bytesAt(source, 0, judgedBytes)).toString("latin1");
  if (!beginning.test(text)) return false;
  for (const { 0: event, index } of text.matchAll(severalLines)) {
    const lines = event.split("\n").map((line) => line.slice(name.length).trim());
    if (lines.some((line) => isObject(line) || line === "[DONE]")) continue;
    const goesOn = index + event.length === judgedBytes;
    if (lines[0]?.startsWith("{") && (goesOn || isObject(lines.join("\n")))) return true;
  }
  return false;
}

/** As many bytes as the source has, in parts of 256 KiB that are the reader's to keep. Throws a SourceError. */
export async function* eventsOnOneLine(source: Source): AsyncGenerator<Uint8Array, undefined, undefined> {
  let isOfData = beginsWithData.test(Buffer.from(bytesAt(source, 0, longestEnd)).toString("latin1"));
  for (let at = 0; ; ) {
    // What follows the last line end says whether it ends an event.
    const read = Buffer.from(bytesAt(source, at, partBytes + longestEnd));
    let length = Math.min(read.length, partBytes);
    if (length === 0) return undefined;
    for (let end = read.indexOf(newline); end >= 0 && end < length; end = read.indexOf(newline, end + 1)) {
      const next = read.toString("latin1", end + 1, end + longestEnd);
      const isNextOfData = next.startsWith(name);
      if (isOfData && isNextOfData && !endMark.test(next)) {
        const told = end + 1 + name.length;
        read.fill(blank, end, told);
        length = Math.max(length, told);
      }
      isOfData = isNextOfData;
    }
    yield read.subarray(0, length);
    at += length;
  }
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

// One event as a line of a window, spelled exactly so (docs/ingest-protocol.md), without a blank: the receiver takes the
// event's bytes as they stand, so nothing of them changes on the way. What is no JSON, or no UTF-8, travels as base64.

import { isUtf8 } from "node:buffer";
import { parses } from "../../formats/jsonCheck.ts";

/** `seq` counts the events of a stream from 1. */
export interface NumberedEvent {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

const middle = { json: '"event":', base64: '"base64":"' } as const;
const end = { json: "}\n", base64: '"}\n' } as const;
/** How the event stands in its line. */
type Spelling = keyof typeof middle;

function beginning(seq: number, spelling: Spelling): string {
  return `{"seq":${seq},${middle[spelling]}`;
}

/** Bytes of an event's line, its newline included. */
function lineLength(seq: number, bytes: number, spelling: Spelling): number {
  const inside = spelling === "json" ? bytes : 4 * Math.ceil(bytes / 3);
  return beginning(seq, spelling).length + inside + end[spelling].length;
}

/** The least that a record of so many bytes takes: what is above the bound need not be read. */
export function leastLineLength(seq: number, bytes: number): number {
  return lineLength(seq, bytes, "json");
}

/** The line of an event; undefined when it would be longer than `most` bytes. */
export function writeEventLine({ seq, bytes }: NumberedEvent, isJson: boolean, most: number): Uint8Array | undefined {
  const spelling = isJson && isUtf8(bytes) ? "json" : "base64";
  if (lineLength(seq, bytes.length, spelling) > most) return undefined;
  const inside = spelling === "json" ? bytes : Buffer.from(Buffer.from(bytes).toString("base64"), "latin1");
  return Buffer.concat([Buffer.from(beginning(seq, spelling)), inside, Buffer.from(end[spelling])]);
}

/** Longer beginnings hold no number that is one. */
const longestBeginning = 64;

/** The event of a line (without its newline); undefined when it is not spelled as the protocol says. */
export function readEventLine(line: Uint8Array): NumberedEvent | undefined {
  const head = Buffer.from(line.subarray(0, longestBeginning)).toString("latin1");
  const found = /^\{"seq":([1-9][0-9]{0,15}),(?:"(event)":|"base64":")/.exec(head);
  const seq = Number(found?.[1]);
  if (found === null || !Number.isSafeInteger(seq)) return undefined;
  const inside = line.subarray(found[0].length, line.length - (found[2] === undefined ? 2 : 1));
  const tail = Buffer.from(line.subarray(found[0].length + inside.length)).toString("latin1");
  if (found[2] !== undefined)
    return tail === "}" && isUtf8(inside) && parses(inside) ? { seq, bytes: inside } : undefined;
  const text = Buffer.from(inside).toString("latin1");
  const bytes = Buffer.from(text, "base64");
  const isExact = tail === '"}' && bytes.toString("base64") === text && !bytes.includes(0x0a);
  return isExact ? { seq, bytes } : undefined;
}

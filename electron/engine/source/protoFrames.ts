// AG-UI events in binary frames (media type application/vnd.ag-ui.event+proto): a length in four bytes, big-endian, and a
// message of protocol buffers. The official decoder makes the events, which are written as JSON, one a line. What the frames
// do not hold is not there: members outside the schema, digits beyond a double.

import { mostFrameBytes } from "../../../shared/limits.ts";
import { bytesAt } from "./packed/piecesOf.ts";
import type { Source } from "./source.ts";

const headerBytes = 4;
/** Lines are handed on when they are about so long. */
const partBytes = 64 * 1024;

/** What a person is told of a file of frames that was not read to its last byte; all is undefined or 0 when it was. */
export interface FramesEnd {
  /** Frames that the decoder did not take, and the byte at which the first of them begins. */
  readonly unread: number;
  readonly firstUnread: number | undefined;
  /** The byte from which on there is no whole frame; undefined: the last one ends with the file. */
  readonly rest: number | undefined;
}

/** Whether a file begins with such frames: each holds one event, which is one field as long as the frame. */
export function areProtoFrames(beginning: Uint8Array): boolean {
  const view = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.length);
  let at = 0;
  let frames = 0;
  while (at + headerBytes < view.length) {
    const length = view.readUInt32BE(at);
    if (!isEvent(view.subarray(at + headerBytes), length)) return false;
    frames++;
    at += headerBytes + length;
  }
  return frames > 0;
}

/** The field's key, of a number for an event and of the sort that has a length; then that length. */
function isEvent(bytes: Uint8Array, length: number): boolean {
  if (length < 2 || length > mostFrameBytes) return false;
  const key = varintAt(bytes, 0);
  if (key === undefined || (key.value & 7) !== 2 || key.value >> 3 === 0) return false;
  const size = varintAt(bytes, key.next);
  // It may lie behind the bytes that are looked at, but never behind the frame.
  return size === undefined ? bytes.length < 10 : size.next + size.value === length;
}

function varintAt(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let place = 0; place < 4; place++) {
    const byte = bytes[at + place];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (7 * place);
    if (byte < 0x80) return { value, next: at + place + 1 };
  }
  return undefined;
}

/**
 * Loads the official decoder, and holds one frame, of at most `mostFrameBytes`. A frame that it refuses is passed over
 * and counted; a length that cannot be ends the reading. Throws a SourceError.
 */
export async function* jsonOfFrames(source: Source): AsyncGenerator<Uint8Array, FramesEnd, undefined> {
  const { decode } = await import("@ag-ui/proto");
  let lines = "";
  let at = 0;
  let unread = 0;
  let firstUnread: number | undefined;
  let rest: number | undefined;
  while (at < source.size) {
    const header = Buffer.from(bytesAt(source, at, headerBytes));
    const length = header.length < headerBytes ? 0 : header.readUInt32BE(0);
    const end = at + headerBytes + length;
    if (length === 0 || length > mostFrameBytes || end > source.size) {
      rest = at;
      break;
    }
    try {
      lines += `${JSON.stringify(decode(bytesAt(source, at + headerBytes, length)))}\n`;
    } catch {
      // The decoder throws for whatever it cannot take.
      unread++;
      firstUnread ??= at;
    }
    at = end;
    if (lines.length >= partBytes) {
      yield Buffer.from(lines);
      lines = "";
    }
  }
  if (lines !== "") yield Buffer.from(lines);
  return { unread, firstUnread, rest };
}

import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import { afterByteOrderMark } from "./chunks.ts";

const newline = 0x0a;
const maxMarkBytes = 3;

/** The first place at or behind `at` where a line begins: the first line, or behind a newline; the source's end when there is none. */
export function lineStartFrom(source: Source, at: number): number {
  const first = at < maxMarkBytes + 1 ? afterByteOrderMark(source) : 0;
  if (at <= first) return first;
  // Most lines are short: look at a little first.
  let buffer = new Uint8Array(4096);
  for (let position = at - 1; position < source.size; ) {
    const step = buffer.length;
    const length = source.readInto(buffer, 0, Math.min(step, source.size - position), position);
    if (length === 0) break;
    const found = buffer.subarray(0, length).indexOf(newline);
    if (found >= 0) return position + found + 1;
    position += length;
    if (step < maxReadBytes) buffer = new Uint8Array(maxReadBytes);
  }
  return source.size;
}

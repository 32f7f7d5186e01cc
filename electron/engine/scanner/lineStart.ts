import type { Source } from "../source/source.ts";
import { afterByteOrderMark } from "./chunks.ts";

const newline = 0x0a;
const maxMarkBytes = 3;
const leastBytes = 4096;
const mostBytes = 64 * leastBytes;

/**
 * The first place at or behind `at` where a line begins: the first line, or behind a newline. `end` when none begins before
 * it, so that looking costs no more than `end - at` bytes.
 */
export function lineStartFrom(source: Source, at: number, end = source.size): number {
  const first = at < maxMarkBytes + 1 ? afterByteOrderMark(source) : 0;
  if (at <= first) return first;
  // Most lines are short: look at a little first, and at more when that was not enough.
  let buffer = new Uint8Array(leastBytes);
  for (let position = at - 1; position < end; ) {
    const step = buffer.length;
    const length = source.readInto(buffer, 0, Math.min(step, end - position), position);
    if (length === 0) break;
    const found = buffer.subarray(0, length).indexOf(newline);
    if (found >= 0) return Math.min(position + found + 1, end);
    position += length;
    if (step < mostBytes) buffer = new Uint8Array(step * 8);
  }
  return end;
}

/** The start of the line that the byte at `at` is in. */
export function lineStartBefore(source: Source, at: number): number {
  const buffer = new Uint8Array(mostBytes);
  for (let end = at; end > 0; ) {
    const from = Math.max(0, end - (end === at ? leastBytes : mostBytes));
    const found = buffer.subarray(0, source.readInto(buffer, 0, end - from, from)).lastIndexOf(newline);
    if (found >= 0) return from + found + 1;
    end = from;
  }
  return afterByteOrderMark(source);
}

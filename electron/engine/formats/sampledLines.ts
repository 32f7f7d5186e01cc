// Some lines of a source, from its beginning, its middle and its end: what a transcript is recognised by. At most sixteen
// short reads, however large the file, so that its first rows do not wait.

import type { Source } from "../source/source.ts";
import { spread } from "./spread.ts";

/** Bytes read at the beginning, and at each other place. */
export const beginningBytes = 256 * 1024;
const placeBytes = 64 * 1024;
/** Other places than the beginning, evenly over the rest of the file; the last one is its end. */
const places = 15;
/** The most lines of the beginning, and of each other place. */
const beginningLines = 40;
const placeLines = 10;
/** Bytes of a line that are looked at. */
const lineBytes = 64 * 1024;

export interface SampledLine {
  readonly text: string;
  /** False: more of the line follows. */
  readonly whole: boolean;
}

/** Lines that are not blank, in the order of the file; at most 190. `beginning`: the source's first bytes. */
export function sampledLines(source: Source, beginning: Uint8Array): readonly SampledLine[] {
  const rest = source.size - beginning.length;
  // A short file is looked at as a whole.
  if (rest <= 0) return someLines(beginning, true, beginningLines + places * placeLines);
  const lines = [...someLines(beginning, false, beginningLines)];
  const step = Math.ceil(rest / places);
  const buffer = new Uint8Array(Math.min(step, placeBytes) + 1);
  for (let place = 0; place < places; place++) {
    // The last one ends where the file does. Each begins with the byte before: only a newline there begins a line.
    const to = beginning.length + Math.min(rest, (place + 1) * step);
    const from = place === places - 1 ? to - buffer.length : beginning.length + place * step - 1;
    const bytes = buffer.subarray(0, source.readInto(buffer, 0, Math.max(0, Math.min(buffer.length, to - from)), from));
    const newline = bytes.indexOf(0x0a);
    if (newline >= 0) lines.push(...someLines(bytes.subarray(newline + 1), to === source.size, placeLines));
  }
  return lines;
}

/** Some of the lines that are not blank; `ends`: the file ends behind the bytes. */
function someLines(bytes: Uint8Array, ends: boolean, most: number): readonly SampledLine[] {
  const decoder = new TextDecoder();
  return spread(linesOf(bytes), most).map(({ start, end }) => ({
    text: decoder.decode(bytes.subarray(start, Math.min(end, start + lineBytes))),
    whole: end - start <= lineBytes && (end < bytes.length || ends),
  }));
}

/** Where a line begins and ends. Of thousands a few are wanted, so no more is made of each. */
interface Line {
  readonly start: number;
  readonly end: number;
}

function linesOf(bytes: Uint8Array): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isBlank(bytes, start, Math.min(end, start + lineBytes))) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) > 0x20) return false;
  return true;
}

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
  if (rest <= 0) return some(linesOf(beginning, true), beginningLines + places * placeLines);
  const lines = [...some(linesOf(beginning, false), beginningLines)];
  const step = Math.ceil(rest / places);
  const buffer = new Uint8Array(Math.min(step, placeBytes) + 1);
  for (let place = 0; place < places; place++) {
    // The last one ends where the file does. Each begins with the byte before: only a newline there begins a line.
    const to = beginning.length + Math.min(rest, (place + 1) * step);
    const from = place === places - 1 ? to - buffer.length : beginning.length + place * step - 1;
    const bytes = buffer.subarray(0, source.readInto(buffer, 0, Math.max(0, Math.min(buffer.length, to - from)), from));
    const newline = bytes.indexOf(0x0a);
    if (newline >= 0) lines.push(...some(linesOf(bytes.subarray(newline + 1), to === source.size), placeLines));
  }
  return lines;
}

interface Line {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

/** The lines that are not blank; `ends`: the file ends behind the bytes. */
function linesOf(bytes: Uint8Array, ends: boolean): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, Math.min(end, start + lineBytes));
    if (!line.every(isBlank)) lines.push({ bytes: line, whole: end - start <= lineBytes && (newline >= 0 || ends) });
    start = end + 1;
  }
  return lines;
}

function isBlank(byte: number): boolean {
  return byte <= 0x20;
}

function some(lines: readonly Line[], most: number): readonly SampledLine[] {
  const decoder = new TextDecoder();
  return spread(lines, most).map(({ bytes, whole }) => ({ text: decoder.decode(bytes), whole }));
}

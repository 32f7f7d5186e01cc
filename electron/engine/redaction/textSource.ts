// The text of a long string of a source as a source of its own: what it says, without its escapes, in slices of which a few
// are in memory. So a text that holds JSON is looked through as a transcript is, and what is found in it has its place in the file.

import type { ByteRange } from "../scanner/byteWindow.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { readStringText } from "../scanner/stringText.ts";
import type { Source } from "../source/source.ts";
import { type Unescaped, unescaped } from "./innerJson.ts";

/** Bytes of the string, as it stands, that are a slice. */
const sliceBytes = 32 * 1024;
/** Slices that are kept: what is spelled over pieces is read piece by piece, and in turns with others. */
const mostSlices = 4;

interface Slice {
  readonly number: number;
  /** Where it begins in the string's source, and in the text. */
  readonly start: number;
  readonly begin: number;
  readonly plain: Unescaped;
}

/** Where its slices begin in the string's source, and in the text; and where the last one ends. */
interface Slices {
  readonly from: readonly number[];
  readonly begin: readonly number[];
}

/** `range`: of a string of the source, quotes included. Pauses where it yields. */
export function* openText(source: Source, range: ByteRange): Generator<undefined, TextSource> {
  const window = new ByteWindow(source);
  const from: number[] = [];
  const begin: number[] = [];
  let size = 0;
  for (let at = range.offset + 1; ; ) {
    const { next, end } = readStringText(window, range, at, sliceBytes);
    from.push(at);
    begin.push(size);
    if (next <= at) return new TextSource(source, window, { from, begin });
    size += unescaped(window.view(at, next - at)).bytes.length;
    at = next;
    if (next < end) yield;
  }
}

class TextSource {
  /** The text. */
  readonly source: Source;
  readonly #window: ByteWindow;
  readonly #slices: Slices;
  /** Those that were asked for last, the last one in front. */
  #kept: readonly Slice[] = [];

  constructor(source: Source, window: ByteWindow, slices: Slices) {
    this.#window = window;
    this.#slices = slices;
    const size = slices.begin.at(-1) ?? 0;
    this.source = {
      ...source,
      size,
      // Who reads the file itself would read something else.
      descriptor: undefined,
      readInto: (target, at, length, position) =>
        this.#readInto(target, at, Math.max(0, Math.min(length, size - position)), position),
    };
  }

  /** Where a part of the text stands in the string's source: whole escapes. */
  placeOf({ offset, length }: ByteRange): ByteRange {
    const from = this.#placeAt(offset);
    return { offset: from, length: this.#placeAt(offset + length) - from };
  }

  #placeAt(position: number): number {
    const { plain, start, begin } = this.#sliceAt(position);
    return start + (plain.from[position - begin] ?? 0);
  }

  #readInto(target: Uint8Array, at: number, length: number, position: number): number {
    let done = 0;
    while (done < length) {
      const { plain, begin } = this.#sliceAt(position + done);
      const from = position + done - begin;
      const part = plain.bytes.subarray(from, from + length - done);
      if (part.length === 0) break;
      target.set(part, at + done);
      done += part.length;
    }
    return done;
  }

  /** The slice that holds a byte of the text; the last one its end, too. */
  #sliceAt(position: number): Slice {
    const { from, begin } = this.#slices;
    let low = 0;
    let high = Math.max(0, begin.length - 2);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((begin[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    const [last] = this.#kept;
    if (last?.number === low) return last;
    const known = this.#kept.find(({ number }) => number === low);
    const slice = known ?? this.#read(low, from[low] ?? 0, from[low + 1] ?? 0);
    this.#kept = [slice, ...this.#kept.filter((one) => one !== slice)].slice(0, mostSlices);
    return slice;
  }

  #read(number: number, start: number, end: number): Slice {
    const plain = unescaped(this.#window.view(start, Math.max(0, end - start)));
    return { number, start, begin: this.#slices.begin[number] ?? 0, plain };
  }
}

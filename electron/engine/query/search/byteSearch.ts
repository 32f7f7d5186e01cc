// The built-in search for texts: chunk by chunk over the source, with an overlap as long as the text may be spelled, so
// neither a long line nor a chunk's border matters. Used where ripgrep is missing or cannot read the file by its path,
// and for single records. Slower than ripgrep by far, and only for texts: a regular expression has no bounded overlap.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { backslash } from "../../scanner/jsonBytes.ts";
import { SourceError } from "../../source/fileSource.ts";
import type { Source } from "../../source/source.ts";
import { readRecordBytes } from "../recordBytes.ts";
import type { BorderCondition } from "./borderPattern.ts";
import { borderBytes } from "./borderPattern.ts";
import { bytePattern } from "./spelling.ts";

/** Bytes that are looked at at once. More makes strings that the garbage collector is slow to free. */
const chunkBytes = 256 * 1024;
/** How long the search works before other requests are served. */
const sliceMs = 10;

export interface ByteSearchOptions {
  readonly from: number;
  readonly to: number;
  readonly stopped: () => boolean;
  /** `chunk` is below its full size in tests only. */
  readonly chunk?: number;
}

/**
 * Finds every spelling that JSON allows, as the search by ripgrep does. One run at a time; it holds a chunk of 256 KiB
 * as a text.
 */
export class ByteSearch {
  readonly #source: Source;
  readonly #expression: RegExp;
  readonly #overlap: number;
  readonly #guarded: boolean;
  #buffer = Buffer.alloc(0);
  /** Bytes [#base, #base + #length) of the source are in the buffer, and in the text as Latin-1. */
  #base = 0;
  #length = 0;
  #text = "";

  constructor(source: Source, condition: TextCondition | BorderCondition) {
    const pattern = condition.type === "text" ? bytePattern(condition) : borderBytes(condition);
    const { source: expression, longest, guarded } = pattern;
    this.#source = source;
    this.#expression = new RegExp(expression, "g");
    this.#overlap = longest - 1;
    this.#guarded = guarded;
  }

  /**
   * Calls back with the start of each line that holds the text, once for each line; of a line that begins before `from`,
   * with `from`. May be made to wait by a promise, and stops when given false.
   */
  async run(options: ByteSearchOptions, onLine: (start: number) => false | undefined | Promise<void>): Promise<void> {
    const { from, to, stopped, chunk = chunkBytes } = options;
    this.#base = from;
    this.#length = 0;
    this.#text = "";
    let lineStart = from;
    let searchFrom = from;
    let inFoundLine = false;
    let sliceEnd = performance.now() + sliceMs;
    while (!stopped() && this.#readOn(to, chunk)) {
      for (;;) {
        if (inFoundLine) {
          const newline = this.#text.indexOf("\n", searchFrom - this.#base);
          if (newline < 0) break;
          inFoundLine = false;
          searchFrom = this.#base + newline + 1;
        }
        const found = this.#next(searchFrom, from);
        if (found === undefined) break;
        const newline = found === this.#base ? -1 : this.#text.lastIndexOf("\n", found - this.#base - 1);
        const answer = onLine(newline < 0 ? lineStart : this.#base + newline + 1);
        if (answer === false) return;
        if (answer !== undefined) await answer;
        if (stopped()) return;
        inFoundLine = true;
        searchFrom = found;
      }
      // What may be the beginning of the text is looked at again with what follows.
      const end = this.#base + this.#text.length;
      const kept = Math.max(this.#base, end - this.#overlap);
      if (!inFoundLine) searchFrom = Math.max(searchFrom, kept);
      else searchFrom = end;
      const newline = kept === this.#base ? -1 : this.#text.lastIndexOf("\n", kept - this.#base - 1);
      if (newline >= 0) lineStart = this.#base + newline + 1;
      this.#drop(kept - this.#base);
      if (performance.now() < sliceEnd) continue;
      await new Promise(setImmediate);
      sliceEnd = performance.now() + sliceMs;
    }
  }

  /** Adds the next bytes to the text. False: there are none. */
  #readOn(to: number, chunk: number): boolean {
    const at = this.#base + this.#length;
    const wanted = Math.min(chunk, to - at);
    if (wanted <= 0) return false;
    if (this.#buffer.length < this.#length + wanted) {
      const larger = Buffer.allocUnsafeSlow(this.#overlap + Math.max(wanted, chunk));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    const read = this.#source.readInto(this.#buffer, this.#length, wanted, at);
    if (read === 0) throw new SourceError({ code: "source-changed", name: this.#source.name, change: "shrunk" });
    this.#length += read;
    this.#text = this.#buffer.toString("latin1", 0, this.#length);
    return true;
  }

  #drop(bytes: number): void {
    this.#buffer.copyWithin(0, bytes, this.#length);
    this.#base += bytes;
    this.#length -= bytes;
  }

  /** The place of the next match from `start` on. */
  #next(start: number, from: number): number | undefined {
    this.#expression.lastIndex = start - this.#base;
    for (;;) {
      const match = this.#expression.exec(this.#text);
      if (match === null) return undefined;
      const place = this.#base + match.index;
      const isEscape = this.#guarded && this.#text.charCodeAt(match.index) === backslash;
      if (!isEscape || this.#backslashesBefore(place, from) % 2 === 0) return place;
      this.#expression.lastIndex = match.index + 1;
    }
  }

  #backslashesBefore(place: number, from: number): number {
    let at = place - 1;
    while (at >= this.#base && this.#text.charCodeAt(at - this.#base) === backslash) at--;
    if (at >= this.#base) return place - 1 - at;
    const whole = { offset: 0, length: this.#source.size };
    while (at >= from) {
      const bytes = readRecordBytes(this.#source, whole, Math.max(from, at - 4095), at + 1);
      let left = bytes.length;
      while (left > 0 && bytes[left - 1] === backslash) left--;
      at -= bytes.length - left;
      if (left > 0) break;
    }
    return place - 1 - at;
  }
}

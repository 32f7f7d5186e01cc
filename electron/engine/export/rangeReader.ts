// Reads ranges of a source that come in file order. Large ones are read as they are; small ones that lie close together
// come out of one larger read, small ones that lie far apart cost small reads.

import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import { ExportFailed } from "./exportFailed.ts";

const leastReadBytes = 16 * 1024;

/** Takes 1 MiB once. Offsets should grow: going back reads anew. */
export class RangeReader {
  readonly #source: Source;
  readonly #buffer = Buffer.allocUnsafeSlow(maxReadBytes);
  #start = 0;
  #end = 0;
  #readAhead = leastReadBytes;

  constructor(source: Source) {
    this.#source = source;
  }

  /**
   * Bytes from `offset` on: at least one, at most `length`; valid until the next call. Throws ExportFailed when the source
   * ends before.
   */
  read(offset: number, length: number): Uint8Array {
    if (offset < this.#start || offset >= this.#end) this.#fill(offset, length);
    const from = offset - this.#start;
    return this.#buffer.subarray(from, Math.min(from + length, this.#end - this.#start));
  }

  #fill(offset: number, length: number): void {
    const isNear = offset >= this.#start && offset < this.#end + this.#readAhead;
    this.#readAhead = isNear ? Math.min(this.#readAhead * 2, maxReadBytes) : leastReadBytes;
    const wanted = Math.min(Math.max(length, this.#readAhead), maxReadBytes, this.#source.size - offset);
    const got = wanted > 0 ? this.#source.readInto(this.#buffer, 0, wanted, offset) : 0;
    if (got < Math.min(length, maxReadBytes)) {
      throw new ExportFailed({ code: "source-changed", name: this.#source.name, change: "shrunk" });
    }
    this.#start = offset;
    this.#end = offset + got;
  }
}

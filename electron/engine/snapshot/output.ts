// Writes JSON to a sink: short texts one by one, and values copied from the source as they are, whatever their length.
// One buffer of half a megabyte gathers it all.

import { isUtf8 } from "node:buffer";
import type { KeptTexts } from "../conversation/keptTexts.ts";
import type { Pacer, Steps } from "../conversation/pacer.ts";
import type { MendedPart } from "../formats/mended.ts";
import { cutBetweenCharacters } from "../formats/rawText.ts";
import type { TextIds } from "../paging/textIds.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { quote } from "../scanner/jsonBytes.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import type { ByteSink } from "./byteSink.ts";

const bufferBytes = 512 * 1024;
/**
 * UTF-16 units that may be put in before the buffer is looked at again; each takes up to three bytes. Of more, the buffer grows for
 * once, and of a conversation of gigabytes the collector would get hundreds of those.
 */
export const mostPutUnits = 32 * 1024;
const fullBytes = bufferBytes - 3 * mostPutUnits;
/** UTF-16 units of a long text that are encoded at a time; each takes up to three bytes. */
const encodedUnits = 16 * 1024;
/** Values up to this length are read through a window: they mostly lie close to the last one. */
const shortBytes = 16 * 1024;
/** UTF-16 units of a text that is written unit by unit: a call of the runtime would take longer. */
const fewUnits = 64;
/** Milliseconds since 1970 have thirteen digits from 2001 to 2286: too many for one small integer. */
const timeDigits = 13;
const lowerDigits = 7;
const leastTime = 10 ** (timeDigits - 1);
const zero = 0x30;
/** The longest id that is copied as it is kept. */
const mostPlainId = 256;

/**
 * Nothing reaches the sink before the buffer is full or `flush` is run; `bytesWritten` counts what waits, too. What the
 * sink throws comes through. Who puts commas and brackets sees to it that they fit.
 */
export class JsonOutput {
  /** Lines written. */
  lines = 0;
  readonly #sink: ByteSink;
  readonly #source: Source;
  readonly #pacer: Pacer;
  readonly #window: ByteWindow;
  #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #used = 0;
  #sent = 0;

  constructor(sink: ByteSink, source: Source, pacer: Pacer) {
    this.#sink = sink;
    this.#source = source;
    this.#pacer = pacer;
    this.#window = new ByteWindow(source);
  }

  get bytesWritten(): number {
    return this.#sent + this.#used;
  }

  /** Adds a short text. The buffer takes it in any case; see to it that `settle` is called now and then. */
  put(text: string): void {
    this.#makeRoom(text.length * 3);
    if (text.length <= fewUnits && this.#putAscii(text)) return;
    this.#used += this.#buffer.write(text, this.#used, "utf8");
  }

  /** False when the text is not all ASCII. */
  #putAscii(text: string): boolean {
    const buffer = this.#buffer;
    const to = this.#used;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) return false;
      buffer[to + i] = unit;
    }
    this.#used = to + text.length;
    return true;
  }

  /** The same for a number, as JavaScript spells it. */
  putNumber(value: number): void {
    if (value < leastTime || value >= 10 * leastTime || !Number.isInteger(value)) {
      this.put(String(value));
      return;
    }
    this.#makeRoom(timeDigits);
    const upper = Math.floor(value / 10 ** lowerDigits);
    const between = this.#used + timeDigits - lowerDigits;
    writeDigits(this.#buffer, this.#used, between, upper);
    writeDigits(this.#buffer, between, this.#used + timeDigits, value - upper * 10 ** lowerDigits);
    this.#used += timeDigits;
  }

  /** The same for a text that was kept. */
  putKept(texts: KeptTexts, place: number, length: number): void {
    this.#makeRoom(length);
    texts.copy(place, length, this.#buffer, this.#used);
    this.#used += length;
  }

  /** A text that is known by a number, as JSON. */
  putId(ids: TextIds, id: number): void {
    const start = this.#used;
    this.#makeRoom(mostPlainId + 2);
    const length = ids.copyPlain(id, this.#buffer, start + 1, mostPlainId);
    if (length < 0) {
      this.put(JSON.stringify(ids.text(id)));
      return;
    }
    this.#buffer[start] = quote;
    this.#buffer[start + 1 + length] = quote;
    this.#used = start + length + 2;
  }

  /** The same for the bytes [from, to). */
  putBytes(bytes: Buffer, from: number, to: number): void {
    this.#makeRoom(to - from);
    bytes.copy(this.#buffer, this.#used, from, to);
    this.#used += to - from;
  }

  /** The same for bytes of the source, in which characters are replaced that are not UTF-8, as a reader would do. */
  putJson(bytes: Buffer): void {
    if (isUtf8(bytes)) this.putBytes(bytes, 0, bytes.length);
    else this.put(bytes.toString("utf8"));
  }

  endLine(): void {
    this.put("\n");
    this.lines++;
  }

  /** Whether it is time to `flush`. */
  get isFull(): boolean {
    return this.#used >= fullBytes;
  }

  /** Flushes when it is time to. */
  *settle(): Steps {
    if (this.isFull) yield* this.flush();
  }

  /** Adds a text of any length. */
  *putLong(text: string): Steps {
    for (let at = 0; at < text.length; ) {
      let end = Math.min(text.length, at + encodedUnits);
      // A pair of surrogates stays together.
      if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end--;
      this.put(text.slice(at, end));
      at = end;
      yield* this.settle();
    }
  }

  /** Copies bytes of the source. Where they are not UTF-8, characters are replaced as a reader would do, unless `asIs`. */
  *copy({ offset, length }: ByteRange, asIs = false): Steps {
    if (length > shortBytes) {
      yield () => this.#copyLong(offset, offset + length, asIs);
      return;
    }
    const at = this.#window.hold(offset, length);
    if (at < 0) throw this.#shrunk();
    const bytes = this.#window.bytes.subarray(at, at + length);
    if (asIs) this.putBytes(bytes, 0, length);
    else this.putJson(bytes);
    yield* this.settle();
  }

  /** Copies a value of the source as the text of a string, without the quotes around it. */
  *copyEscaped({ offset, length }: ByteRange): Steps {
    yield () => this.#copyLong(offset, offset + length, false, true);
  }

  /** Writes what a mended value consists of. */
  *putParts(parts: Iterable<MendedPart>): Steps {
    for (const part of parts) {
      if (typeof part === "string") this.put(part);
      else if (part === undefined) yield;
      else if ("quoted" in part) {
        this.put('"');
        yield* this.copyEscaped(part.quoted);
        this.put('"');
      } else yield* this.copy(part);
      yield* this.settle();
    }
  }

  /** Hands everything so far to the sink. */
  *flush(): Steps {
    for (let at = 0; at < this.#used; at += maxReadBytes) {
      const full = this.#sink.write(this.#buffer.subarray(at, Math.min(this.#used, at + maxReadBytes)));
      if (full !== undefined) yield () => full;
    }
    this.#sent += this.#used;
    this.#used = 0;
    if (this.#buffer.length > bufferBytes) this.#buffer = Buffer.allocUnsafeSlow(bufferBytes);
  }

  async #copyLong(offset: number, end: number, asIs: boolean, isEscaped = false): Promise<void> {
    for (let at = offset; at < end; ) {
      if (this.isFull) await this.#pacer.run(this.flush());
      const wanted = Math.min(end - at, isEscaped ? encodedUnits : this.#buffer.length - this.#used);
      const read = this.#source.readInto(this.#buffer, this.#used, wanted, at);
      if (read < wanted) throw this.#shrunk();
      const bytes = this.#buffer.subarray(this.#used, this.#used + read);
      const part = at + read < end ? bytes.subarray(0, cutBetweenCharacters(bytes)) : bytes;
      at += part.length;
      if (isEscaped) await this.#pacer.run(this.putLong(JSON.stringify(part.toString("utf8")).slice(1, -1)));
      else if (asIs || isUtf8(part)) this.#used += part.length;
      else await this.#pacer.run(this.putLong(part.toString("utf8")));
      if (this.#pacer.isDue) await this.#pacer.pause();
    }
    if (this.isFull) await this.#pacer.run(this.flush());
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(this.#used + bytes);
    this.#buffer.copy(larger, 0, 0, this.#used);
    this.#buffer = larger;
  }

  #shrunk(): SourceError {
    return new SourceError({ code: "source-changed", name: this.#source.name, change: "shrunk" });
  }
}

/** Writes a whole number below 2^31 to the bytes [from, to), with zeros in front. */
function writeDigits(bytes: Uint8Array, from: number, to: number, value: number): void {
  let left = value | 0;
  for (let at = to - 1; at >= from; at--) {
    const rest = (left / 10) | 0;
    bytes[at] = zero + left - rest * 10;
    left = rest;
  }
}

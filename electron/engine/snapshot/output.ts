// Writes JSON to a sink: short texts one by one, and values copied from the source as they are, whatever their length.
// One buffer of half a megabyte gathers it all.

import { isUtf8 } from "node:buffer";
import { cutBetweenCharacters } from "../formats/rawText.ts";
import type { MendedPart } from "../formats/shape.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import type { ByteSink } from "./byteSink.ts";
import type { Pacer } from "./pacer.ts";

const bufferBytes = 512 * 1024;
/** What is put in before the buffer is looked at again fits behind this mark, or the buffer grows for once. */
const fullBytes = 448 * 1024;
/** UTF-16 units of a long text that are encoded at a time; each takes up to three bytes. */
const encodedUnits = 16 * 1024;
const leastCopied = 4096;
/** Values up to this length are read through a window. */
const shortBytes = 16 * 1024;

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
    this.#used += this.#buffer.write(text, this.#used, "utf8");
  }

  /** The same for bytes. */
  putShort(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  endLine(): void {
    this.put("\n");
    this.lines++;
  }

  /** Whether it is time to `flush`. */
  get isFull(): boolean {
    return this.#used >= fullBytes;
  }

  /** Flushes when it is time to; undefined when there is nothing to wait for. */
  settle(): Promise<void> | undefined {
    return this.isFull ? this.flush() : undefined;
  }

  /** `putParts` at once, for a short value. Its parts are looked at through `window`. */
  putShortParts(parts: Iterable<MendedPart>, window: ByteWindow): void {
    for (const part of parts) {
      if (typeof part === "string") this.put(part);
      else if (part !== undefined) {
        const range = "quoted" in part ? part.quoted : part;
        const text = window.view(range.offset, range.length).toString("utf8");
        this.put("quoted" in part ? JSON.stringify(text) : text);
      }
    }
  }

  /** Adds a text of any length. */
  async putLong(text: string): Promise<void> {
    for (let at = 0; at < text.length; ) {
      let end = Math.min(text.length, at + encodedUnits);
      // A pair of surrogates stays together.
      if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end--;
      this.put(text.slice(at, end));
      at = end;
      await this.settle();
    }
  }

  /** Adds bytes as they are. */
  async putBytes(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + Math.min(bytes.length - at, bufferBytes - this.#used));
      this.#buffer.set(part, this.#used);
      this.#used += part.length;
      at += part.length;
      await this.settle();
    }
  }

  /** Copies bytes of the source. Where they are not UTF-8, characters are replaced as a reader would do, unless `asIs`. */
  async copy({ offset, length }: ByteRange, asIs = false): Promise<void> {
    if (length <= shortBytes) {
      // Short values mostly lie close to the last one: the window holds them already.
      const bytes = this.#window.view(offset, length);
      if (bytes.length < length) throw this.#shrunk();
      if (asIs || isUtf8(bytes)) this.putShort(bytes);
      else this.put(bytes.toString("utf8"));
      return;
    }
    const end = offset + length;
    for (let at = offset; at < end; ) {
      if (this.#buffer.length - this.#used < leastCopied) await this.flush();
      const read = this.#read(at, end);
      const bytes = this.#buffer.subarray(this.#used, this.#used + read);
      const part = at + read < end ? bytes.subarray(0, cutBetweenCharacters(bytes)) : bytes;
      at += part.length;
      if (asIs || isUtf8(part)) this.#used += part.length;
      else await this.putLong(part.toString("utf8"));
      await this.settle();
      if (this.#pacer.isDue) await this.#pacer.pause();
    }
  }

  /** Copies a value of the source as the text of a string, without the quotes around it. */
  async copyEscaped({ offset, length }: ByteRange): Promise<void> {
    const end = offset + length;
    for (let at = offset; at < end; ) {
      if (this.#buffer.length - this.#used < leastCopied) await this.flush();
      const read = Math.min(this.#read(at, end), encodedUnits);
      const bytes = this.#buffer.subarray(this.#used, this.#used + read);
      const part = at + read < end ? bytes.subarray(0, cutBetweenCharacters(bytes)) : bytes;
      at += part.length;
      await this.putLong(JSON.stringify(part.toString("utf8")).slice(1, -1));
      if (this.#pacer.isDue) await this.#pacer.pause();
    }
  }

  /** Writes what a mended value consists of. */
  async putParts(parts: Iterable<MendedPart>): Promise<void> {
    for (const part of parts) {
      if (typeof part === "string") this.put(part);
      else if (part === undefined) {
        if (this.#pacer.isDue) await this.#pacer.pause();
      } else if ("quoted" in part) {
        this.put('"');
        await this.copyEscaped(part.quoted);
        this.put('"');
      } else await this.copy(part);
      await this.settle();
    }
  }

  /** Hands everything so far to the sink; undefined when there is nothing to wait for. */
  flush(): Promise<void> | undefined {
    for (let at = 0; at < this.#used; at += maxReadBytes) {
      const full = this.#sink.write(this.#buffer.subarray(at, Math.min(this.#used, at + maxReadBytes)));
      if (full !== undefined) return this.#flushFrom(full, at + maxReadBytes);
    }
    this.#begin();
    return undefined;
  }

  async #flushFrom(full: Promise<void>, from: number): Promise<void> {
    await full;
    for (let at = from; at < this.#used; at += maxReadBytes) {
      await this.#sink.write(this.#buffer.subarray(at, Math.min(this.#used, at + maxReadBytes)));
    }
    this.#begin();
  }

  /** The sink has all: the buffer is empty, and as small as it was. */
  #begin(): void {
    this.#sent += this.#used;
    this.#used = 0;
    if (this.#buffer.length > bufferBytes) this.#buffer = Buffer.allocUnsafeSlow(bufferBytes);
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(this.#used + bytes);
    this.#buffer.copy(larger, 0, 0, this.#used);
    this.#buffer = larger;
  }

  /** Reads into the free part of the buffer. */
  #read(position: number, end: number): number {
    const wanted = Math.min(end - position, this.#buffer.length - this.#used, maxReadBytes);
    const read = this.#source.readInto(this.#buffer, this.#used, wanted, position);
    if (read < wanted) throw this.#shrunk();
    return read;
  }

  #shrunk(): SourceError {
    return new SourceError({ code: "source-changed", name: this.#source.name, change: "shrunk" });
  }
}

// An object that was made of a transcript, kept in a file of its own (derivedFiles.ts): its first line, the object's parts one behind
// the other, a CRC-32 of all of them. What comes back counts only once the sum was seen to be right.

import fs from "node:fs";
import zlib from "node:zlib";
import type { Archive } from "../paging/archive.ts";
import { ArchiveError } from "../paging/archive.ts";
import { readAllAt } from "../source/readAt.ts";

const bufferBytes = 256 * 1024;
const numberBytes = 8;
const sumBytes = 4;

export class WritingArchive implements Archive {
  readonly isReading = false;
  readonly #handle: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  readonly #number = Buffer.alloc(numberBytes);
  #filled = 0;
  #sum = 0;

  /** `handle`: of a file that is written on at its end. */
  constructor(handle: number) {
    this.#handle = handle;
  }

  number(value: number): number {
    this.#number.writeDoubleLE(value);
    this.bytes(this.#number);
    return value;
  }

  bytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#filled === bufferBytes) this.#flush();
      const part = bytes.subarray(at, at + bufferBytes - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
  }

  value<Value>(value: Value): Value {
    const text = Buffer.from(JSON.stringify(value, exactly));
    this.number(text.length);
    this.bytes(text);
    return value;
  }

  /** Behind the last part. */
  end(): void {
    this.#flush();
    const sum = Buffer.alloc(sumBytes);
    sum.writeUInt32LE(this.#sum);
    write(this.#handle, sum);
  }

  #flush(): void {
    const bytes = this.#buffer.subarray(0, this.#filled);
    this.#sum = zlib.crc32(bytes, this.#sum);
    this.#filled = 0;
    write(this.#handle, bytes);
  }
}

function exactly(_: string, value: unknown): unknown {
  if (typeof value !== "number" || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  throw new ArchiveError("JSON has no such number");
}

function write(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(handle, bytes, done, bytes.length - done);
}

export class ReadingArchive implements Archive {
  readonly isReading = true;
  readonly #handle: number;
  /** Where the parts end. */
  readonly #end: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  readonly #number = Buffer.alloc(numberBytes);
  /** Where the bytes in the buffer come from, how many they are, and how many of them were given. */
  #place: number;
  #filled = 0;
  #given = 0;
  #sum = 0;

  /** The parts begin at `from`; `size`: bytes of the whole file. */
  constructor(handle: number, from: number, size: number) {
    this.#handle = handle;
    this.#place = from;
    this.#end = size - sumBytes;
  }

  number(): number {
    this.bytes(this.#number);
    const value = this.#number.readDoubleLE();
    if (!Number.isSafeInteger(value) || value < 0) throw new ArchiveError("no whole number");
    return value;
  }

  bytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#given === this.#filled) this.#fill();
      const part = this.#buffer.subarray(this.#given, Math.min(this.#filled, this.#given + bytes.length - at));
      bytes.set(part, at);
      this.#given += part.length;
      at += part.length;
    }
  }

  value<Value>(_: Value, read: (kept: unknown) => Value): Value {
    const length = this.number();
    if (length > this.#left) throw new ArchiveError("a text is longer than the file");
    const text = Buffer.alloc(length);
    this.bytes(text);
    try {
      return read(JSON.parse(text.toString()));
    } catch (error) {
      throw new ArchiveError("no such value", { cause: error });
    }
  }

  /** Behind the last part. Throws when anything was not as it was written. */
  end(): void {
    const sum = Buffer.alloc(sumBytes);
    const read = readAllAt(this.#handle, sum, 0, sumBytes, this.#end);
    if (this.#left > 0 || read < sumBytes || sum.readUInt32LE() !== this.#sum) throw new ArchiveError("a wrong sum");
  }

  get #left(): number {
    return this.#end - this.#place - this.#given;
  }

  #fill(): void {
    this.#place += this.#filled;
    const wanted = Math.min(bufferBytes, this.#end - this.#place);
    const read = wanted > 0 ? readAllAt(this.#handle, this.#buffer, 0, wanted, this.#place) : 0;
    if (read === 0 || read < wanted) throw new ArchiveError("the file ended early");
    this.#filled = read;
    this.#given = 0;
    this.#sum = zlib.crc32(this.#buffer.subarray(0, read), this.#sum);
  }
}

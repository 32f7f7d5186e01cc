// A movable window onto a source: what lies in it is in memory, everything else is read when somebody looks at it. The
// readers of JSON values work on one, so a value of 1 GB costs them no more memory than one of ten bytes.

import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";

const nearBytes = 4096;
const mostAhead = 64 * 1024;

/** A part of a source. */
export interface ByteRange {
  /** Bytes from the start of the source. */
  readonly offset: number;
  readonly length: number;
}

/**
 * Takes its memory at once. What a method gives is valid until the next one that may read. Reads throw a SourceError; a
 * source that ends early does not, it has no byte there.
 */
export class ByteWindow {
  /** Bytes [start, end) of the source lie at the begin of this buffer. */
  readonly bytes: Buffer;
  start = 0;
  end = 0;
  readonly #source: Source;
  /** Bytes that are read beyond those asked for. */
  #ahead = 0;

  /** `size` is the memory it takes, at most 1 MiB. */
  constructor(source: Source, size = 64 * 1024) {
    this.#source = source;
    this.bytes = Buffer.allocUnsafeSlow(Math.min(size, maxReadBytes));
  }

  /** A second window onto the same source. */
  another(): ByteWindow {
    return new ByteWindow(this.#source);
  }

  /** Brings the byte at `position` into the window, and as many behind it as fit, up to `limit`. False: there is none. */
  load(position: number, limit: number): boolean {
    if (position >= limit) return false;
    if (position >= this.start && position < this.end) return true;
    // Whoever comes again close behind reads on, and finds the next bytes in the window.
    const isNear = position >= this.end && position - this.end < this.#ahead + nearBytes;
    this.#ahead = isNear ? Math.min(2 * this.#ahead + nearBytes, mostAhead) : 0;
    const wanted = Math.min(this.bytes.length, Math.max(limit - position, this.#ahead), this.#source.size - position);
    // A read that is refused may have written over what was there.
    this.start = position;
    this.end = position;
    this.end += this.#source.readInto(this.bytes, 0, wanted, position);
    return this.end > position;
  }

  /** Takes the bytes [at, at + length) of somebody's memory, which are the source's from `position` on, unless they are too many. */
  take(memory: Uint8Array, at: number, length: number, position: number): void {
    if (length > this.bytes.length) return;
    this.bytes.set(memory.subarray(at, at + length));
    this.start = position;
    this.end = position + length;
    this.#ahead = 0;
  }

  /** The byte at `position`, or -1 from `limit` on. */
  byteAt(position: number, limit: number): number {
    return this.load(position, limit) ? (this.bytes[position - this.start] ?? -1) : -1;
  }

  /**
   * Brings a range into the window: where in `bytes` it begins, until the window moves. -1: it is longer than the window, or
   * the source ends before.
   */
  hold(offset: number, length: number): number {
    if (length === 0) return 0;
    return this.#reach(offset, length) < length ? -1 : offset - this.start;
  }

  /** The bytes of a range, as many as the window can hold and the source has. Valid until the window moves. */
  view(offset: number, length: number): Buffer {
    const held = this.#reach(offset, length);
    const at = offset - this.start;
    return held === 0 ? this.bytes.subarray(0, 0) : this.bytes.subarray(at, at + held);
  }

  /** Loads what can be held of a range in one stretch: how many bytes of it. */
  #reach(offset: number, length: number): number {
    const limit = offset + Math.min(length, this.bytes.length);
    if (offset < this.start || limit > this.end) {
      // What is asked for lies outside, or across the window's end: begin anew where it begins.
      if (offset >= this.start) this.start = this.end;
      if (!this.load(offset, limit)) return 0;
    }
    return Math.min(limit, this.end) - offset;
  }
}

// Collects lines into blocks of 1 MiB and counts them. A shape writes as much as it likes between two flushes; what it
// writes there stays in memory, so shapes pause (`yield`) every few hundred KB.

import type { Manifest } from "./manifest.ts";

/** Where blocks go. The block may be reused once the call has returned, or its promise has settled. */
export interface BlockSink {
  write(bytes: Uint8Array): void | Promise<void>;
}

interface Tally {
  count: number;
  bytes: number;
}

interface Block {
  readonly buffer: Buffer;
  used: number;
}

const blockBytes = 1024 * 1024;

export class LogWriter {
  #block: Block = { buffer: Buffer.allocUnsafe(blockBytes), used: 0 };
  #full: Block[] = [];
  readonly #spare: Buffer[] = [];
  readonly #kinds = new Map<string, Tally>();
  #bytes = 0;
  #lines = 0;
  #blank = 0;
  #longest = 0;
  #firstTime: number | undefined;
  #lastTime: number | undefined;
  #open: { kind: string; bytes: number } | undefined;

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** One whole record and its line break. */
  record(kind: string, text: string): void {
    const length = this.#append(text);
    this.#append("\n");
    this.#count(kind, length);
  }

  /** Starts a record too long for one string; `part` and `endRecord` follow. */
  beginRecord(kind: string): void {
    this.#open = { kind, bytes: 0 };
  }

  part(text: string): void {
    if (this.#open === undefined) throw new Error("no record is open");
    this.#open.bytes += this.#append(text);
  }

  endRecord(): void {
    if (this.#open === undefined) throw new Error("no record is open");
    this.#append("\n");
    this.#count(this.#open.kind, this.#open.bytes);
    this.#open = undefined;
  }

  /** A line that holds nothing. */
  blankLine(): void {
    this.#append("\n");
    this.#lines += 1;
    this.#blank += 1;
  }

  /** Notes a time, in ms since 1970, that a record carries at its top level. */
  noteTime(time: number): void {
    if (this.#firstTime === undefined || time < this.#firstTime) this.#firstTime = time;
    if (this.#lastTime === undefined || time > this.#lastTime) this.#lastTime = time;
  }

  /** Hands the full blocks over; with `all`, the last one too. */
  async flush(sink: BlockSink, all = false): Promise<void> {
    for (const block of this.#full) {
      await sink.write(block.buffer.subarray(0, block.used));
      if (block.buffer.length === blockBytes && this.#spare.length < 4) this.#spare.push(block.buffer);
    }
    this.#full = [];
    if (!all || this.#block.used === 0) return;
    await sink.write(this.#block.buffer.subarray(0, this.#block.used));
    this.#block.used = 0;
  }

  manifest(): Omit<Manifest, "seed" | "shape" | "messages" | "toolCalls" | "runs"> {
    const kinds = [...this.#kinds].map(([kind, tally]) => ({ kind, count: tally.count, bytes: tally.bytes }));
    kinds.sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
    return {
      bytes: this.#bytes,
      lines: this.#lines,
      records: this.#lines - this.#blank,
      blank: this.#blank,
      longestRecord: this.#longest,
      firstTime: this.#firstTime ?? null,
      lastTime: this.#lastTime ?? null,
      kinds,
    };
  }

  #count(kind: string, bytes: number): void {
    const tally = this.#kinds.get(kind);
    if (tally === undefined) this.#kinds.set(kind, { count: 1, bytes });
    else {
      tally.count += 1;
      tally.bytes += bytes;
    }
    this.#lines += 1;
    if (bytes > this.#longest) this.#longest = bytes;
  }

  #append(text: string): number {
    // A UTF-16 unit takes at most three bytes.
    const room = text.length * 3;
    if (room > this.#block.buffer.length - this.#block.used) this.#startBlock(room);
    const written = this.#block.buffer.write(text, this.#block.used);
    this.#block.used += written;
    this.#bytes += written;
    return written;
  }

  #startBlock(room: number): void {
    if (this.#block.used > 0) this.#full.push(this.#block);
    const spare = room <= blockBytes ? this.#spare.pop() : undefined;
    this.#block = { buffer: spare ?? Buffer.allocUnsafe(Math.max(blockBytes, room)), used: 0 };
  }
}

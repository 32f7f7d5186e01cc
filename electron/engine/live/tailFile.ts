// Reads on in a file that grows: whole lines as they come, and what else happens to it. It looks again and again instead of
// waiting for news of the system: those never come from network file systems, for links that are swapped and for folders
// that are renamed. A look costs microseconds.

import { setTimeout } from "node:timers/promises";
import type { SourceChange } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import { openFile } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { isSameIdentity } from "../source/source.ts";

/** Between two looks, in ms. What was appended is told within 200. */
export const lookMs = 80;
/** The most bytes that are given at once. */
const partBytes = 256 * 1024;
/** Bytes before the place that was reached, held against the file to tell that it was rewritten. */
const rememberedBytes = 1024;

export type TailPart =
  /** Bytes at `from`, valid until the next part is asked for: whole lines, or a piece of one (longer than a part, or torn by a rotation). */
  | { readonly is: "bytes"; readonly from: number; readonly bytes: Uint8Array; readonly endsLine: boolean }
  /** All that is whole has been given, up to `at`. */
  | { readonly is: "end"; readonly at: number }
  /** `removed`: it is read on, as long as somebody writes to it. Otherwise what stands at the path now is read from its begin. */
  | { readonly is: "changed"; readonly change: SourceChange };

export interface TailOptions {
  /** The byte to begin at, where a line begins. */
  readonly from?: number;
  readonly signal: AbortSignal;
}

/** Goes on until the signal. Throws a SourceError when the file cannot be read. */
export function tailFile(file: string, options: TailOptions): Result<AsyncGenerator<TailPart, void, undefined>> {
  const opened = openFile(file);
  return opened.ok ? succeed(new Tail(file, opened.value, options).parts()) : opened;
}

class Tail {
  readonly #file: string;
  readonly #signal: AbortSignal;
  readonly #room = new Uint8Array(partBytes);
  #source: Source;
  /** Where the next part begins. */
  #at: number;
  /** The bytes before it. */
  #before: Uint8Array;
  /** As the file was at the last look; undefined before the first. */
  #seen: Source["identity"];
  #isRemoved = false;

  constructor(file: string, source: Source, { from = 0, signal }: TailOptions) {
    this.#file = file;
    this.#source = source;
    this.#signal = signal;
    this.#at = from;
    this.#before = this.#bytesBefore(from);
  }

  async *parts(): AsyncGenerator<TailPart, void, undefined> {
    try {
      for (let isEndTold = false; !this.#signal.aborted; ) {
        const part = this.#look();
        if (part !== undefined) {
          isEndTold = false;
          yield part;
          continue;
        }
        if (!isEndTold) yield { is: "end", at: this.#at };
        isEndTold = true;
        await setTimeout(lookMs, undefined, { signal: this.#signal }).catch(() => undefined);
      }
    } finally {
      this.#source.close();
    }
  }

  /** What is new; undefined when nothing is. */
  #look(): TailPart | undefined {
    const change = this.#source.change();
    // What a file got before another one took its place comes first, its last line too.
    const isLast = change === "replaced";
    const part = this.#read(isLast);
    if (part !== undefined) return part;
    if (isLast) return this.#reopen() ? { is: "changed", change } : undefined;
    const wasRemoved = this.#isRemoved;
    this.#isRemoved = change === "removed";
    return this.#isRemoved && !wasRemoved ? { is: "changed", change: "removed" } : undefined;
  }

  #read(isLast: boolean): TailPart | undefined {
    const size = this.#source.currentSize();
    if (size < this.#at) return this.#fromBegin("shrunk");
    const identity = this.#source.currentIdentity();
    const isWritten = !isSameIdentity(identity, this.#seen);
    if (size === this.#at && !isWritten) return undefined;
    this.#seen = identity;
    if (isWritten && Buffer.compare(this.#bytesBefore(this.#at), this.#before) !== 0)
      return this.#fromBegin("rewritten");
    const read = this.#source.readInto(this.#room, 0, Math.min(size - this.#at, partBytes), this.#at);
    const newline = this.#room.subarray(0, read).lastIndexOf(0x0a);
    if (newline >= 0) return this.#give(newline + 1, true);
    return read === partBytes || (isLast && read > 0) ? this.#give(read, false) : undefined;
  }

  #give(length: number, endsLine: boolean): TailPart {
    const part: TailPart = { is: "bytes", from: this.#at, bytes: this.#room.subarray(0, length), endsLine };
    this.#at += length;
    this.#before = this.#bytesBefore(this.#at);
    return part;
  }

  #fromBegin(change: "shrunk" | "rewritten"): TailPart {
    this.#restart();
    return { is: "changed", change };
  }

  /** False while what stands at the path cannot be opened. */
  #reopen(): boolean {
    const opened = openFile(this.#file);
    if (!opened.ok) return false;
    this.#source.close();
    this.#source = opened.value;
    this.#restart();
    return true;
  }

  #restart(): void {
    this.#at = 0;
    this.#before = new Uint8Array();
    this.#seen = undefined;
    this.#isRemoved = false;
  }

  #bytesBefore(end: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(end, rememberedBytes));
    return bytes.subarray(0, this.#source.readInto(bytes, 0, bytes.length, end - bytes.length));
  }
}

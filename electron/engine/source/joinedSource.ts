// Several files as one source, one behind the other: who reads in it needs to know no file. Of thousands of them only a few are
// open at a time.

import { FewOpen } from "./fewOpen.ts";
import { SourceError } from "./fileSource.ts";
import type { Source } from "./source.ts";

/** Files that are open at once. */
const mostOpen = 32;

/**
 * `size` is how many of its bytes belong to the whole, however many there are now; `open` may be called again and
 * again, and throws a SourceError.
 */
export interface JoinedPart {
  readonly name: string;
  readonly size: number;
  readonly open: () => Source;
}

/** Parts are never taken out. Closes those that it has opened. */
export class JoinedSource {
  readonly #parts: JoinedPart[] = [];
  readonly #starts: number[] = [];
  readonly #open = new FewOpen(mostOpen, (part) => this.#openPart(part));
  #size = 0;

  /** Where the part begins that was added. */
  add(part: JoinedPart): number {
    const start = this.#size;
    this.#parts.push(part);
    this.#starts.push(start);
    this.#size += part.size;
    return start;
  }

  startOf(part: number): number {
    return this.#starts[part] ?? 0;
  }

  nameOf(part: number): string {
    return this.#parts[part]?.name ?? "";
  }

  /** What was added so far; throws a SourceError for a part that cannot be opened again. */
  source(name: string): Source {
    return {
      name,
      path: name,
      original: name,
      size: this.#size,
      growTo: () => {},
      descriptor: undefined,
      identity: undefined,
      readInto: (target, at, length, position) => this.#readInto(target, at, length, position),
      change: () => undefined,
      finalChange: () => undefined,
      currentSize: () => this.#size,
      currentIdentity: () => undefined,
      close: () => this.close(),
    };
  }

  close(): void {
    this.#open.close();
  }

  #readInto(target: Uint8Array, at: number, length: number, position: number): number {
    let read = 0;
    for (let part = this.#partAt(position); read < length && part < this.#parts.length; part++) {
      const { size = 0, name = "" } = this.#parts[part] ?? {};
      const from = position + read - this.startOf(part);
      const wanted = Math.min(length - read, size - from);
      if (wanted <= 0) continue;
      const got = this.#open.of(part).readInto(target, at + read, wanted, from);
      if (got < wanted) throw new SourceError({ code: "source-changed", name, change: "shrunk" });
      read += got;
    }
    return read;
  }

  #openPart(part: number): Source {
    const opened = this.#parts[part]?.open();
    if (opened === undefined) throw new Error(`there is no part ${part}`);
    return opened;
  }

  /** The last part that begins at a place or before it. */
  #partAt(position: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

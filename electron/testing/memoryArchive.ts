// What an object is made of, in memory: to give it to another one, and to tell whether two are the same.

import { createHash } from "node:crypto";
import type { Archive, Archived } from "../engine/paging/archive.ts";

export class MemoryArchive implements Archive {
  isReading = false;
  readonly #parts: (number | string | Uint8Array)[] = [];
  #next = 0;

  /** From now on parts come back, from the first on. */
  rewind(): void {
    this.isReading = true;
    this.#next = 0;
  }

  number(value: number): number {
    const part = this.#part(value);
    if (typeof part !== "number") throw new Error("another part");
    return part;
  }

  bytes(bytes: Uint8Array): void {
    const part = this.#part(bytes.slice());
    if (!(part instanceof Uint8Array) || part.length !== bytes.length) throw new Error("another part");
    bytes.set(part);
  }

  value<Value>(value: Value, read: (kept: unknown) => Value): Value {
    const part = this.#part(JSON.stringify(value));
    if (typeof part !== "string") throw new Error("another part");
    return this.isReading ? read(JSON.parse(part)) : value;
  }

  /** Whether all parts have come back. */
  get isDone(): boolean {
    return this.#next === this.#parts.length;
  }

  digest(): string {
    const hash = createHash("sha256");
    for (const part of this.#parts) hash.update(typeof part === "number" ? String(part) : part);
    return hash.digest("hex");
  }

  #part(given: number | string | Uint8Array): number | string | Uint8Array | undefined {
    if (this.isReading) return this.#parts[this.#next++];
    this.#parts.push(given);
    return given;
  }
}

/** Equal for two objects that are made of the same; `begin` makes one without anything in it. */
export function digestOf(parts: Archived, begin: () => Archived): string {
  // Pages in which all is 0 are none in what has come back.
  const back = begin();
  const first = new MemoryArchive();
  for (const _ of parts.archive(first));
  first.rewind();
  for (const _ of back.archive(first));
  const archive = new MemoryArchive();
  for (const _ of back.archive(archive));
  return archive.digest();
}

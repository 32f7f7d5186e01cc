// Gathers small writes into blocks of 1 MiB and writes the blocks one after the other while the next is being filled. Three
// blocks exist at most: a slow disk holds the caller up instead of filling memory.

import type { ByteSink } from "../snapshot/byteSink.ts";

const blockBytes = 1024 * 1024;
const mostWaiting = 2;

export class BufferedWriter implements ByteSink {
  readonly #writeSome: (bytes: Uint8Array) => Promise<number>;
  #block = Buffer.allocUnsafeSlow(blockBytes);
  #used = 0;
  readonly #spare: Buffer<ArrayBuffer>[] = [];
  #waiting = 0;
  /** Settles when all but the last block are written. */
  #room: Promise<void> = Promise.resolve();
  #written: Promise<void> = Promise.resolve();
  #error: { readonly cause: unknown } | undefined;
  #bytes = 0;

  /** `writeSome` writes some of the bytes it is given, at least one, and gives how many. */
  constructor(writeSome: (bytes: Uint8Array) => Promise<number>) {
    this.#writeSome = writeSome;
  }

  /** Bytes taken so far, those still in the buffer included. */
  get bytes(): number {
    return this.#bytes;
  }

  write(bytes: Uint8Array): void | Promise<void> {
    this.#throwError();
    for (let at = 0; at < bytes.length; ) {
      const part = Math.min(bytes.length - at, blockBytes - this.#used);
      this.#block.set(part === bytes.length ? bytes : bytes.subarray(at, at + part), this.#used);
      this.#used += part;
      at += part;
      if (this.#used === blockBytes) this.#send();
    }
    this.#bytes += bytes.length;
    return this.#waiting < mostWaiting ? undefined : this.#makeRoom();
  }

  /** Waits until everything is written. Throws what a write threw. */
  async finish(): Promise<void> {
    if (this.#used > 0) this.#send();
    await this.#written;
    this.#throwError();
  }

  /** Waits until no write is under way any more, whether it failed or not. */
  async settle(): Promise<void> {
    await this.#written;
  }

  async #makeRoom(): Promise<void> {
    await this.#room;
    this.#throwError();
  }

  #send(): void {
    const block = this.#block;
    const used = this.#used;
    this.#block = this.#spare.pop() ?? Buffer.allocUnsafeSlow(blockBytes);
    this.#used = 0;
    this.#waiting += 1;
    this.#room = this.#written;
    this.#written = this.#written.then(() => this.#writeBlock(block, used));
  }

  /** Never rejects: the error is kept for the next call. */
  async #writeBlock(block: Buffer<ArrayBuffer>, used: number): Promise<void> {
    try {
      for (let at = 0; at < used && this.#error === undefined; ) at += await this.#writeSome(block.subarray(at, used));
    } catch (cause) {
      this.#error = { cause };
    }
    this.#waiting -= 1;
    this.#spare.push(block);
  }

  #throwError(): void {
    if (this.#error !== undefined) throw this.#error.cause;
  }
}

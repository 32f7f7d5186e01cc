// Indents JSON while it passes to another sink, byte by byte and with nothing in memory but the depth. It looks as
// JSON.stringify with two spaces makes it look.

import {
  backslash,
  closeArray,
  closeObject,
  colon,
  comma,
  openArray,
  openObject,
  quote,
} from "../scanner/jsonBytes.ts";
import type { ByteSink } from "./byteSink.ts";

const bufferBytes = 64 * 1024;
/** Deeper levels are not indented any further: hostile depth must not blow up the output. */
const deepestIndent = 64;
/** The most bytes that one byte becomes. */
const widest = 2 * deepestIndent + 4;

const newline = 0x0a;
const space = 0x20;

/**
 * Takes JSON that is cut anywhere. White space between tokens is made anew; a line end behind a document stays. Beyond
 * 64 levels nothing is indented any further.
 */
export function createPrettySink(sink: ByteSink): ByteSink {
  return new PrettySink(sink);
}

class PrettySink implements ByteSink {
  readonly #sink: ByteSink;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #used = 0;
  #depth = 0;
  #inString = false;
  #inEscape = false;
  /** A bracket has been opened, and nothing stands behind it yet. */
  #isOpening = false;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (const byte of bytes) {
      if (this.#used > bufferBytes - widest) await this.#flush();
      if (this.#inString) this.#passString(byte);
      else this.#pass(byte);
    }
    // The caller does not say when it is done, so nothing is kept back.
    await this.#flush();
  }

  #passString(byte: number): void {
    this.#put(byte);
    if (this.#inEscape) this.#inEscape = false;
    else if (byte === backslash) this.#inEscape = true;
    else if (byte === quote) this.#inString = false;
  }

  #pass(byte: number): void {
    if (byte <= space) {
      if (byte === newline && this.#depth === 0) this.#put(byte);
      return;
    }
    const isClosing = byte === closeObject || byte === closeArray;
    if (isClosing) this.#depth--;
    if (isClosing ? !this.#isOpening : this.#isOpening) this.#breakLine();
    this.#isOpening = byte === openObject || byte === openArray;
    this.#put(byte);
    if (this.#isOpening) this.#depth++;
    else if (byte === quote) this.#inString = true;
    else if (byte === comma) this.#breakLine();
    else if (byte === colon) this.#put(space);
  }

  #breakLine(): void {
    this.#put(newline);
    for (let left = Math.min(this.#depth, deepestIndent); left > 0; left--) {
      this.#put(space);
      this.#put(space);
    }
  }

  #put(byte: number): void {
    this.#buffer[this.#used++] = byte;
  }

  async #flush(): Promise<void> {
    const used = this.#used;
    this.#used = 0;
    if (used > 0) await this.#sink.write(this.#buffer.subarray(0, used));
  }
}

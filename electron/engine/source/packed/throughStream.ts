// Sends bytes through one of the runtime's decoders, piece by piece. What was decoded before an error is given all the same, and
// it is told where the decoder found its end: the streams of the runtime drop the one and hide the other.

import type { Transform } from "node:stream";

/** Decoded bytes that are held at most before the decoder has to wait; it may decode a few bytes to gigabytes. */
const heldBytes = 1024 * 1024;

export type StreamEnd =
  /** The decoder has had enough, `consumed` bytes of what it was given. */
  | { readonly is: "ended"; readonly consumed: number }
  /** The pieces ended before. */
  | { readonly is: "cut" }
  /** It refused what began about there. */
  | { readonly is: "damaged"; readonly consumed: number; readonly detail: string };

export type Decoder = Transform & { readonly bytesWritten: number };

export async function* throughStream(
  decoder: Decoder,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, StreamEnd, undefined> {
  const stream = new WatchedStream(decoder);
  let given = 0;
  try {
    for await (const piece of pieces) {
      yield* stream.send((done) => decoder.write(piece, done));
      if (stream.error !== undefined) return { is: "damaged", consumed: given, detail: stream.error.message };
      if (stream.isEnded) return { is: "ended", consumed: decoder.bytesWritten };
      given += piece.length;
    }
    // Its end is told by itself: the runtime calls back before it has looked for what is missing.
    yield* stream.send(() => decoder.end());
    return stream.error === undefined ? { is: "ended", consumed: decoder.bytesWritten } : { is: "cut" };
  } finally {
    decoder.destroy();
  }
}

class WatchedStream {
  error: Error | undefined;
  isEnded = false;
  readonly #decoder: Decoder;
  #held: Uint8Array[] = [];
  #bytes = 0;
  #wake = (): void => {};

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
    decoder.on("data", (bytes: Uint8Array) => {
      this.#held.push(bytes);
      this.#bytes += bytes.length;
      if (this.#bytes < heldBytes) return;
      decoder.pause();
      this.#wake();
    });
    decoder.on("error", (error) => {
      // What was decoded while it was paused waits inside of it, and is told to nobody any more.
      for (let bytes: unknown = decoder.read(); bytes instanceof Uint8Array; bytes = decoder.read())
        this.#held.push(bytes);
      this.error = error;
      this.#wake();
    });
    decoder.on("end", () => {
      this.isEnded = true;
      this.#wake();
    });
  }

  /** Gives what is decoded until the decoder has taken what it was sent, has ended or failed. */
  async *send(give: (done: () => void) => void): AsyncGenerator<Uint8Array, void, undefined> {
    let isTaken = false;
    give(() => {
      isTaken = true;
      this.#wake();
    });
    do {
      while (!(isTaken || this.isEnded || this.error !== undefined) || this.#held.length > 0) {
        if (this.#held.length === 0) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
        const held = this.#held;
        this.#held = [];
        this.#bytes = 0;
        yield* held;
        this.#decoder.resume();
      }
      // The end of the decoder is told a moment behind its last bytes, and these come a moment after it was paused for those before.
      await new Promise(setImmediate);
    } while (this.#held.length > 0);
  }
}

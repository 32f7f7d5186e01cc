// JSON on its way to readers whose texts are UTF-8: protobuf's, and those of most languages but JavaScript. JSON can spell half of a
// surrogate pair (`\ud83d`), which such a reader can hold nowhere: it refuses the whole document. U+FFFD is spelled as long, and
// takes its place.

import { backslash } from "../scanner/jsonBytes.ts";
import type { ByteSink } from "../snapshot/byteSink.ts";

const letterU = 0x75;
const escapeBytes = 6;
const replacement = Buffer.from("\\ufffd");

/**
 * Offsets stay what they were, as a half takes as many bytes as what replaces it. What the sink below throws comes
 * through.
 */
export class WellFormedSink implements ByteSink {
  /** Halves that were replaced. */
  mended = 0;
  readonly #sink: ByteSink;
  /** An escape, or the first of a pair, of which the rest is still to come. */
  #held: Buffer = Buffer.alloc(0);
  /** Bytes that may be mended; one room for all, since what is made for each is given back too late in a long text. */
  #room: Buffer = Buffer.alloc(0);

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** What these bytes end with is handed on with those that follow: JSON does not end inside of a text. */
  write(bytes: Uint8Array): void | Promise<void> {
    const isHeld = this.#held.length > 0;
    if (!isHeld && bytes.indexOf(backslash) < 0) return this.#sink.write(bytes);
    const all = this.#copied(bytes);
    const end = this.#mend(all);
    this.#held = Buffer.from(all.subarray(end));
    return this.#sink.write(all.subarray(0, end));
  }

  /** What is held, and these bytes behind it: the caller's are left as they are. */
  #copied(bytes: Uint8Array): Buffer {
    const length = this.#held.length + bytes.length;
    if (this.#room.length < length) this.#room = Buffer.allocUnsafeSlow(length);
    this.#room.set(this.#held);
    this.#room.set(bytes, this.#held.length);
    return this.#room.subarray(0, length);
  }

  /** Gives where what is not whole begins. */
  #mend(bytes: Buffer): number {
    for (let at = bytes.indexOf(backslash); at >= 0; at = bytes.indexOf(backslash, at)) {
      if (at + 1 === bytes.length) return at;
      if (bytes[at + 1] !== letterU) {
        at += 2;
        continue;
      }
      if (at + escapeBytes > bytes.length) return at;
      const half = halfAt(bytes, at);
      if (half === "high") {
        const next = at + escapeBytes;
        if (mayGoOn(bytes, next)) return at;
        if (halfAt(bytes, next) === "low") {
          at = next + escapeBytes;
          continue;
        }
      }
      if (half !== undefined) {
        replacement.copy(bytes, at);
        this.mended++;
      }
      at += escapeBytes;
    }
    return bytes.length;
  }
}

/** Whether the bytes end before it is known whether an escape stands there. */
function mayGoOn(bytes: Buffer, at: number): boolean {
  const left = bytes.length - at;
  if (left >= escapeBytes) return false;
  return left === 0 || (bytes[at] === backslash && (left === 1 || bytes[at + 1] === letterU));
}

/** Which half of a pair an escape spells; undefined: none. */
function halfAt(bytes: Buffer, at: number): "high" | "low" | undefined {
  if (bytes[at] !== backslash || bytes[at + 1] !== letterU) return undefined;
  const code = Number.parseInt(bytes.toString("latin1", at + 2, at + escapeBytes), 16);
  if ((code & 0xfc00) === 0xd800) return "high";
  return (code & 0xfc00) === 0xdc00 ? "low" : undefined;
}

/** Of a document that had some. */
export function mendedNotice(mended: number): string | undefined {
  if (mended === 0) return undefined;
  const halves = mended === 1 ? "Half of a surrogate pair stands" : `${mended} halves of surrogate pairs stand`;
  return `${halves} alone in what was exported: U+FFFD takes their place, since readers of this form refuse a document that has one.`;
}

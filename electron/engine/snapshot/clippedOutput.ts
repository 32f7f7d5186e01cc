// Strings of which only the beginning is written, with a mark behind it that says of how much.

import { mostKeptBytes } from "../../../shared/exports.ts";
import type { Pacer, Steps } from "../conversation/pacer.ts";
import type { Source } from "../source/source.ts";
import { JsonOutput } from "./output.ts";
import { cutInString, longestCharacter } from "./stringCut.ts";

export class ClippedOutput {
  /** Takes the strings. */
  readonly inner: JsonOutput;
  readonly #outer: JsonOutput;
  readonly #most: number;
  /** The beginning of a string, its quote included. */
  readonly #held: Buffer;
  #bytes = 0;

  /** `most`: the bytes of a string that are kept, as it stands in JSON. */
  constructor(outer: JsonOutput, source: Source, pacer: Pacer, most: number) {
    this.#outer = outer;
    this.#most = Math.min(most, mostKeptBytes);
    this.#held = Buffer.allocUnsafeSlow(this.#most + longestCharacter + 2);
    const write = (bytes: Uint8Array): void => {
      if (this.#bytes < this.#held.length)
        this.#held.set(bytes.subarray(0, this.#held.length - this.#bytes), this.#bytes);
      this.#bytes += bytes.length;
    };
    this.inner = new JsonOutput({ write }, source, pacer);
  }

  /** `write` writes one string to `inner`, with its quotes. Gives whether some of it was left out. */
  *string(write: Steps): Steps<boolean> {
    this.#bytes = 0;
    yield* write;
    yield* this.inner.flush();
    const inside = this.#bytes - 2;
    if (inside <= this.#most) {
      this.#outer.putBytes(this.#held, 0, this.#bytes);
      yield* this.#outer.settle();
      return false;
    }
    const kept = cutInString(this.#held.subarray(1), this.#most);
    this.#outer.putBytes(this.#held, 0, 1 + kept);
    this.#outer.put(`${keptMark(kept, inside)}"`);
    yield* this.#outer.settle();
    return true;
  }
}

/** What stands behind a text that was clipped. */
export function keptMark(kept: number, bytes: number): string {
  return ` [kept ${kept} of ${bytes} bytes]`;
}

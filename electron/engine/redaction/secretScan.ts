// Goes through bytes of a transcript as they come, cut anywhere, and says what in them is secret and where it stands. It holds a
// window of 128 KiB, whatever the length of a line.

import type { Finder } from "./finder.ts";
import { longestFinding } from "./finder.ts";
import type { Stretch } from "./plainText.ts";
import { PlainText } from "./plainText.ts";

const windowBytes = 128 * 1024;

export interface Secret {
  /** Its number. */
  readonly kind: number;
  /** Its parts in the file: several where a text goes on in another record, or runs over a quote. */
  readonly stretches: readonly Stretch[];
}

/**
 * Each finder tells what it has found when `longestFinding` bytes behind it were taken, and the rest at `finish`. What
 * two finders find is told twice.
 */
export class SecretScan {
  readonly #finders: readonly { readonly finder: Finder; from: number }[];
  readonly #onSecret: (secret: Secret) => void;
  readonly #text = new PlainText(windowBytes);

  constructor(finders: readonly Finder[], onSecret: (secret: Secret) => void) {
    this.#finders = finders.map((finder) => ({ finder, from: 0 }));
    this.#onSecret = onSecret;
  }

  /** Takes bytes that stand at `offset`. They go on the text, wherever that stands. */
  take(raw: Uint8Array, offset: number): void {
    for (let done = 0; done < raw.length; ) {
      const taken = this.#text.append(raw.subarray(done), offset + done);
      done += taken;
      if (done < raw.length) this.#look(this.#text.length - longestFinding);
    }
  }

  /** What is taken next stands elsewhere in the file, and goes on the same text. */
  cut(): void {
    this.#text.settle();
  }

  /** Behind the last bytes of a text; another one may follow. */
  finish(): void {
    this.#text.settle();
    this.#look(this.#text.length);
    this.#text.clear();
    for (const one of this.#finders) one.from = 0;
  }

  #look(until: number): void {
    for (const one of this.#finders) {
      if (one.from >= until) continue;
      one.from = one.finder.find(this.#text, one.from, until, (kind, from, to) => {
        const stretches = this.#text.stretches(from, to);
        if (stretches.length > 0) this.#onSecret({ kind, stretches });
      });
    }
    const least = Math.min(this.#text.length, ...this.#finders.map(({ from }) => from));
    // One character is kept to be looked back at.
    const behind = Math.max(0, least - 1);
    this.#text.drop(behind);
    for (const one of this.#finders) one.from -= behind;
  }
}

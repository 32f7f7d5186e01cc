import type { Random } from "./random.ts";
import { makeFragments } from "./words.ts";

/** Characters of the shortest text. */
const shortest = 20;

/** JSON text of all lengths: fragments with accents and escapes, joined to lines of a program and to prose. */
export class TextSource {
  readonly #random: Random;
  readonly #short: readonly string[];
  readonly #long: readonly string[];

  constructor(random: Random) {
    this.#random = random;
    const fragments = makeFragments(random, 1024);
    const join = (count: number): string => Array.from({ length: count }, () => random.pick(fragments)).join("");
    const line = (): string =>
      random.oneIn(2) ? `${join(6)}\\n` : `${random.between(1, 900)}→\\tconst a = f(\\"${join(2)}\\");\\n`;
    this.#short = Array.from({ length: 256 }, () => join(3));
    this.#long = Array.from({ length: 128 }, () => Array.from({ length: 40 }, line).join(""));
  }

  /** Of a random length up to `most` characters or a little more. */
  next(most: number): string {
    const part = (this.#random.next() / 2 ** 32) ** 2.2;
    const length = shortest * (most / shortest) ** part;
    let text = "";
    while (text.length < length) text += this.#random.pick(length - text.length > 4_000 ? this.#long : this.#short);
    return text;
  }
}

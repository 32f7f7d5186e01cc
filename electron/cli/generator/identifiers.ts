import type { Random } from "./random.ts";

/** Ids that look like version 4 UUIDs. A counter in the last group keeps them unique within a log. */
export class Identifiers {
  readonly #random: Random;
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): string {
    this.#count += 1;
    const head = hex(this.#random.next(), 8);
    const middle = hex(this.#random.next(), 8);
    return `${head}-${middle.slice(0, 4)}-4${middle.slice(5)}-a${middle.slice(1, 4)}-${hex(this.#count, 12)}`;
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

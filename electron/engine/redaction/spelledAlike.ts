// Tells texts that are made of the same pieces: what is put together by place, by kind and by several ids is mostly the same text, which
// needs to be looked through once.

import type { ValuePath } from "../formats/condensedValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { GrowingInts } from "../paging/growing.ts";

/** Texts that are remembered; beyond them some are looked through again. */
const mostSeen = 65_536;

export class SpelledAlike {
  /** By text, two sums of its pieces, each of 32 bits. */
  readonly #sums = [new GrowingInts(), new GrowingInts()] as const;
  readonly #factors = [0x01000193, 0x5bd1e995] as const;
  readonly #seen = new Set<string>();

  add(text: Entry, record: number, path: ValuePath): void {
    for (const n of [0, 1] as const) {
      const sums = this.#sums[n];
      const factor = this.#factors[n];
      sums.set(text, Math.imul(sums.get(text) ^ placeSum(record, path, factor), factor) + n);
    }
  }

  /** Whether none of the same pieces was asked about before. */
  isNew(text: Entry): boolean {
    const sums = `${this.#sums[0].get(text)} ${this.#sums[1].get(text)}`;
    if (this.#seen.has(sums)) return false;
    if (this.#seen.size >= mostSeen) this.#seen.clear();
    this.#seen.add(sums);
    return true;
  }

  /** They may be asked about again. */
  forget(): void {
    this.#seen.clear();
  }
}

/** Behind each step of a path, so that no two paths are spelled alike: no character and no place in a list is one of these. */
const endOfName = 0x10000;
const endOfPlace = 0x10001;

function placeSum(record: number, path: ValuePath, factor: number): number {
  let sum = record;
  const add = (part: number): void => {
    sum = Math.imul(sum ^ part, factor);
  };
  for (const step of path) {
    if (typeof step === "number") add(step);
    else for (let at = 0; at < step.length; at++) add(step.charCodeAt(at));
    add(typeof step === "number" ? endOfPlace : endOfName);
  }
  return sum;
}

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
    const piece = placeSum(record, path);
    for (const n of [0, 1] as const) {
      const sums = this.#sums[n];
      sums.set(text, Math.imul(sums.get(text) ^ piece, this.#factors[n]) + n);
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

function placeSum(record: number, path: ValuePath): number {
  let sum = record;
  for (const step of path) {
    if (typeof step === "number") sum = Math.imul(sum ^ step, 0x01000193);
    else for (let at = 0; at < step.length; at++) sum = Math.imul(sum ^ step.charCodeAt(at), 0x01000193);
  }
  return sum;
}

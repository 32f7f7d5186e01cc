// Totals that a rollout tells beside what each request took. They should be the sum of the requests, above what a fork began
// with; they are not after a crash, whose last response is in one of them only, nor in a legacy file that a new version went
// on with, whose records begin at zero (0.169).

import type { Archive } from "../../paging/archive.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { isNumber, isText, orNone, pairsIn, valueIn } from "../keptValue.ts";

const keptIn = valueIn<{ base?: number | undefined; sum: number }>({ base: orNone(isNumber), sum: isNumber });
const saidIn = pairsIn<string, number>(isText, isNumber);

export class TokenTotals {
  readonly #operations: ConversationOperations;
  /** What was told before the first request of this file. */
  #base: number | undefined;
  #sum = 0;
  /** How far totals were off the last time it was said, by what tells them. */
  readonly #said = new Map<string, number>();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  archive(archive: Archive): void {
    const { base, sum } = archive.value({ base: this.#base, sum: this.#sum }, keptIn);
    this.#base = base;
    this.#sum = sum;
    for (const [what, off] of archive.value([...this.#said], saidIn)) this.#said.set(what, off);
  }

  /** A request of this file, and its input tokens. */
  add(input: number | undefined): void {
    this.#sum += input ?? 0;
  }

  /** A total of input tokens that is told behind a request; `what` tells it. */
  check(what: "token_usage_record" | "token_count", told: number | undefined): void {
    if (told === undefined) return;
    this.#base ??= Math.max(0, told - this.#sum);
    const off = told - this.#base - this.#sum;
    if (off === (this.#said.get(what) ?? 0)) return;
    this.#said.set(what, off);
    if (off === 0) return;
    const message = `Its total of input tokens (${what}) is ${told}; with the requests of this file it would be ${this.#base + this.#sum}.`;
    this.#operations.finding("token-totals", message);
  }
}

// What a disk refuses while a transcript is followed. It may be read at the next look, so it is told once it has been refused for a while.

import type { Failure } from "../../../shared/failure.ts";

/** In ms. */
const patienceMs = 3_000;

/** Only says when to tell; whoever follows keeps trying all the while. */
export class Refusals {
  #refused: { readonly failure: Failure; readonly since: number } | undefined;

  /** It was refused, and will be tried again. */
  note(failure: Failure): void {
    this.#refused = { failure, since: this.#refused?.since ?? performance.now() };
  }

  /** It was not refused this time. */
  end(): void {
    this.#refused = undefined;
  }

  /** Was the last try refused? */
  get areOn(): boolean {
    return this.#refused !== undefined;
  }

  /** Why nothing could be read for a while. */
  get failure(): Failure | undefined {
    const { failure, since } = this.#refused ?? { failure: undefined, since: 0 };
    return performance.now() - since > patienceMs ? failure : undefined;
  }
}

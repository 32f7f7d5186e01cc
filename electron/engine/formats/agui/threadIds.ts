// What was opened, closed or heard of in one thread of an AG-UI log. Threads are conversations of their own: an id of one says
// nothing about the same id in another.

import { mostCheckedThreads } from "../../../../shared/limits.ts";
import { TextIds } from "../../paging/textIds.ts";
import { OpenIds } from "./openIds.ts";

export class ThreadIds {
  readonly messages = new OpenIds();
  readonly reasoning = new OpenIds();
  /** Stretches of reasoning, each of several messages. */
  readonly stretches = new OpenIds();
  readonly calls = new OpenIds();
  /** Calls that came in chunks, which may go on at any time. */
  readonly chunkedCalls = new TextIds();
  readonly steps = new OpenIds();
  readonly results = new TextIds();
}

export class IdsByThread {
  readonly #known = new Map<string, ThreadIds>();
  #current = new ThreadIds();

  /** Of the thread that the last run named. */
  get current(): ThreadIds {
    return this.#current;
  }

  /** A run of a thread begins. What came before any thread was named belongs to the first one that is. */
  choose(thread: string | undefined): void {
    if (thread === undefined) return;
    const known = this.#known.get(thread);
    if (known !== undefined) this.#current = known;
    else if (this.#known.size < mostCheckedThreads) {
      if (this.#known.size > 0) this.#current = new ThreadIds();
      this.#known.set(thread, this.#current);
    }
  }
}

// What was opened, closed or heard of in one thread of an AG-UI log. Threads are conversations of their own: an id of one says
// nothing about the same id in another, and while a run of one is open, one of another may begin.

import { mostCheckedThreads } from "../../../../shared/limits.ts";
import { TextIds } from "../../paging/textIds.ts";
import { OpenIds } from "./openIds.ts";

export class ThreadIds {
  /** Its last run. */
  run: "none" | "open" | "ended" = "none";
  runId: string | undefined;
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

  /** Of the thread that was chosen last. */
  get current(): ThreadIds {
    return this.#current;
  }

  /** All threads, the one that is never named too. */
  get all(): readonly ThreadIds[] {
    return this.#known.size === 0 ? [this.#current] : [...this.#known.values()];
  }

  /** What is told from now on is of this thread. What came before any was named belongs to the first one that is. */
  choose(thread: string): void {
    if (thread === "") return;
    const known = this.#known.get(thread);
    if (known !== undefined) this.#current = known;
    else if (this.#known.size < mostCheckedThreads) {
      if (this.#known.size > 0) this.#current = new ThreadIds();
      this.#known.set(thread, this.#current);
    }
  }
}

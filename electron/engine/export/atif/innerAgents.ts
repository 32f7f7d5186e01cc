// The sub-agents that speak in a transcript itself, and which of its entries are whose. Three columns, the longest of them by entry.

import type { Entries } from "../../conversation/entries.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import { GrowingInts } from "../../paging/growing.ts";

export class InnerAgents {
  /** By the call that started an agent (0: the transcript's own): the first and the last entry of it. */
  readonly #first = new GrowingInts();
  readonly #last = new GrowingInts();
  /** By entry: the next one of the same agent. */
  readonly #next = new GrowingInts();

  constructor(entries: Entries) {
    for (let entry: Entry = 1; entry <= entries.count; entry++) {
      // A call goes with the message that made it, whoever's record it stands in.
      const agent = entries.agents.of(entries.ownerOf(entry) || entry);
      const last = this.#last.get(agent);
      if (last === 0) this.#first.set(agent, entry);
      else this.#next.set(last, entry);
      this.#last.set(agent, entry);
    }
  }

  /** Whether the agent that a call started speaks in the transcript. */
  has(call: Entry): boolean {
    return this.#first.get(call) !== 0;
  }

  /** What an agent said and did, in order. */
  *entriesOf(agent: Entry): Generator<Entry> {
    for (let entry = this.#first.get(agent); entry !== 0; entry = this.#next.get(entry)) yield entry;
  }

  /** The calls of an agent that have started agents, in order. */
  *calledBy(agent: Entry): Generator<Entry> {
    for (const entry of this.entriesOf(agent)) if (this.has(entry)) yield entry;
  }
}

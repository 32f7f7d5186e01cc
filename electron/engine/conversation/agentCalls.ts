// What of a transcript a sub-agent said and did, where that stands in the transcript of the agent that called it.

import type { Entry } from "../formats/conversationOperations.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingInts } from "../paging/growing.ts";

export class AgentCalls {
  readonly #call = new GrowingInts();

  archive(archive: Archive): Generator<undefined> {
    return this.#call.archive(archive);
  }

  /** The entries from one up to and with another are of the sub-agent that a call started. */
  set(from: Entry, to: Entry, call: Entry): void {
    if (call === 0) return;
    for (let entry = Math.max(from, call + 1); entry <= to; entry++) this.#call.set(entry, call);
  }

  /** The call, begun before it, whose sub-agent says or does it; 0: none is known. */
  of(entry: Entry): Entry {
    return this.#call.get(entry);
  }
}

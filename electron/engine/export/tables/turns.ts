// Which turn of the conversation something belongs to: turns are counted by prompts that are valid in the end, from 1 on; what
// stands before the first is turn 0.

import type { Entries } from "../../conversation/entries.ts";
import { promptOf } from "../../conversation/prompts.ts";
import type { Entry } from "../../formats/conversationOperations.ts";

/** To be asked in ascending order. */
export class Turns {
  readonly #entries: Entries;
  #turn = 0;
  /** The entry that is looked at next. */
  #next: Entry = 1;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  ofEntry(entry: Entry): number {
    while (this.#next <= entry) this.#pass();
    return this.#turn;
  }

  ofRecord(record: number): number {
    const entries = this.#entries;
    while (this.#next <= entries.count && entries.recordOf(this.#next) <= record) this.#pass();
    return this.#turn;
  }

  #pass(): void {
    if (promptOf(this.#entries, this.#next) === "valid") this.#turn++;
    this.#next++;
  }
}

// What an answer proposes as a plan (in its mode for plans, 0.171) is taken out of its text, and told as an item of its own. An
// answer that says nothing else has no other item.

import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { Recent } from "./recent.ts";

const planText = ["params", "item", "text"] as const;

export class Plans {
  readonly #operations: ConversationOperations;
  /** By turn: the answer that has begun and is not complete. */
  readonly #open = new Recent<Entry>(1024);

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  /** An answer of a turn was begun, or is complete. */
  answer(turn: string, entry: Entry, isCompleted: boolean): void {
    if (isCompleted) this.#open.delete(turn);
    else this.#open.set(turn, entry);
  }

  /** A plan is complete. The answer around it is begun before, and completed behind it. */
  take(turn: string, marks: Marks): void {
    const around = this.#open.get(turn);
    const entry = around ?? this.#operations.message({ key: undefined, speaker: "assistant", marks });
    this.#operations.text(entry, planText);
  }
}

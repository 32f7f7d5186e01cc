// A log may hold runs of several threads, one behind the other: what is said in between tells whose run begins. A log of one thread
// is read from prompt to prompt and needs no such words.

import type { ConversationOperations } from "../conversationOperations.ts";

export class RunRulers {
  readonly #operations: Pick<ConversationOperations, "notice">;
  /** Of the run before. */
  #thread: string | undefined;
  /** Known when the second one comes: the runs before it have no ruler. */
  #areSeveral = false;

  constructor(operations: Pick<ConversationOperations, "notice">) {
    this.#operations = operations;
  }

  /** A run begins; "" for a thread without a name. */
  begin(thread: string, run: string | undefined): void {
    this.#areSeveral ||= this.#thread !== undefined && this.#thread !== thread;
    this.#thread = thread;
    if (!this.#areSeveral) return;
    const named = run === undefined ? "A run" : `Run “${run}”`;
    this.#operations.notice(thread === "" ? `${named} without a thread.` : `${named} of thread “${thread}”.`);
  }
}
